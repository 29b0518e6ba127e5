"""What people make of a firm's name: 湛江蓝湾海鲜加工厂 is 蓝湾海鲜, 蓝湾厂, 蓝湾."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from language import regions
from language.data import rows
from language.lexicon import words_of

SHORTEST = 2
_LONG_FORMS = words_of("legal_forms")
_SHORT_FORMS = (
    "(?<!加)工厂|厂(?![房长商])|店(?![面主长员])|部(?![门分])|场(?![地所])|园(?!区)|行(?![业情政为动程])|社(?![保会])"
    "|院(?!长)|楼(?![上下层房道])|档(?![案期])|城(?!市)|[坊馆铺庄]"
)
"""But no 厂房, 店铺, 部门, 行业."""
FORM = f"(?:{'|'.join(_LONG_FORMS)}|{_SHORT_FORMS})"
"""A legal form, or a kind of house."""
_LAST_FORM = re.compile(f"{FORM}$")
_DOMAINS = (
    "digital", "finance", "hr", "ip", "law", "management", "marketing", "policy", "risk", "startup", "tax", "technology", "trade",
)  # fmt: skip
_NICKNAME = re.compile(rf"[小老][{''.join(words_of('surnames'))}]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"(?!第|[一二三四五六七八九十\d]+号)[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9&]*")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,3}(?:镇|乡|街道)(?=.{3})")


class Brand(NamedTuple):
    """A short name; one that is `shy` is a word of everybody's too, and counts only where a firm is spoken of."""

    word: str
    shy: bool


def place_end(name: str) -> int:
    """Behind the places that a name begins with, unless they are all there is of it."""
    end = 0
    for place in regions.mentions(name):
        if place.start == end and (place.full or not place.everyday):
            end = place.end
    town = _TOWN.match(name[end:])
    end += town.end() if town and end else 0
    return end if len(name) - end >= SHORTEST else 0


def brands(rest: str) -> list[Brand]:
    """The short names in what stands behind the place, longest first."""
    core = _core(rest)
    if len(core) < SHORTEST or not _WORD.fullmatch(core):
        return []
    heads = [core, *(core[:length] for length in (3, 2) if _HAN.fullmatch(core))]
    return [Brand(word, len(word) == SHORTEST and _is_everyday(word)) for word in dict.fromkeys(heads)]


def words(rest: str) -> list[str]:
    """A name in its words of trade and its form: 海鲜, 加工, 厂; what is no such word stands together."""
    known, parts, at = trades() | {*_LONG_FORMS}, [""], 0
    while at < len(rest):
        word = next((rest[at:end] for end in range(len(rest), at + 1, -1) if rest[at:end] in known), "")
        if word:
            parts += [word, ""]
        else:
            parts[-1] += rest[at]
        at += len(word) or 1
    return [part for part in parts if part]


def _core(rest: str) -> str:
    """Without the form, then without the words of trade before it, and without those in the middle."""
    core = _without_last(rest, _houses())
    core = _LAST_FORM.sub("", core) if core == rest else core
    while (shorter := _without_last(core, trades())) != core:
        core = shorter
    if len(core) > SHORTEST and core[-1] in _wares():
        core = core[:-1]
    inner = (at for at in range(SHORTEST, len(core)) if _begins_trade(core[at:]))
    return core[: next(inner, len(core))]


def _begins_trade(rest: str) -> bool:
    return any(rest[:end] in trades() for end in range(2, len(rest) + 1))


def _without_last(name: str, words: frozenset[str]) -> str:
    return next((name[:start] for start in range(len(name)) if name[start:] in words), name)


@lru_cache(maxsize=1)
def _houses() -> frozenset[str]:
    return frozenset({*words_of("houses"), *_LONG_FORMS})


@lru_cache(maxsize=1)
def trades() -> frozenset[str]:
    """Words of trade and wares, of two characters and more."""
    return frozenset(word for word in _trade_words() if len(word) > 1)


@lru_cache(maxsize=1)
def _wares() -> frozenset[str]:
    return _trade_words() - trades()


@lru_cache(maxsize=1)
def _trade_words() -> frozenset[str]:
    return frozenset(word for row in rows("trades.txt") for word in row[0].split())


@lru_cache(maxsize=4096)
def _is_everyday(word: str) -> bool:
    """Whether a brand is a word too: examples of other matters hold it, a trade has it, or somebody is called so."""
    return bool(_NICKNAME.fullmatch(word)) or word in trades() or word in _said()


@lru_cache(maxsize=1)
def _said() -> str:
    return "\n".join(row[0] for domain in _DOMAINS for row in rows(f"sentences/{domain}.txt"))
