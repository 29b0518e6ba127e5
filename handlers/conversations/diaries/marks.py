"""Which services a message rates: «李律师五分，陈会计三分», «上次讲合同的那位五分», «陈会计很耐心»."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.needs.meant import numbered
from language import called, read_stars
from language.which_one import by_field, described, which
from storage.queries.needs import NeedFacts

_CLAUSE = re.compile(r"[，,；;。！!\n]|另外|以及|还有|(?<![然从])而(?!且)")
_ALL = re.compile(r"都|全部?|两[位次个]|每[位次个]|各|所有")
_SHARED = re.compile(r"[和跟与同及、]|都")
_FIGURE = re.compile(r"[1-5一二三四五两]\s*(?:颗?星|分)|满分|[⭐🌟★]")
_OF_A_SERVICE = re.compile(
    r"讲|教|谈|帮|那[位次个件条家]|的(?:老师|专家|人|[一二两三四五1-5]\s*[分星])|[分星]"
)
_EXPERTS = frozenset(
    [
        "律师",
        "会计",
        "会计师",
        "税务师",
        "审计师",
        "教授",
        "老师",
        "顾问",
        "专家",
        "工程师",
        "研究员",
        "代理师",
        "博士",
    ]
)
"""Titles of those who serve; 李总 may be of the firm itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Stars for a service, and what is said with them.

    `needs` are the services that may be meant: none where `who` has served the firm in nothing.
    """

    needs: tuple[int, ...]
    who: str
    stars: int | None
    words: str


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    needs: tuple[int, ...]
    who: str


def marks(text: str, services: Sequence[NeedFacts]) -> list[Mark]:
    """What a message says of which of these services, or of somebody else; empty where it names nobody and nothing."""
    told = [part for clause in _CLAUSE.split(text) if clause.strip() for part in _parts(clause, services)]
    if told and all(not needs and not who for needs, who, _ in told):
        return _of_all(text, services)
    return [_mark(needs, who, words) for needs, who, words in _joined(told) if needs or who]


def _of_all(text: str, services: Sequence[NeedFacts]) -> list[Mark]:
    """«都给五分»"""
    stars = read_stars(text)
    if stars is None or len(services) < 2 or not (_ALL.search(text) and _FIGURE.search(text)):
        return []
    return [Mark((one.id,), one.expert, stars, "") for one in services]


def _parts(clause: str, services: Sequence[NeedFacts]) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """The stretches of a clause that each speak of one service: its needs, who is named, the words."""
    found = _mentions(clause, services)
    if not found:
        yield _by_matter(clause, services), "", clause
        return
    first = _FIGURE.search(clause)
    ahead = first is not None and first.end() <= found[0].start
    cuts = [0, *((one.end for one in found[:-1]) if ahead else (one.start for one in found[1:])), len(clause)]
    words = [clause[start:end] for start, end in itertools.pairwise(cuts)]
    if len(words) > 1 and sum(bool(_FIGURE.search(one)) for one in words) == 1 and _SHARED.search(clause):
        words = [clause] * len(found)
    yield from ((one.needs, one.who, said) for one, said in zip(found, words, strict=True))


def _mentions(clause: str, services: Sequence[NeedFacts]) -> list[_Mention]:
    """Who is named in a clause, in order: those who served, and others with a title of those who serve."""
    found: dict[tuple[int, int], list[NeedFacts]] = {}
    for one in services:
        for mention in called.mentions(clause, one.expert, (one.domain, *one.also)):
            found.setdefault(mention.span(), []).append(one)
    known = [_Mention(*span, tuple(one.id for one in ones), ones[0].expert) for span, ones in found.items()]
    known += _apart(_strangers(clause), known)
    return sorted((*known, *_apart(_by_title(clause, services), known)), key=lambda one: one.start)


def _strangers(clause: str) -> Iterator[_Mention]:
    for start, end, name, title in called.all_titled(clause):
        if title in _EXPERTS and not _FIGURE.search(name):
            yield _Mention(start, end, (), name + title)


def _by_title(clause: str, services: Sequence[NeedFacts]) -> Iterator[_Mention]:
    """«律师五分»: the one service of a field that has such a title."""
    for start, end, fields in called.titles(clause):
        ones = [one for one in services if one.domain in fields]
        if len(ones) == 1:
            yield _Mention(start, end, (ones[0].id,), ones[0].expert)


def _apart(more: Iterable[_Mention], known: Sequence[_Mention]) -> list[_Mention]:
    return [
        one for one in more if not any(one.start < other.end and other.start < one.end for other in known)
    ]


def _by_matter(clause: str, services: Sequence[NeedFacts]) -> tuple[int, ...]:
    """The one service whose number or matter a clause names."""
    if (number := numbered(clause)) is not None:
        return tuple(one.id for one in services if one.id == number)
    if not _OF_A_SERVICE.search(clause):
        return ()
    told = {one.id: described(one.text, one.domain) for one in services}
    bare = _FIGURE.sub("", clause)
    found = which(bare, told) or by_field(bare, {one.id: (one.domain, *one.also) for one in services})
    return tuple(found) if len(found) == 1 else ()


def _joined(
    told: Sequence[tuple[tuple[int, ...], str, str]],
) -> list[tuple[tuple[int, ...], str, str]]:
    """What names nobody goes on with whom was named before it, or, ahead of all, with the first."""
    groups: list[tuple[tuple[int, ...], str, str]] = []
    lead = ""
    for needs, who, words in told:
        if needs or who:
            groups.append((needs, who, f"{lead}{words}"))
            lead = ""
        elif groups:
            before = groups[-1]
            groups[-1] = (before[0], before[1], f"{before[2]}，{words}")
        else:
            lead = f"{words}，"
    return groups


def _mark(needs: tuple[int, ...], who: str, words: str) -> Mark:
    stars = read_stars(words) or read_stars("".join(re.findall("[⭐🌟★]", words)))
    return Mark(needs, who, stars, words.strip())
