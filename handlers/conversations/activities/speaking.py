"""请专家来讲: experts are invited by field through the matcher, answer with a tap, or their own offer is taken (S4.2)."""

from __future__ import annotations

import re

from actions.activities.speaking import answer_invitation, invite_speakers, settle_speaker
from actions.offers.suggest import suggest
from handlers.conversations.activities import telling
from handlers.conversations.activities.event_notices import ANSWERS
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from matching.facts import Wanted
from programme.roles import EXPERT, MEMBERS
from storage.queries.activities.coming import Guest, guests, who
from storage.queries.activities.events import EventFacts, event, events_ahead, own_events_ahead

_TURNS_DOWN = re.compile(r"不[用请要]|算了|下次")
SHOWN = 5
MOST = 50
NONE_AHEAD = "您没有还没办的活动。"
NO_OFFERS = "现在没有人说要来讲。想请人，说「请专家来讲」。"
NOT_ASKED = "现在没有请您去讲的活动。想去讲，说「近期活动」看看。"


def _own_events(talk: ConversationContext) -> list[EventFacts]:
    return own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)


def _own(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_own_events)]


def _asked_to(talk: ConversationContext) -> list[EventFacts]:
    ahead = events_ahead(talk.work, talk.today, MOST)
    mine = talk.speaker.person_id
    return [
        one
        for one in ahead
        if any(guest.person_id == mine and guest.part == "speaker" for guest in guests(talk.work, one.id))
    ]


def _asked(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}", one.id) for one in talk.once(_asked_to)]


_OWN = OneOf("event", "活动", "给哪一场请专家？", _own, none=NONE_AHEAD)
_ASKED = OneOf("event", "活动", "是哪一场？", _asked, none=NOT_ASKED)


def _offering(talk: ConversationContext, event_id: int) -> list[Guest]:
    return guests(talk.work, event_id, ("speaks",))


def _offered(talk: ConversationContext) -> Options:
    return [(caption, key) for caption, key in talk.once(_own) if _offering(talk, key)]


def _offers(talk: ConversationContext, values: Values) -> Options:
    is_own = values.get("event") in {key for _, key in talk.once(_own)}
    found = _offering(talk, values["event"]) if is_own else []
    return [
        (f"{word}{one.name}讲", f"{one.person_id}-{takes}")
        for one in found
        for word, takes in (("请", 1), ("不请", 0))
    ]


def _named(talk: ConversationContext, text: str) -> str | None:
    """«请王会计讲», «王会计这次不用»: of those who have to do with one's own events."""
    known = (one for _, key in talk.once(_own) for one in guests(talk.work, key))
    found = next((one for one in known if one.name in text), None)
    return f"{found.person_id}-{0 if _TURNS_DOWN.search(text) else 1}" if found else None


_OFFERED = OneOf("event", "活动", "定哪一场的主讲？", _offered, none=NO_OFFERS)


def _fitting(talk: ConversationContext, values: Values) -> Options:
    """Whom the matcher finds for the field and the words of the title, but who has been asked or comes anyway."""
    one = next((one for one in talk.once(_own_events) if one.id == values.get("event")), None)
    if one is None:
        return ()
    field = values.get("domain") or one.domain or reading.domain(talk, one.title) or "other"
    known = {guest.expert_id for guest in guests(talk.work, one.id)}
    wanted = Wanted(0, field, one.region, talk.today, text=one.title)
    found = suggest(talk.work, wanted, talk.now, SHOWN + len(known))
    return [(each.label, each.expert_id) for each in found if each.expert_id not in known][:SHOWN]


def _invite(talk: ConversationContext, values: Values) -> Outcome:
    if "expert" not in values:
        return Outcome(Reply("这方面现在没有能请的专家。换个领域再说一次「请专家来讲」。"))
    asked = invite_speakers(talk.work, talk.speaker, values["event"], [values["expert"]], talk.now)
    if not asked:
        return Outcome(Reply("这位已经请过了，或者本来就要来。"))
    more = Choice("再请一位", tokens.start("invite_speakers", "event", values["event"]))
    return Outcome(Reply(f"请了，{told_to(talk, '专家')}。答应了告诉您。", choices=(more,)))


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    comes = values["answer"] == "yes"
    answer_invitation(talk.work, talk.speaker, values["event"], comes, talk.now)
    one = event(talk.work, values["event"])
    if not comes or one is None:
        return Outcome(Reply("好的，这次不去，没有关系，主办方会知道。"))
    then = f"{telling.reminded(one, talk.now)}讲完请您记日记。"
    return Outcome(Reply(f"定了：{telling.line(one, talk.today)}。{then}"))


def _settle(talk: ConversationContext, values: Values) -> Outcome:
    person, takes = (int(part) for part in str(values["whom"]).split("-"))
    state = settle_speaker(talk.work, talk.speaker, values["event"], person, bool(takes), talk.now)
    name = who(talk.work, person)
    if takes:
        return Outcome(Reply(f"定了，请{name}来讲。"))
    listens = "来听要排队，有名额会告诉对方。" if state == "waiting" else "来听的位置留着。"
    return Outcome(Reply(f"好，这次不请{name}讲，{listens}"))


INVITE = Form(
    name="invite_speakers",
    version=1,
    title="请专家来讲",
    examples=("请专家来讲", "给活动请专家", "给沙龙请个专家", "请个专家来讲课"),
    roles=MEMBERS,
    ref="event",
    slots=(
        _OWN.slot,
        Slot("domain", "领域", asked=False, read=reading.domain),
        Slot(
            "expert",
            "专家",
            ask="这几位合适，请谁？请了去不去由专家定。",
            options=_fitting,
            when=lambda talk, values: bool(_fitting(talk, values)),
            hint="点一位，或者说姓名。",
        ),
    ),
    read=lambda talk, text, values: reading.as_values(
        {"event": telling.meant(talk.once(_own_events), text), "domain": reading.domain(talk, text)}
    ),
    infer=_OWN.infer,
    needless=_OWN.needless,
    submit=_invite,
)
SPEAK = Form(
    name="speak_at_event",
    version=1,
    title="去活动主讲",
    examples=("答复主讲邀请", "去讲那一场"),
    roles=EXPERT,
    ref="event",
    slots=(
        _ASKED.slot,
        Slot(
            "answer",
            "答复",
            ask="去讲吗？去不去都可以。",
            options=lambda talk, values: ANSWERS,
            hint="去不去？点一下就行。",
        ),
    ),
    infer=_ASKED.infer,
    needless=_ASKED.needless,
    submit=_answer,
)
SETTLE = Form(
    name="settle_speaker",
    version=1,
    title="定主讲",
    examples=("定主讲", "谁愿意来讲"),
    roles=MEMBERS,
    ref="event",
    slots=(
        _OFFERED.slot,
        Slot("whom", "主讲", ask="请谁讲？", read=_named, options=_offers, hint="点一下请谁。"),
    ),
    infer=_OFFERED.infer,
    needless=_OFFERED.needless,
    submit=_settle,
)
