"""What a rule pack cites, and where; and how people read it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from programme.packs.model import CONVENTION

_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(r"（[^（）]*〔[^）]*）$")
_ADDED = re.compile(r"（试行）|（[^）]*〔[^）]*）")
"""What a document's name goes without in a talk: its trial and its number."""


def clauses(rule: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every citation within `rule`, with the path at which it stands."""
    for part in fields(rule):
        value, here = getattr(rule, part.name), (*path, part.name)
        if part.name.endswith("clause"):
            yield here, value
        elif is_dataclass(value):
            yield from clauses(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if is_dataclass(item):
                    yield from clauses(item, (*here, index))


def spelled_out(text: str, documents: Mapping[str, str]) -> str:
    """A text with each citation by its document's name: «N23 五» is «《…招募工作的通知》第五部分», what no document says «中心约定»."""
    return _pattern(frozenset(documents)).sub(lambda found: _name(found, documents), text)


def in_full(text: str, documents: Mapping[str, str]) -> str:
    """A text with each citation by its document's full name and article, as a decision names its ground: «《…办法（试行）》第十三条»."""

    def named(found: re.Match[str]) -> str:
        if not found["code"] or found["code"] == CONVENTION:
            return "中心约定"
        part = f"第{found['part']}部分" if found["part"] else ""
        return f"{_full(documents[found['code']].split('，')[0])}{part}"

    return re.sub(r"》(（[^）]*）)? 第", r"》\1第", _pattern(frozenset(documents)).sub(named, text))


def ground_title(clause: str, documents: Mapping[str, str]) -> str:
    """The documents that a clause cites, in full, as a certificate names its ground: «《…办法（试行）》», «《…通知》（中小企通〔2023〕8号）».

    Where the clause is but convention, the first document of the pack stands for it.
    """
    cited = [found["code"] for found in _pattern(frozenset(documents)).finditer(clause)]
    codes = [code for code in cited if code and code != CONVENTION]
    codes = codes or [code for code in documents if code != CONVENTION][:1]
    return "、".join(_full(documents[code].split("，")[0]) for code in dict.fromkeys(codes))


def _full(title: str) -> str:
    number = _NUMBER.search(title)
    return f"《{_NUMBER.sub('', title)}》{number[0] if number else ''}"


@cache
def _pattern(codes: frozenset[str]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z0-9-])(?:{CONVENTION} (?:[^\s，。；：（）]{{1,8}}：)?|(?P<code>{longest_first}) (?P<part>[{_NUMERALS}]+(?![条{_NUMERALS}]))?)"
    )


def _name(found: re.Match[str], documents: Mapping[str, str]) -> str:
    if not found["code"]:
        return "中心约定："
    title = _ADDED.sub("", documents[found["code"]].split("，")[0])
    return f"《{title}》" + (f"第{found['part']}部分" if found["part"] else "")
