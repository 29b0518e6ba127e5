"""An activity on one page: what it is, who comes, waits and was there, the codes to put up, the photos, what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.qr import qr_picture
from handlers.conversations.activities.account import support_line
from handlers.engine.context import ConversationContext
from handlers.engine.links import event_key, here_key, web_link
from handlers.engine.masked_phone import masked
from handlers.engine.site import site_of
from handlers.rendering.plain import show_clock, show_region
from programme.activities import STATES
from programme.roles import HOLDER_NAMES
from storage.queries.activities.account import photos_of, support_of
from storage.queries.activities.coming import Contact, contacts_of, door_code, rating_of
from storage.queries.activities.events import EventFacts, event, given_by
from storage.queries.console.listing import Wanted, is_in, page_of
from storage.queries.console.lists import services
from storage.queries.files import content_of
from web.console.frame import shown
from web.console.lists.state import number
from web.console.lists.views import reader_of
from web.console.refusals import NotHere
from web.console.session import HOME, look
from web.console.sheet import Item, Panel, Picture, Sheet
from web.console.taps import Act
from web.console.words import day_of
from web.pictures import thumbnail

WHERE = f"{HOME}/activities"
SHOWN = {
    "signed_up": "报名",
    "speaks": "愿意讲",
    "invited": "请了，等答复",
    "waiting": "排队",
    "attended": "到场",
    "absent": "没来",
}
TO_COME = ("signed_up", "speaks")
PNG = "image/png"


def activity_sheet(talk: ConversationContext, key: int) -> Sheet:
    """The page of an activity of the reader's jurisdiction."""
    if not is_in(talk.work, services.ACTIVITIES, reader_of(talk), key):
        raise NotHere
    one = event(talk.work, key)
    return _training(talk, key) if one is None else _event(talk, one)


def _training(talk: ConversationContext, key: int) -> Sheet:
    wanted = Wanted({"q": (str(key),)}, "newest", True, most=1)
    row = page_of(talk.work, services.ACTIVITIES, reader_of(talk), wanted).rows[0]
    rows = [("哪天", day_of(row["held"], talk.today)), ("在哪", row["place"] or "没有写")]
    rows += [("地区", show_region(row["region"]))]
    found = [each for each in contacts_of(talk.work, key) if each.state != "declined"]
    left = (Panel("培训", rows=rows), _people("参加", talk, None, found, "还没有人参加。"))
    mark = (STATES.get(row["state"], row["state"]), "")
    return Sheet(row["title"], "培训", mark, ("activities", "活动"), left)


def _event(talk: ConversationContext, one: EventFacts) -> Sheet:
    found = contacts_of(talk.work, one.id)
    speakers = [each for each in found if each.part == "speaker" or each.state in ("speaks", "invited")]
    guests = [each for each in found if each not in speakers]
    coming = [each for each in guests if each.state not in ("waiting", "declined")]
    waiting = [each for each in guests if each.state == "waiting"]
    left = [
        Panel("活动", rows=_facts(talk, one, found)),
        _people(f"报名 {len(coming)} 人", talk, one, coming, "还没有人报名。"),
    ]
    left += [_people(f"排队 {len(waiting)} 人", talk, one, waiting)] if waiting else []
    left += [_people("主讲", talk, one, speakers)] if speakers else []
    right = [*_at_the_door(talk, one, found), _photos(talk, one), _account(talk, one)]
    mark = (STATES.get(one.state, one.state), "good" if one.state == "held" else "")
    return Sheet(one.title, f"{one.id} 号活动", mark, ("activities", "活动"), left, right)


def _facts(talk: ConversationContext, one: EventFacts, found: Sequence[Contact]) -> Sequence[tuple[str, str]]:
    hours = show_clock(one.begins) if one.begins is not None else ""
    hours += f"–{show_clock(one.finishes)}" if hours and one.finishes is not None else ""
    came = sum(each.state == "attended" for each in found)
    missed = sum(each.state == "absent" for each in found)
    count, mean = rating_of(talk.work, one.id)
    rows = [
        ("哪天", " ".join(part for part in (day_of(one.held_on, talk.today), hours) if part)),
        ("在哪", one.place or "没有写"),
        ("地区", show_region(one.region)),
        ("谁办", _held_by(talk, one)),
        ("名额", f"{one.capacity} 人" if one.capacity else "不限"),
    ]
    rows += [("报名截止", day_of(one.closes_on, talk.today))] if one.closes_on else []
    rows += [("到场", f"{came} 人" + (f"，{missed} 人没来" if missed else ""))] if came or missed else []
    return [*rows, ("打分", f"{count} 人，平均 {mean:.1f}")] if count else rows


def _held_by(talk: ConversationContext, one: EventFacts) -> str:
    if one.holder is None:
        return "服务中心"
    return f"{HOLDER_NAMES[one.holder]} {given_by(talk.work, one)}"


def _people(
    title: str,
    talk: ConversationContext,
    one: EventFacts | None,
    found: Sequence[Contact],
    nobody: str = "",
) -> Panel:
    at_the_door = one is not None and one.held_on <= talk.today and one.state != "cancelled"
    items = [
        Item(
            SHOWN.get(each.state, each.state),
            show_clock(each.slot) if each.slot is not None else "",
            "，".join(filter(None, (each.name, each.unit, masked(each.phone, each.verified)))),
            acts=_on(one.id, each) if one and at_the_door else (),
        )
        for each in found
    ]
    return Panel(title, items=items, lines=(nobody,) if nobody and not items else ())


def _on(key: int, guest: Contact) -> tuple[Act, ...]:
    """What whoever stands at the door says of a guest."""
    about = (("event", str(key)), ("person", str(guest.person_id)))
    here = Act("签到", fields=(("act", "check_in"), *about))
    missed = Act("没来", fields=(("act", "absent"), *about))
    if guest.state == "attended":
        return (missed,)
    return (here,) if guest.state in ("absent", "waiting", "invited", "declined") else (here, missed)


def _at_the_door(talk: ConversationContext, one: EventFacts, found: Sequence[Contact]) -> list[Panel]:
    """The codes while it lies ahead; from its day on what is put down of those who have not checked in."""
    panels = []
    code = door_code(talk.work, one.id)
    if one.state == "announced" and one.held_on >= talk.today:
        rows = [("签到码", f"{code}，当天有效")] if code else []
        pictures = _codes(talk, one, code)
        hint = (
            "点开图片，打印贴出去；签到码贴在现场。"
            if pictures
            else "网页地址没有配，扫码打不开，报名和签到请说话。"
        )
        panels.append(Panel("报名和签到的码", rows=rows, pictures=pictures, hint=hint))
    left = sum(each.state in TO_COME for each in found)
    if one.held_on <= talk.today and one.state != "cancelled" and (left or one.state == "announced"):
        about = (("act", "put_down"), ("event", str(one.id)))
        acts = [Act("没签到的都到了", fields=(*about, ("rest", "came")))] if left else []
        acts += [Act("没签到的都没来" if left else "登记办完了", fields=(*about, ("rest", "absent")))]
        hint = "登记以后，会问到场的人办得怎么样。个别的人在名单里点。"
        panels.append(
            Panel("登记到场", lines=(f"{left} 人还没签到。",) if left else (), acts=acts, hint=hint)
        )
    return panels


def _codes(talk: ConversationContext, one: EventFacts, code: str) -> list[Picture]:
    here = f"{WHERE}/{one.id}"
    if not site_of(talk):
        return []
    signup = Picture(f"{here}/signup.png", "报名二维码", "报名：扫码就写好报名的话")
    door = Picture(f"{here}/door.png", "签到二维码", f"签到：当天扫，或者说「签到 {code}」")
    return [signup, door] if code else [signup]


def _photos(talk: ConversationContext, one: EventFacts) -> Panel:
    found = photos_of(talk.work, one.id)
    pictures = []
    for photo in found:
        where, about = (
            f"{WHERE}/{one.id}/photos/{photo.place}",
            (("event", str(one.id)), ("place", str(photo.place))),
        )
        said = "公开" if photo.released else "可以公开" if photo.agreed else "没有问过能不能公开"
        show = Act("公开", fields=(("act", "show_photo"), *about))
        hide = Act("收回", fields=(("act", "hide_photo"), *about))
        out = Act("删除", fields=(("act", "take_out_photo"), *about))
        first = [hide] if photo.released else [show] if photo.agreed else []
        pictures.append(
            Picture(where, f"照片 {photo.place}", f"第 {photo.place} 张：{said}", (*first, out), True)
        )
    everything = [Act("全部收回", fields=(("act", "hide_photos"), ("event", str(one.id))))]
    hint = "主办方说了照片里的人都同意，这里才能公开；有人不同意就收回。"
    return Panel(
        f"照片 {len(found)} 张" if found else "照片",
        lines=() if found else ("还没有照片，主办方当天起在对话里直接发来。",),
        pictures=pictures,
        acts=everything if any(photo.agreed for photo in found) else (),
        hint=hint if found else "",
    )


def _account(talk: ConversationContext, one: EventFacts) -> Panel:
    given = [support_line(each) for each in support_of(talk.work, one.id)]
    return Panel("小结和经费", lines=[*(one.summary or "小结还没写。").split("\n"), *given])


async def page(request: Request) -> Response:
    """The page."""
    key = number(request.path_params["key"])
    return await shown(request, "console/sheet.html", "activities", lambda talk: activity_sheet(talk, key))


async def photo(request: Request) -> Response:
    """A photo as it was sent, or small where the address ends in «?small»."""
    key, place = (number(request.path_params[name]) for name in ("key", "place"))

    def find(talk: ConversationContext) -> tuple[bytes, str]:
        if not is_in(talk.work, services.ACTIVITIES, reader_of(talk), key):
            raise NotHere
        found = [one for one in photos_of(talk.work, key) if one.place == place]
        kept = content_of(talk.work.connection, found[0].file.key) if found else None
        if kept is None:
            raise NotHere
        return kept

    content, kind = await look(request, find)
    if "small" in request.query_params:
        content, kind = await asyncio.to_thread(thumbnail, content), "image/jpeg"
    return picture(content, kind)


def _code_of(key_of: Callable[[ConversationContext, int], str]) -> Callable[[Request], object]:
    async def code(request: Request) -> Response:
        """A QR code that leads into the chat."""
        key = number(request.path_params["key"])

        def find(talk: ConversationContext) -> str:
            there = is_in(talk.work, services.ACTIVITIES, reader_of(talk), key) and event(talk.work, key)
            site, said = site_of(talk), key_of(talk, key) if there else ""
            if not (site and said):
                raise NotHere
            return web_link(site, said)

        return picture(qr_picture(await look(request, find)), PNG)

    return code


def picture(content: bytes, kind: str) -> Response:
    """A picture for the one who asked, asked for anew each time."""
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": "inline"}
    return Response(content, headers=headers, media_type=kind)


def _door_key(talk: ConversationContext, key: int) -> str:
    code = door_code(talk.work, key)
    return here_key(code) if code else ""


routes = [
    Route(f"{WHERE}/{{key}}", page),
    Route(f"{WHERE}/{{key}}/photos/{{place}}", photo),
    Route(f"{WHERE}/{{key}}/signup.png", _code_of(lambda talk, key: event_key(key))),
    Route(f"{WHERE}/{{key}}/door.png", _code_of(_door_key)),
]
