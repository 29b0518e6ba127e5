"""通知: a word to many in two steps: what it says and to whom; then how it arrives, for how many, and who gets none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import require, sees
from actions.console import undo
from actions.refusal import Refused as NotDone
from actions.staff.announce import Audience, announce, audience_of
from handlers.conversations.staff.announce import AUDIENCES, LONGEST
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import shorten, show_region
from language.domains import DOMAINS
from storage.queries.console.announced import announced
from storage.queries.delivery.reach import out_of_reach
from web.console.deciding import Letter, letters_of
from web.console.fields import fields_of
from web.console.frame import Frame, frame_of, framed, shown
from web.console.lists.views import places_of
from web.console.session import HOME, Said, back_to, do
from web.console.typed import says_something, seen_of
from web.console.words import clock_of, day_of

PAGE = f"{HOME}/notices"
RIGHT = "notify_many"
MANY = 200
"""Above so many the number is typed."""
PAST = 20
WHOM = tuple((kinds[0] if len(kinds) == 1 else "holders", name) for name, kinds in AUDIENCES)
KINDS: Mapping[str, tuple[str, ...]] = {
    code: tuple(kinds) for (code, _), (_, kinds) in zip(WHOM, AUDIENCES, strict=True)
}
NOTHING = "通知的内容还没有写。"
NOBODY = "没有符合的人，换个范围试试。"


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The form with what was typed; once it was looked at, `count` who get it, `lost` of them whom nothing reaches, and the letter.

    `typed`: the number that was typed where there are more than `MANY`.
    """

    text: str
    whom: str
    region: str
    domain: str
    places: Sequence[tuple[str, str]]
    past: Sequence[tuple[str, str, str]] = ()
    count: int = 0
    lost: int = 0
    letters: tuple[Letter, ...] = ()
    seen: str = ""
    wrong: str = ""
    changed: bool = False

    whoms = WHOM
    domains = tuple(DOMAINS.items())
    longest = LONGEST
    many = MANY


class _Looked(Exception):
    def __init__(self, frame: Frame, page: NoticePage) -> None:
        super().__init__()
        self.frame = frame
        self.page = page


def _page(talk: ConversationContext, fields: Mapping[str, str]) -> NoticePage:
    require(talk.speaker, RIGHT, talk.speaker.jurisdiction)
    own = talk.speaker.jurisdiction or ""
    region = fields.get("region", "") or own
    return NoticePage(
        fields.get("text", "").strip(),
        fields.get("whom", ""),
        region if sees(talk.speaker, region) else own,
        fields.get("domain", ""),
        ((own, f"全{show_region(own)}" if own else "全部"), *places_of(talk)),
    )


def _empty(talk: ConversationContext) -> NoticePage:
    rows = announced(talk.work, talk.speaker.jurisdiction, PAST)
    past = [
        (
            f"{day_of(one.at.astimezone(talk.now.tzinfo).date(), talk.today)} {clock_of(one.at, talk.now)}",
            _to(one.kinds, one.regions, one.told),
            f"{shorten(one.text, 80)}（{one.name}）",
        )
        for one in rows
    ]
    return replace(_page(talk, {}), past=past)


def _to(kinds: Sequence[str], regions: Sequence[str], told: int) -> str:
    names = {kinds: name for name, kinds in ((name, tuple(kinds)) for name, kinds in AUDIENCES)}
    where = "、".join(show_region(code) for code in regions[:2] if code)
    return f"{where}{names.get(tuple(kinds), '')} {told} 人"


def _audience(page: NoticePage) -> Audience:
    domain = page.domain if page.domain in DOMAINS and page.whom == "expert" else None
    return Audience(KINDS[page.whom], (page.region,), domain)


def _lacks(page: NoticePage) -> str:
    if not says_something(page.text):
        return NOTHING
    if len(page.text) > LONGEST:
        return f"通知请写在 {LONGEST} 字以内，现在 {len(page.text)} 字。"
    return "" if page.whom in KINDS else "发给谁还没有选。"


def _looked(talk: ConversationContext, page: NoticePage, told: Sequence[int]) -> NoticePage:
    """What would arrive; to be called in a transaction that is undone."""
    announce(talk.work, talk.speaker, _audience(page), page.text, talk.now)
    lost = len(out_of_reach(talk.work, told))
    return replace(page, count=len(told), lost=lost, letters=letters_of(talk)[:1], seen=_digest(page, told))


def _digest(page: NoticePage, told: Sequence[int]) -> str:
    fields = {
        "text": page.text,
        "whom": page.whom,
        "region": page.region,
        "domain": page.domain,
        "count": str(len(told)),
    }
    return seen_of(fields, *fields)


def _send(talk: ConversationContext, fields: Mapping[str, str]) -> Said:
    page = _page(talk, fields)
    if wrong := _lacks(page):
        raise _Looked(frame_of(talk), replace(page, wrong=wrong))
    told = audience_of(talk.work, talk.speaker, _audience(page))
    if not told:
        raise _Looked(frame_of(talk), replace(page, wrong=NOBODY))
    seen = fields.get("seen", "")
    if seen != _digest(page, told):
        raise _Looked(frame_of(talk), replace(_looked(talk, page, told), changed=bool(seen)))
    if len(told) > MANY and fields.get("number", "").strip() != str(len(told)):
        raise _Looked(
            frame_of(talk),
            replace(_looked(talk, page, told), wrong=f"要发给 {len(told)} 人，请把人数填上再发。"),
        )
    count = announce(talk.work, talk.speaker, _audience(page), page.text, talk.now)
    own = talk.speaker.person_id
    act = undo.remember(
        talk.work, talk.speaker, "announce_many", "person", own, talk.now, waits=undo.UNDO_WITHIN
    )
    return Said(f"发给 {count} 人，10 分钟后发出；夜里会等到早上。", act)


async def notices(request: Request) -> Response:
    """The empty form, and what was sent before."""
    return await shown(request, "console/notices.html", "notices", _empty)


async def send(request: Request) -> Response:
    """First how it arrives; then, for the very same words and people, it goes."""
    fields = await fields_of(request)
    try:
        said = await do(request, lambda talk: _send(talk, fields))
    except _Looked as looked:
        status = 422 if looked.page.wrong else 200
        return framed(request, "console/notices.html", "notices", looked.frame, looked.page, status=status)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(PAGE, said)


routes = [Route(PAGE, notices), Route(PAGE, send, methods=["POST"])]
