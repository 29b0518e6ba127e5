"""The same message about somebody else: each name in it is exchanged, so that what stands around it is learnt."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from zlib import crc32

from language.data import rows
from language.normalise import normalise
from language.reading.examples import Example

NAMED = "SX"
_HEADS = ("", "", "", "", "", "老", "小", "阿", "湛江", "佛山", "成都", "大连", "新")
_TAILS = (
    "",
    "",
    "",
    "",
    "厂",
    "店",
    "有限公司",
    "公司",
    "合作社",
    "经营部",
    "工作室",
    "加工厂",
    "坊",
    "行",
    "馆",
    "中心",
)


def of(example: Example, number: int, pool: Sequence[str]) -> Example:
    """The example with each of its names exchanged for one of the pool or one made up; `number` chooses."""
    text, spans, at = "", [], 0
    for start, end, label in sorted(example.spans):
        text += example.text[at:start]
        inner = example.text[start:end]
        if label in NAMED:
            inner = another(f"{example.text}{start}{number}", pool)
        spans.append((len(text), len(text) + len(inner), label))
        text, at = text + inner, end
    return replace(example, text=text + example.text[at:], spans=tuple(spans))


def names(examples: Sequence[Example]) -> list[str]:
    """Every name that is told in the examples."""
    return sorted({
        example.text[start:end]
        for example in examples
        for start, end, label in example.spans
        if label in NAMED
    })  # fmt: skip


def another(seed: str, pool: Sequence[str]) -> str:
    """A name that somebody told, one from the list, or one put together; a third each."""
    chance = crc32(seed.encode())
    own = (pool, _listed())[chance % 3] if chance % 3 < 2 else ()
    return own[chance // 3 % len(own)] if own else _made_up(chance // 3)


def _made_up(chance: int) -> str:
    brand_chars, trades = _parts()
    found = []
    for parts in (_HEADS, brand_chars, brand_chars, trades, _TAILS):
        found.append(parts[chance % len(parts)])
        chance = chance // len(parts) ^ crc32(str(chance).encode())
    return "".join(found)


@cache
def _parts() -> tuple[Sequence[str], Sequence[str]]:
    brands = [char for row in rows("brands.txt") for char in row[0] if char != " "]
    trades = [word for row in rows("trades.txt") for word in row[0].split()]
    return brands, trades


@cache
def _listed() -> Sequence[str]:
    return [normalise(name).text for row in rows("reading/names.tsv") for name in row[0].split()]
