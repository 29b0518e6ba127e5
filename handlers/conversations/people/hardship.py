"""说难处: somebody is ill, has lost somebody, is in difficulties. One human sentence; staff hear of it, and whoever is ill is left in peace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import language
from actions.complaints.cases import ask_office
from actions.offers.availability import set_availability
from actions.people.reminded import set_reminded
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from language.hardship import Hardship, hardship
from programme.cases import HARDSHIP
from programme.roles import ENTERPRISE, HOLDERS
from programme.spans import plain_day
from storage.queries.complaints.talks import open_request
from storage.queries.needs import services_under_way

REST = timedelta(days=30)
"""Who is ill and names no day is left in peace for so long."""
KIND_WORDS: Mapping[Hardship | None, str] = {
    "ill": "您先顾好身体，别的都放一放。",
    "kin": "家里的事要紧，别的都放一放。",
    "bereaved": "请节哀，别的都放一放。",
    "hard": "知道了，您先忙您的，别的都放一放。",
    None: "知道了，别的都放一放。",
}
TOLD = "服务中心也知道了。"
_AWAY = Choice("请假", tokens.start("availability"))


def _heeds(talk: ConversationContext, text: str) -> bool:
    """Of a firm's people illness alone: «有困难» there is what they ask for help with."""
    found = hardship(text)
    return found is not None and (found == "ill" or bool(HOLDERS & talk.speaker.roles))


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    text = values["text"]
    found = hardship(text)
    _tell_staff(talk, text)
    if found == "ill":
        return _left_in_peace(talk, text)
    away = (_AWAY,) if talk.speaker.expert_id and found != "bereaved" else ()
    return Outcome(Reply(f"{KIND_WORDS[found]}{TOLD}", choices=away))


def _tell_staff(talk: ConversationContext, text: str) -> None:
    """With what the person has in hand; once, until staff have answered."""
    if open_request(talk.work, talk.speaker.person_id, HARDSHIP, ("filed",)) is None:
        in_hand = "、".join(f"{one.id} 号" for one in services_under_way(talk.work, talk.speaker.expert_id))
        besides = f"\n益企：手上有 {in_hand}需求" if in_hand else ""
        said = f"{talk.speaker.name}：{text}{besides}"
        ask_office(talk.work, talk.speaker, HARDSHIP, said, talk.home, talk.now)


def _left_in_peace(talk: ConversationContext, text: str) -> Outcome:
    """An expert is away, for the days that were told or for a month; others hear only what they must."""
    lead = KIND_WORDS["ill"]
    if talk.speaker.expert_id is None:
        set_reminded(talk.work, talk.speaker, "must", talk.now)
        return Outcome(Reply(f"{lead}提醒先停了，必须知道的才说；{TOLD}好了说「提醒照常」就行。"))
    told = language.read_absence(text, talk.said_at)
    if told and told.last:
        return Outcome(Reply(lead + TOLD), then=("availability", {"away": f"{told.first or ''}/{told.last}"}))
    until = _rest(talk, told.first if told else None)
    return Outcome(
        Reply(f"{lead}{plain_day(until, talk.today)}前不请您，也不提醒您；{TOLD}好了说「恢复接单」就行。")
    )


def _rest(talk: ConversationContext, first: date | None) -> date:
    """From the first day that was told, or from now; the day on which it is over."""
    begins = first or talk.today
    set_availability(talk.work, talk.speaker, talk.now, away_from=first, away_until=begins + REST)
    return begins + REST + timedelta(days=1)


HARDSHIP_TOLD = Form(
    name="hardship",
    version=1,
    title="有难处",
    examples=("有难处", "我有难处", "说难处"),
    heeds=_heeds,
    roles=HOLDERS | ENTERPRISE,
    slots=(
        Slot(
            "text",
            "难处",
            ask="怎么了？您说，我转给服务中心。",
            read=lambda talk, text: text.strip() or None,
            free=True,
            hint="怎么了？",
        ),
    ),
    read=lambda talk, text, values: {"text": text.strip()} if hardship(text) else {},
    submit=_submit,
)
