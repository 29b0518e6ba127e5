"""活动照片: sent as they are, kept with the activity; shown to everybody only where those in them agree and staff release them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions.activities.photos import agree_photos, hide_photos, keep_photos, take_out_photo
from handlers.conversations.activities import telling
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from programme.roles import MEMBERS
from storage.queries.activities.account import photos_of
from storage.queries.activities.events import EventFacts, event, own_events_since

LONG_AGO, OF_LATE = timedelta(days=365), timedelta(days=14)
"""Until when photos are taken that are asked for, and those that simply come."""
STILL_SENDING = timedelta(minutes=30)
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
NONE_HELD = "没有办过的活动：活动当天起就能传照片。"
NONE_KEPT = "还没有照片：活动当天起直接发来就行。"


def _own(talk: ConversationContext) -> list[EventFacts]:
    return own_events_since(talk.work, talk.speaker.person_id, talk.today - LONG_AGO, talk.today)


def _of_late(talk: ConversationContext) -> bool:
    return any(one.held_on >= talk.today - OF_LATE for one in talk.once(_own))


def _held(talk: ConversationContext) -> Options:
    """Those of late, where there are any."""
    found = [one for one in talk.once(_own) if one.held_on >= talk.today - OF_LATE] or talk.once(_own)
    return [(f"{one.id} 号 {one.title}", one.id) for one in found]


def _being_sent(talk: ConversationContext) -> int | None:
    """The activity of which a photo came a moment ago: who sends several sends them for one."""
    for one in talk.once(_own):
        if (photos := photos_of(talk.work, one.id)) and photos[-1].file.sent_at > talk.now - STILL_SENDING:
            return one.id
    return None


_EVENT = OneOf("event", "活动", "这是哪一场的照片？", _held, none=NONE_HELD)


def _infer(talk: ConversationContext, values: Values) -> Values:
    before = talk.once(_being_sent)
    return {"event": before} if before else _EVENT.infer(talk, values)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = talk.once(_own) if text else []
    meant = telling.meant(found, text) if len(found) > 1 else None
    return reading.as_values({"event": meant})


def _keep(talk: ConversationContext, values: Values) -> Outcome:
    key = values["event"]
    last = keep_photos(talk.work, talk.speaker, key, values["photos"], talk.now)
    kept = len(photos_of(talk.work, key))
    alone = len(values["photos"]) == 1
    out = ("撤回这张", f"{key}.{last}") if alone else ("删一张", key)
    ways = (
        Choice(out[0], tokens.start("take_out_photo", "event", out[1])),
        Choice("照片可以公开", tokens.start("agree_photos", "event", key)),
    )
    these = "这张" if alone else "这几张"
    said = f"收下了，「{_title(talk, key)}」现在有 {kept} 张照片，{these}没有公开。"
    return Outcome(Reply(said, choices=ways))


def _title(talk: ConversationContext, key: int) -> str:
    one = event(talk.work, key)
    return one.title if one else ""


PHOTOS = Form(
    name="event_photos",
    version=1,
    title="活动照片",
    examples=("活动照片", "传活动照片", "发活动照片"),
    roles=MEMBERS,
    opened_by=PICTURES,
    opened_when=_of_late,
    ref="event",
    slots=(
        replace(_EVENT.slot, holds="照片先放着，选好是哪一场就收下。"),
        Slot(
            "photos",
            "照片",
            ask="把照片发来，一张一张、几张一起都行。",
            show=lambda keys: f"{len(keys)} 张",
            takes_files=True,
            hint="请发照片；不传了就说「取消」。",
        ),
    ),
    read=_read,
    infer=_infer,
    needless=_EVENT.needless,
    stale_after=timedelta(hours=2),
    submit=_keep,
)


def _with_photos(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_own) if photos_of(talk.work, one.id)]


def _places(talk: ConversationContext, values: Values) -> Options:
    found = photos_of(talk.work, values["event"]) if "event" in values else []
    return [(f"第 {one.place} 张", one.place) for one in found]


def _take_out(talk: ConversationContext, values: Values) -> Outcome:
    take_out_photo(talk.work, talk.speaker, values["event"], values["place"], talk.now)
    left = len(photos_of(talk.work, values["event"]))
    return Outcome(Reply(f"这张删掉了，「{_title(talk, values['event'])}」还有 {left} 张照片。"))


_PHOTOGRAPHED = OneOf("event", "活动", "哪一场的照片？", _with_photos, none=NONE_KEPT)
TAKE_OUT = Form(
    name="take_out_photo",
    version=1,
    title="删活动照片",
    examples=("删活动照片", "删掉活动照片", "撤回照片"),
    roles=MEMBERS,
    ref="event",
    slots=(
        _PHOTOGRAPHED.slot,
        Slot(
            "place", "照片", ask="删第几张？", options=_places, read=reading.number, hint="点一下是第几张。"
        ),
    ),
    infer=_PHOTOGRAPHED.infer,
    needless=_PHOTOGRAPHED.needless,
    submit=_take_out,
)


def _agree(talk: ConversationContext, values: Values) -> Outcome:
    count = agree_photos(talk.work, talk.speaker, values["event"], talk.now)
    back = Choice("照片不公开", tokens.start("hide_photos", "event", values["event"]))
    said = f"记下了：{count} 张照片里的人都同意。服务中心看过放出来才公开，随时可以收回。"
    return Outcome(Reply(said, choices=(back,)))


AGREE = Form(
    name="agree_photos",
    version=1,
    title="活动照片可以公开",
    syntax=lambda text: text.strip("。！! ") == "照片可以公开",
    examples=("活动照片可以公开", "公开活动照片"),
    roles=MEMBERS,
    ref="event",
    card="公开活动照片",
    look="照片里的人您都问过、都同意公开吗？",
    slots=(_PHOTOGRAPHED.slot,),
    infer=_PHOTOGRAPHED.infer,
    needless=_PHOTOGRAPHED.needless,
    submit=_agree,
)


def _hide(talk: ConversationContext, values: Values) -> Outcome:
    shown = hide_photos(talk.work, talk.speaker, values["event"], talk.now)
    gone = f"公开的 {shown} 张收回来了" if shown else "本来就没有公开"
    return Outcome(Reply(f"「{_title(talk, values['event'])}」的照片{gone}。"))


HIDE = Form(
    name="hide_photos",
    version=1,
    title="照片不公开",
    examples=("照片不公开", "活动照片不公开", "收回活动照片"),
    roles=MEMBERS,
    ref="event",
    slots=(_PHOTOGRAPHED.slot,),
    infer=_PHOTOGRAPHED.infer,
    needless=_PHOTOGRAPHED.needless,
    submit=_hide,
)
