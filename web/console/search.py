"""查找: people, firms, needs and cases in one box; a telephone or its end is in no address, it is posted, and each look is on record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.access import require
from actions.staff.look_up import note_search
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_region
from language import normalise
from storage.queries.complaints.cases import get_case
from storage.queries.console.listing import is_in
from storage.queries.console.lists.matters import APPLICATIONS, CASES, NEEDS
from storage.queries.console.search import TAIL, Hit, by_name, by_phone
from web.console.fields import fields_of
from web.console.frame import frame_of, framed, shown
from web.console.levels import may_read_cases
from web.console.lists.state import is_phone, without_nul
from web.console.lists.views import reader_of
from web.console.session import HOME, do

MOST = 20
OF_A_WORD = 200
"""So many of one word are looked at for the others."""
LONGEST = 60
OF_CASES = ("投诉", "异议", "申诉")
_NUMBER = re.compile(r"(\d{1,9})\s*号?\s*(需求|申请|案件|投诉|异议|申诉)?", re.ASCII)
NUMBERED = (
    (NEEDS, "需求", "needs/{}"),
    (CASES, "案件", "cases/{}"),
    (APPLICATIONS, "申请", "applications/{}"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was found: where it leads, what it is, what tells it apart."""

    href: str
    title: str
    about: str
    sort: str


@dataclass(frozen=True, slots=True)
class Searched:
    """The page; `said` is empty where a telephone was looked for."""

    said: str
    results: tuple[Result, ...]
    short: bool = False


def search(talk: ConversationContext, said: str) -> Searched:
    """What the words mean: the numbers they are, whoever is called so."""
    results: list[Result] = []
    if number := _NUMBER.fullmatch(said):
        results += _numbered(talk, int(number[1]), number[2] or "")
        return Searched(said, tuple(results))
    results += map(_result, _of_words(talk, said.split())[:MOST])
    return Searched(said, tuple(results), len(said) < 2)


def _of_words(talk: ConversationContext, words: list[str]) -> list[Hit]:
    """Who is called by all of the words, or by one of them where the others are the place or the unit («菠萝 徐闻»)."""
    where = talk.speaker.jurisdiction
    if found := by_name(talk.work, where, "".join(words), MOST):
        return found
    for word in words if len(words) > 1 else ():
        others = [one for one in words if one != word]
        hits = by_name(talk.work, where, word, OF_A_WORD)
        if left := [hit for hit in hits if all(other in _told(hit) for other in others)]:
            return left
    return []


def _told(hit: Hit) -> str:
    return f"{hit.name} {hit.about} {show_region(hit.region) if hit.region else ''}"


def search_phone(talk: ConversationContext, figures: str) -> Searched:
    """Whose telephone it is; the look is on record."""
    require(talk.speaker, "see_contact", talk.speaker.jurisdiction)
    found = by_phone(talk.work, talk.speaker.jurisdiction, figures, MOST)
    for one in found:
        note_search(talk.work, talk.speaker, one.id, talk.now)
    return Searched("", tuple(map(_result, found)))


def search_tail(talk: ConversationContext, figures: str) -> Searched:
    """What has these four digits as its number, and whose telephone ends so; each of these looks is on record."""
    numbered = search(talk, figures).results
    return Searched(figures, (*numbered, *search_phone(talk, figures).results))


def _numbered(talk: ConversationContext, number: int, sort: str) -> list[Result]:
    """What has this number; of the sort that was said alone, where one was."""
    return [
        Result(f"{HOME}/{path.format(number)}", f"{number} 号{name}", "", name)
        for listing, name, path in NUMBERED
        if sort in ("", name) or (name == "案件" and sort in OF_CASES)
        if is_in(talk.work, listing, reader_of(talk), number)
        if listing is not CASES or may_read_cases(talk, get_case(talk.work, number).kind)
    ]


def _result(one: Hit) -> Result:
    path = "people" if one.kind == "person" else "firms"
    about = " · ".join(filter(None, (one.about, show_region(one.region) if one.region else "")))
    return Result(
        f"{HOME}/{path}/{one.id}",
        one.name or "未留姓名",
        about,
        "人" if one.kind == "person" else "企业",
    )


async def typed(request: Request) -> Response:
    """What was typed: a telephone or its end is answered at once, anything else has an address."""
    fields = await fields_of(request)
    said = " ".join(normalise(fields.get("q", "")[:LONGEST]).text.split())
    is_tail = len(said) == TAIL and said.isascii() and said.isdigit()
    if not (is_tail or is_phone("".join(said.split()))):
        return RedirectResponse(f"{HOME}/search?q={quote(said)}", 303)
    figures = "".join(sign for sign in said if sign.isdigit())
    find = search_tail if is_tail else search_phone
    frame, found = await do(request, lambda talk: (frame_of(talk), find(talk, figures)))
    return framed(request, "console/search.html", "", frame, found)


async def page(request: Request) -> Response:
    """The results; a single one that is a number opens at once."""
    said = without_nul(request.query_params.get("q", "")).strip()[:LONGEST]
    return await shown(
        request,
        "console/search.html",
        "",
        lambda talk: search(talk, "" if is_phone("".join(said.split())) else said),
    )


routes = [Route(f"{HOME}/search", page), Route(f"{HOME}/search", typed, methods=["POST"])]
