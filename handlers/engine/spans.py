"""Whether a remark is a value and nothing else: readers say what they read, not where it stood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from language import normalise

Read = Callable[[str], Any]
_PADDING = re.compile(
    r"(?:是|就|应该|要|想|希望|最好|请|麻烦|那|这|还|改|我|们|咱|俺|他|她|您|你|个|次|的|了|吧|啊|呀|哦|呢|啦|哈|嘛|嗯|在|到|去|于|给|为|用|按|算"
    r"|约|大概|好像|可能|估计|差不多|左右|一共|总共|共|只|才|都|也|有|讲|做|服务|企业|公司|单位|专家|老师|能|可以|来|上午|下午|中午|晚上|早上|今早|区|县|市|省|国"
    r"|边|钟头?|方面|类|其实|不过|但|才对|明明|实际|上|发(?=给)|限|后来|对了|比较|非常|很|挺|更|特|加(?!个|上)|十分|本|厂|店|号|日|\d{4}年|家|谢谢|和|跟|与|及|另外|\W)*"
)


def span(read: Read, text: str) -> tuple[int, int]:
    """The part of a text that is read as the whole is."""
    value, start, end = read(text), 0, len(text)
    while start < end - 1 and read(text[start + 1 : end]) == value:
        start += 1
    while end > start + 1 and read(text[start : end - 1]) == value:
        end -= 1
    return start, end


def outermost(spans: Mapping[str, tuple[int, int]]) -> set[str]:
    """Those that do not lie inside another: the place in the name of a firm is none that somebody told."""
    return {
        name
        for name, (start, end) in spans.items()
        if not any(
            a <= start and end <= b and (a, b) != (start, end)
            for other, (a, b) in spans.items()
            if other != name
        )
    }


def covers(text: str, spans: Mapping[str, tuple[int, int]], reads: Mapping[str, Read]) -> bool:
    """Whether the spans leave only padding, or more of what their readers read."""
    return all(
        is_padding(left) or any(read(left) is not None for read in reads.values())
        for left in _left(text, sorted(spans.values()))
    )


def is_padding(text: str) -> bool:
    """Whether words stand around values and say nothing themselves."""
    return _PADDING.fullmatch(normalise(text).text) is not None


def bare_of_padding(text: str) -> str:
    """Without the padding at the beginning and the end."""
    start, end = 0, len(text)
    while start < end and is_padding(text[start]):
        start += 1
    while end > start and is_padding(text[end - 1]):
        end -= 1
    return text[start:end]


def _left(text: str, spans: list[tuple[int, int]]) -> list[str]:
    left, at = [], 0
    for start, end in spans:
        left.append(text[at:start] if start > at else "")
        at = max(at, end)
    return [*left, text[at:]]
