"""请本站专家来活动: a station asks the experts of its register to an activity of its own, a training too (S10.3)."""

from __future__ import annotations

import re

from actions.activities.notices import OwnExpertInvited
from actions.activities.own_experts import invite_own_experts
from handlers.conversations.activities import telling
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.told_apart import meant, named_in, told_apart
from programme.activities import has_ended
from programme.roles import STATION
from storage.queries.activities.coming import guests
from storage.queries.activities.events import EventFacts, event, own_events_ahead
from storage.queries.titles.station_experts import OwnExpert, own_expert, own_experts

LONGEST = 50
NO_EXPERTS = "站里还没有登记专家。先「登记本站专家」，答应了就在这里。"
NONE_AHEAD = "站里没有还没办的活动。先「发布活动」。"
_INVITES = re.compile(
    r"^(?:请|邀请|邀|通知|叫|让)(?:我们?|咱们?|本)?(?:工作)?站(?:里|上)?的?专家(?:们)?(?:都)?(?:来|参加|去|到)(?![^，,。]{0,10}讲)[^，,。？?]{0,24}$"
    r"|^(?:请|邀请)(?:我们?|咱们?|本)站(?:里)?的?专家$"
)


def _events(talk: ConversationContext) -> list[EventFacts]:
    found = own_events_ahead(talk.work, talk.speaker.person_id, talk.today)
    return [one for one in found if one.audience != "enterprise"]


def _own_events(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_events)]


def _experts(talk: ConversationContext) -> dict[str, OwnExpert]:
    return told_apart(own_experts(talk.work, talk.speaker.station_id or 0))


_EVENT = OneOf("event", "活动", "请到哪一场？", _own_events, none=NONE_AHEAD)


def _named(talk: ConversationContext, text: str) -> list[str] | None:
    return named_in(text, talk.once(_experts))


def _infer(talk: ConversationContext, values: Values) -> Values:
    """All of the register, unless somebody is named."""
    return _EVENT.infer(talk, values) | {"experts": list(talk.once(_experts))}


def _needless(talk: ConversationContext) -> str:
    return NO_EXPERTS if not talk.once(_experts) else _EVENT.needless(talk)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values(
        {"event": telling.meant(talk.once(_events), text), "experts": _named(talk, text)}
    )


def _invite(talk: ConversationContext, values: Values) -> Outcome:
    rows = [one.id for one in meant(values["experts"], talk.once(_experts))]
    names = invite_own_experts(talk.work, talk.speaker, values["event"], rows, talk.now)
    coming = Choice("谁报名了", tokens.start("coming"))
    return Outcome(Reply(f"{many_told(talk, '、'.join(names))}，来不来由专家定。", choices=(coming,)))


INVITE = Form(
    name="invite_own_experts",
    version=1,
    title="请本站专家",
    examples=("请本站专家来活动", "请我们站的专家来参加", "邀请本站专家参加培训"),
    syntax=lambda text: len(text) <= LONGEST and _INVITES.search(text.strip()) is not None,
    roles=STATION,
    card="请本站专家",
    sends=True,
    slots=(
        _EVENT.slot,
        Slot(
            "experts",
            "请",
            ask="请谁？说姓名。",
            read=_named,
            show="、".join,
            hint="站里名单上没有这位，说姓名。",
        ),
    ),
    read=_read,
    infer=_infer,
    needless=_needless,
    submit=_invite,
)


def _invited(talk: ConversationContext, told: OwnExpertInvited) -> Reply | None:
    """Nothing once it is over, once they have answered, or where they belong to the station no more."""
    one, row = event(talk.work, told.event), own_expert(talk.work, told.row)
    if one is None or row is None or row.state != "yes" or one.state != "announced":
        return None
    if has_ended(one.held_on, one.finishes, talk.now):
        return None
    if any(guest.person_id == talk.speaker.person_id for guest in guests(talk.work, one.id)):
        return None
    join = Choice("报名", tokens.start("join_event", "event", one.id))
    return Reply(f"{row.station}请您来：{telling.line(one, talk.today)}。来不来都可以。", choices=(join,))


INVITED = NoticeRenderer(OwnExpertInvited, _invited)
