"""确认: whoever has the one-time link of a diary says whether it was so; nothing else is shown, and nobody is known by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.diaries.contact_links import OVER, Said, answer_by_link, hashed
from actions.refusal import Refused as NotDone
from handlers.rendering.served import served_line
from storage.queries.diaries.contact_links import open_link
from storage.queries.diaries.written import get_diary
from web.console.fields import fields_of
from web.ports import Visit
from web.public.frame import framed
from web.refusals import Refused
from web.slots import desk_of

MOST_HOURS = Decimal(24)
HERE = "/confirm"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was typed."""

    answer: str = ""
    stars: str = ""
    hours: str = ""

    @property
    def wrong(self) -> dict[str, str]:
        """What has to be mended, by field."""
        found = {}
        if self.answer not in ("confirmed", "hours", "denied"):
            found["answer"] = "选一样：来过、时长不对，还是没来过？"
        if self.answer == "hours" and self.as_hours is None:
            found["hours"] = "实际几个小时？填数字，比如 1.5。"
        return found

    @property
    def as_hours(self) -> Decimal | None:
        """The hours in figures, up to a day; None for anything else."""
        try:
            hours = Decimal(self.hours)
        except InvalidOperation:
            return None
        return round(hours, 2) if hours.is_finite() and 0 < hours <= MOST_HOURS else None

    def said(self) -> Said:
        """For the deed."""
        stars = (
            int(self.stars)
            if self.stars in {"1", "2", "3", "4", "5"} and self.answer == "confirmed"
            else None
        )
        return Said(self.answer, stars, self.as_hours if self.answer == "hours" else None)


def _shown(visit: Visit, code: str) -> str:
    found = open_link(visit.work, hashed(code), visit.now)
    if found is None:
        raise Refused(404, OVER)
    return served_line(get_diary(visit.work, found.diary_id), visit.today)


def _typed(fields: Mapping[str, str]) -> Answered:
    return Answered(*(fields.get(name, "").strip()[:10] for name in ("answer", "stars", "hours")))


async def form(request: Request) -> Response:
    """What the diary says, and the three answers."""
    code = request.path_params["code"]
    line = await desk_of(request).look(lambda visit: _shown(visit, code))
    return framed(request, "public/confirm.html", HERE, line, typed=Answered(), wrong={})


async def answer(request: Request) -> Response:
    """Keep the answer, once."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "请求不是从本页面发出的。")
    code, typed = request.path_params["code"], _typed(await fields_of(request))
    line = await desk_of(request).look(lambda visit: _shown(visit, code))
    if wrong := typed.wrong:
        return framed(request, "public/confirm.html", HERE, line, status=422, typed=typed, wrong=wrong)
    try:
        await desk_of(request).act_unknown(lambda work, now: answer_by_link(work, code, typed.said(), now))
    except NotDone as refusal:
        raise Refused(409, refusal.text) from refusal
    return framed(request, "public/confirmed.html", HERE, line)


routes = [
    Route("/confirm/{code:str}", form),
    Route("/confirm/{code:str}", answer, methods=["POST"]),
]
