"""公示: who is to be certified, until when, and the form with which anybody objects (S2.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.complaints.cases import object_to
from actions.people.consent import give_consent
from actions.people.contact import leave_phone
from actions.refusal import Refused as NotDone
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_domains
from programme.roles import HOLDER_NAMES
from programme.spans import written_day
from storage.queries.complaints.publicity import PublicEntry, entries_in_publicity
from web.console.fields import fields_of
from web.limits import REASONS, address_of, require_entrance
from web.ports import Badge, TooMany, Visit
from web.public.frame import GREATEST_ID, ROWS, framed, number, shown
from web.refusals import Refused
from web.slots import SLOT, desk_of, home, newcomer, remember

SHORTEST, LONGEST = 6, 2000
PHONE = re.compile(r"1[3-9]\d{9}")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
OVER = "这一条的公示已经结束，或者没有这一条。"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in publicity: name, unit and fields, as they are public (S2.10), and how long it goes on."""

    id: int
    kind: str
    name: str
    unit: str
    fields: str
    ends: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list; `more`: the address of the older ones."""

    entries: tuple[Entry, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """What was typed: who is meant is said by the address. `key` is the account that the form will make, once."""

    key: str
    text: str = ""
    phone: str = ""
    agreed: bool = False

    @property
    def wrong(self) -> dict[str, str]:
        """What has to be mended, by field."""
        found = {
            "text": "" if len(self.text) >= SHORTEST else "再多说几个字：什么事、什么时候、有什么依据？",
            "phone": ""
            if not self.phone or PHONE.fullmatch(self.phone)
            else "手机号是 11 位数字，也可以不填。",
            "agreed": "" if self.agreed else "要核实就得把这些话存下来，同意了才能提交。",
        }
        return {name: said for name, said in found.items() if said}


def _listed(visit: Visit, before: int | None) -> Listed:
    rows = entries_in_publicity(visit.work, ROWS + 1, before)
    more = f"?before={rows[ROWS - 1].id}" if len(rows) > ROWS else ""
    return Listed(tuple(_entry(one, visit) for one in rows[:ROWS]), more)


def _entry(one: PublicEntry, visit: Visit) -> Entry:
    ends = (
        f"公示到 {written_day(one.publicity_ends, visit.today)}，当天还收异议" if one.publicity_ends else ""
    )
    unit = one.unit if one.kind == "expert" else ""
    return Entry(one.id, HOLDER_NAMES[one.kind], one.name, unit, show_domains(one.domains), ends)


def _one(visit: Visit, key: int) -> Entry:
    found = entries_in_publicity(visit.work, 1, only=key) if key <= GREATEST_ID else []
    if not found:
        raise Refused(404, OVER)
    return _entry(found[0], visit)


def _objection(fields: Mapping[str, str]) -> Objection:
    key = fields.get("key", "")
    if not SLOT.fullmatch(key):
        raise Refused(422, "这一页放得太久了，请回到公示名单再打开一次。")
    phone = re.sub(r"[\s-]", "", fields.get("phone", ""))
    text = UNSTORABLE.sub("", fields.get("text", "")).strip()[:LONGEST]
    return Objection(key, text, phone, bool(fields.get("agreed")))


def _object(talk: ConversationContext, key: int, said: Objection) -> int:
    give_consent(talk.work, talk.speaker, talk.now)
    if said.phone:
        leave_phone(talk.work, talk.speaker, said.phone, talk.now)
    return object_to(talk.work, talk.speaker, key, said.text, talk.rules, talk.now)


async def publicity(request: Request) -> Response:
    """Who is in publicity now, the newest first."""
    before = number(request, "before") or None
    return await shown(request, "public/publicity.html", "/publicity", lambda visit: _listed(visit, before))


async def form(request: Request) -> Response:
    """The form, empty."""
    key = request.path_params["key"]
    it = await desk_of(request).look(lambda visit: _one(visit, key))
    return framed(
        request, "public/object.html", "/publicity", it, typed=Objection(token_urlsafe(9)), wrong={}
    )


async def file(request: Request) -> Response:
    """Take the objection of whoever sends the form, as a newcomer, whose chat this browser may open from now on.

    Sent twice it counts once. What is wrong is said at its field, and all that was typed stays.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "请求不是从本页面发出的。")
    key = request.path_params["key"]
    said = _objection(await fields_of(request))
    it = await desk_of(request).look(lambda visit: _one(visit, key))
    if wrong := said.wrong:
        return framed(request, "public/object.html", "/publicity", it, status=422, typed=said, wrong=wrong)
    require_entrance(request)
    secret = newcomer()[1]
    try:
        made = await desk_of(request).act_as_newcomer(
            Badge(said.key, secret), address_of(request), lambda talk: _object(talk, key, said)
        )
    except TooMany as crowd:
        raise Refused(429, REASONS["newcomers"], crowd.wait) from crowd
    except NotDone as refusal:
        raise Refused(409, refusal.text) from refusal
    response = framed(request, "public/objected.html", "/publicity", it, number=made, chat=home(said.key))
    if made is not None:
        remember(response, request, said.key, secret)
    return response


routes = [
    Route("/publicity", publicity),
    Route("/publicity/{key:int}/object", form),
    Route("/publicity/{key:int}/object", file, methods=["POST"]),
]
