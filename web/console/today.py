"""今天: what needs a hand, by urgency, the act on the line; and one kind of it by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.console.undo import acts_today
from actions.reports.digests import SECTIONS
from handlers.engine.context import ConversationContext
from handlers.rendering.citing import named
from programme.programmes import packs
from programme.validity import ending
from web.console.frame import shown
from web.console.line import Entry
from web.console.queue import BUNDLES, CAPTIONS, Queue, entries_of, queue_of
from web.console.refusals import NotHere
from web.console.session import HOME
from web.console.taps import DONE_BY

ROWS = 25
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Today:
    """The page: the day in words, what was done on it, what waits, and which packs' documents end."""

    day: str
    done: int
    queue: Queue
    left: int
    ending: list[str]


@dataclass(frozen=True, slots=True)
class OneKind:
    """A page of one kind of thing."""

    what: str
    title: str
    count: int
    entries: list[Entry]
    first: int
    bulk: str = ""
    bulk_caption: str = ""

    @property
    def after(self) -> str:
        more = self.first + len(self.entries) < self.count and len(self.entries) == ROWS
        return f"{HOME}/queue/{self.what}?from={self.first + ROWS}" if more else ""

    @property
    def before(self) -> str:
        return f"{HOME}/queue/{self.what}?from={max(0, self.first - ROWS)}" if self.first else ""


def _today(talk: ConversationContext) -> Today:
    day = f"{talk.today.month} 月 {talk.today.day} 日 星期{WEEKDAYS[talk.today.weekday()]}"
    left = (date(talk.today.year, 12, 31) - talk.today).days
    done = acts_today(talk.work, talk.speaker, talk.now)
    documents = [named(text) for pack in packs(talk.rules) if (text := ending(pack, talk.today))]
    return Today(day, done, queue_of(talk), left, documents)


async def today(request: Request) -> Response:
    """The page."""
    return await shown(request, "console/today.html", "today", _today)


async def one_kind(request: Request) -> Response:
    """All of one kind, a line each."""
    what = request.path_params["what"]
    if what not in {section.what for section in SECTIONS} or what not in BUNDLES:
        raise NotHere
    first = _number(request.query_params.get("from", "0"))

    def find(talk: ConversationContext) -> OneKind:
        count, entries = entries_of(talk, what, first, ROWS)
        deed = "assign" if what == "need" else DONE_BY.get(what, "")
        caption = f"预览：全部{CAPTIONS[what]}" if what in DONE_BY else "预览：全部派给推荐的专家"
        return OneKind(
            what, BUNDLES[what].format(count), count, entries, first, deed, caption if deed else ""
        )

    return await shown(request, "console/queue.html", "today", find)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


routes = [Route(HOME, today), Route(f"{HOME}/queue/{{what}}", one_kind)]
