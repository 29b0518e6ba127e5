"""Search in one's own chat: what was said is sealed, so lines are read from the newest on and looked through here.

What is written in Traditional characters is found by Simplified ones, and the other way about.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from language.normalise import simplified
from language.traditional import traditional
from web.characters import names_in, reads_traditional
from web.ports import Entry, FrontDesk
from web.refusals import Refused
from web.slots import desk_of, owner

AT_ONCE = 200
DEEPEST = 2000
"""Lines that are looked through by one search; the page asks for those before them."""
MOST = 20
SHORTEST, LONGEST = 1, 40
BEFORE, AFTER = 12, 40
"""Characters of a line that are shown beside what was found."""


async def find(request: Request) -> Response:
    """`{found: [{seq, at, side, text}], before}`: the newest first; `before`: from where an earlier search goes on, 0 at the end."""
    slot = await owner(request)
    said = " ".join(request.query_params.get("q", "").split())
    if not SHORTEST <= len(said) <= LONGEST:
        raise Refused(422, f"要找什么？{SHORTEST} 到 {LONGEST} 个字。")
    found, before = await _search(desk_of(request), slot, simplified(said).casefold(), _before(request))
    if reads_traditional(request.scope):
        names = await names_in(desk_of(request), (hit["text"] for hit in found))
        found = [
            hit if hit["side"] == "me" else hit | {"text": traditional(hit["text"], names, quotes=True)}
            for hit in found
        ]
    return JSONResponse({"found": found, "before": before})


def _before(request: Request) -> int:
    given = request.query_params.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 15 else 10**15


async def _search(desk: FrontDesk, slot: str, said: str, before: int) -> tuple[list[dict[str, Any]], int]:
    found: list[dict[str, Any]] = []
    for _ in range(DEEPEST // AT_ONCE):
        lines = await desk.entries_before(slot, before, AT_ONCE)
        for entry in reversed(lines):
            before = entry.seq
            if (hit := _hit(entry, said)) is not None:
                found.append(hit)
            if len(found) == MOST:
                return found, before
        if len(lines) < AT_ONCE:
            return found, 0
    return found, before


def _hit(entry: Entry, said: str) -> dict[str, Any] | None:
    text = words(entry)
    at = simplified(text).casefold().find(said)
    if at < 0:
        return None
    begins, ends = max(0, at - BEFORE), at + len(said) + AFTER
    shown = f"{'…' if begins else ''}{text[begins:ends]}{'…' if ends < len(text) else ''}"
    return {"seq": entry.seq, "at": entry.at.isoformat(), "side": entry.side, "text": shown}


def words(entry: Entry) -> str:
    """All that a line shows: its text and the rows of its card."""
    card = entry.reply.card
    rows = [f"{row.label}：{row.value}" for row in card.rows] if card else []
    title = [card.title] if card else []
    return " ".join(" ".join([entry.reply.text, *title, *rows]).split())


routes = [Route("/chat/{slot}/find", find)]
