"""Which of a few things somebody means who calls one by its matter: «欠货款那条», «上次讲合同的那位»."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

from language.answers import read_domains
from language.data import rows
from language.domains import label
from language.normalise import normalise

K = TypeVar("K")
_ONE = r"(?:那|这)(?:一|边)?(?:条|个|件|家|单|位|份|次|场|事|桩|回)"
_WORDS = r"(?P<what>[^，,。；;！!？?\s]{1,16}?)"
_POINTING = (
    re.compile(rf"{_ONE}(?!时候){_WORDS}的(?!时候|话)"),
    re.compile(
        rf"(?:(?<=接受)|(?<=婉拒|拒绝|推掉)|(?<=不接)|(?<=接)(?!受)|(?<=把)|^(?!接|婉拒|拒绝|推掉|不接|把)){_WORDS}(?:的)?{_ONE}"
    ),
    re.compile(rf"^{_WORDS}的(?=(?:我|就|给我)?(?:不?接|来|去|婉拒|推))"),
    re.compile(rf"(?:(?<=接受)|(?<=婉拒|拒绝|推掉)|(?<=接)(?!受)|(?<=把)){_WORDS}的(?=$|推|婉拒|退)"),
)
"""那个食品厂的 · 欠货款那条 · 货款的我接 · 不接房东的"""
_FILLERS = re.compile(
    r"怎么样?|怎样|什么|接受|接单|接下|接了|婉拒|拒绝|推掉|推了|不接了?|接|愿意|可以|上一?次|上回|刚才|昨天|前天|今天|请|帮忙|麻烦|我们?|你们?|您|的|了|吧|就|来|去|讲|看|谈|问|关于|想|要|给|把|那|这|条|个|件|家|单|位|次|一|是|有|在|和|跟|老师|专家|需求|问题|事情?|服务"
)


def which(text: str, told: Mapping[K, str], *, loosely: bool = False) -> list[K]:
    """Those of some things, each with what is told of it, that a text shares most of what tells them apart with.

    `loosely`: two single characters will do, as 租房 for 房东 and 租赁.
    """
    said = _core(text)
    found = _most(_pairs(said), {key: _pairs(what) for key, what in told.items()})
    found = found or _most(matters_of(said), {key: matters_of(what) for key, what in told.items()})
    if found or not loosely:
        return found
    return _most(set(said) - {" "}, {key: set(what) for key, what in told.items()}, least=2)


@cache
def _same_matter() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split()) for (words,) in rows("words/same_matter.tsv"))


def matters_of(text: str) -> set[str]:
    """The matters that a text speaks of, each by its first word: 赖账 and 拖欠货款 are one."""
    return {words[0] for words in _same_matter() if any(word in text for word in words)}


def _most(said: set[str], known: Mapping[K, set[str]], least: int = 1) -> list[K]:
    common = set.intersection(*known.values()) if len(known) > 1 else set()
    shared = {key: len(said & parts - common) for key, parts in known.items()}
    most = max(shared.values(), default=0)
    return [key for key, count in shared.items() if count == most] if most >= least else []


def by_field(text: str, fields: Mapping[K, Sequence[str]]) -> list[K]:
    """Those of which one of the fields is the one that a text speaks of."""
    named = read_domains(_core(text)) or ()
    return [key for key, codes in fields.items() if set(codes) & set(named)]


def pointed_at(text: str) -> str:
    """The words by which a text points at one of several: «欠货款那条», «那个食品厂的»; empty where it points at none."""
    found = _pointing(text)
    return _core(found["what"]).strip() if found else ""


def without_pointing(text: str) -> str:
    """What a text says besides: «接受欠货款那条» says 接受."""
    found = _pointing(text)
    return text[: found.start()] + text[found.end() :] if found else text


def _pointing(text: str) -> re.Match[str] | None:
    matches = (pattern.search(text) for pattern in _POINTING)
    return next((one for one in matches if one and len(_core(one["what"]).strip()) > 1), None)


def described(text: str, domain: str, *more: str) -> str:
    """What is told of a need: its text, the name of its field, and whatever else the reader knows of it."""
    return " ".join((text, label(domain), *more))


def _core(text: str) -> str:
    return _FILLERS.sub(" ", normalise(text).text)


def _pairs(text: str) -> set[str]:
    plain = normalise(text).text
    return {
        plain[at : at + 2]
        for at in range(len(plain) - 1)
        if re.fullmatch(r"[\u4e00-\u9fff\w]{2}", plain[at : at + 2])
    }
