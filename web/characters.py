"""In which characters a browser reads: in Simplified ones, or in Traditional ones once somebody asked for them here."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from language.traditional import perhaps_names, traditional
from storage.queries.people.written_names import names_among
from web.ports import FrontDesk, Unavailable

COOKIE = "yiqi-lang"
TRADITIONAL, SIMPLIFIED = "zh-Hant", "zh-Hans"


def _way_to(characters: str, name: str) -> str:
    about = f'href="/lang/{characters}" hreflang="{characters}" lang="{characters}"'
    return f'<a class="plain lang" {about} rel="nofollow" translate="no">{name}</a>'


TO_TRADITIONAL, TO_SIMPLIFIED = _way_to(TRADITIONAL, "繁體"), _way_to(SIMPLIFIED, "简体")
"""The way to the other characters, as it stands on a page."""


def reads_traditional(scope: Scope) -> bool:
    """Whether this browser asked for Traditional characters."""
    try:
        kept = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return False
    return kept is not None and kept.value == TRADITIONAL


def as_read(scope: Scope, text: str) -> str:
    """Our own words, without anybody's name in them, as this browser reads them."""
    return traditional(text) if reads_traditional(scope) else text


async def names_in(desk: FrontDesk, texts: Iterable[str]) -> frozenset[str]:
    """Whose names stand in these texts and would be written otherwise: of people, units, stations and firms."""
    words = set[str]().union(*map(perhaps_names, texts))
    try:
        return await desk.look(lambda visit: names_among(visit.work, words)) if words else frozenset()
    except Unavailable:
        return frozenset()  # a name in other characters can be read, a page that is away cannot


def line_as_read(line: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """A line of the chat in Traditional characters; what the person said stays as they wrote it."""
    if line["side"] == "me":
        return line

    def told(text: str) -> str:
        return traditional(text, names, quotes=True)

    read = line | {"text": told(line.get("text", ""))}
    if card := line.get("card"):
        rows = [[told(label), told(value), *rest] for label, value, *rest in card["rows"]]
        read["card"] = {"title": told(card["title"]), "rows": rows}
    for part in ("choices", "links"):
        if part in line:
            read[part] = [[told(label), target] for label, target in line[part]]
    return read


def texts_of(line: dict[str, Any]) -> list[str]:
    """All that Yiqi says in a line of the chat."""
    if line["side"] == "me":
        return []
    card = line.get("card") or {"title": "", "rows": ()}
    labels = [label for part in ("choices", "links") for label, _ in line.get(part, ())]
    return [line.get("text", ""), card["title"], *(row[1] for row in card["rows"]), *labels]
