"""Whom the words of a decision name: one of those it may be about, or somebody known who is none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.conversations.staff import by_surname
from handlers.engine.context import ConversationContext
from handlers.engine.decision import Subject
from storage.queries.staff.find_people import people

SHORTEST = 2
"""Characters of a part of a name."""
SHORTENED = 4
"""Characters of a name with some left out in the middle."""
_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号|^(?:第)?(\d{1,9})(?!\d)")
_NAME = re.compile(r"^(?:[把给对将让])?([^\s，,。：:]{2,30}?)(?=[\s，,。：:]|的|[那这][份个位件]|先|$)")
_OF = r"(?:的|[那这][份个位件条]|申请|材料|投诉|异议|续聘|资格|称号|保障|工作站|专家|[这那]边|先|了)*"
_FILLER = re.compile(
    r"(?:^|(?<=[，,]))(?:算了|好[吧的]?|行[吧了]?|那|嗯+|唉|不对|这样[吧]?|要不|还是)(?=[，,]|$)[，,\s]*"
)


def without_fillers(text: str) -> str:
    """«算了» says nothing of whom or why."""
    return _FILLER.sub("", text).strip(" ，,")


def called(talk: ConversationContext, subjects: Sequence[Subject], rest: str) -> str:
    """The name, of those there are or are known, that stands in the text, the longest; else a number, else the first word."""
    names = [one.name for one in subjects if one.name in rest]
    number, word = _NUMBER.search(rest), _NAME.match(rest)
    if not names and not number and word and known(talk, rest):
        return known(talk, rest)
    return max(names, key=len, default="") or (number[0].strip() if number else word[1] if word else "")


def without(name: str, rest: str) -> str:
    """What else is said, without «把…», «…的申请», «…那份»."""
    about = re.compile(rf"(?:投诉|异议|申请)?\s*[把给对将让]?{re.escape(name)}\s*号?\s*{_OF}")
    return about.sub("", rest, count=1).strip(" ，,。：:")


def number_in(named: str) -> int:
    """The number that was said in the place of a name; 0 where there is none."""
    found = _NUMBER.match(named)
    return int(found[1] or found[2]) if found else 0


def meant(talk: ConversationContext, subjects: Sequence[Subject], named: str) -> list[Subject]:
    """Those of this number or name; else those who go by a part of it, or who speak for it."""
    if alike := by_surname.of(named, subjects):
        return alike
    number = number_in(named)
    same = [one for one in subjects if one.name == named or (number and one.number == number)]
    if same or number or len(named) < SHORTEST:
        return same
    persons = _persons(talk, named)
    found = [
        one
        for one in subjects
        if named in one.name or one.name in named or (one.person and one.person in persons)
    ]
    return found or [one for one in subjects if _is_short_for(named, one.name)]


def _is_short_for(named: str, name: str) -> bool:
    """«霞山工作站» for 霞山产业园工作站: some of its characters are left out."""
    left = iter(name)
    return len(named) >= SHORTENED and name.startswith(named[:SHORTEST]) and all(one in left for one in named)


def known(talk: ConversationContext, named: str) -> str:
    """The name of somebody of the jurisdiction that stands in these words; empty where there is none."""
    _, found = people(talk.work, talk.speaker.jurisdiction, said=named, limit=1)
    return next(
        (name for one in found for name in (one.name, one.station, one.enterprise) if name and name in named),
        "",
    )


def _persons(talk: ConversationContext, named: str) -> frozenset[int]:
    _, found = people(talk.work, talk.speaker.jurisdiction, said=named, limit=5)
    return frozenset(one.id for one in found)
