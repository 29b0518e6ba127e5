"""Who comes to an activity, and what became of it, in words."""

from __future__ import annotations

from datetime import timedelta

from actions.activities.events import keeper
from actions.activities.notices import (
    EventCancelled,
    EventDiary,
    EventJoined,
    EventLeft,
    EventMissed,
    EventMoved,
    EventPlace,
    EventRate,
    EventSignups,
    EventSoon,
    SpeakerAnswered,
    SpeakerInvited,
    SpeakerSettled,
)
from actions.activities.proposals import proposed
from handlers.conversations.activities import telling
from handlers.conversations.activities.event_rating import STARS
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_clock
from storage.queries.activities.coming import guests, seats, slot_of, taking_part, who
from storage.queries.activities.events import EventFacts, event


def _ahead(talk: ConversationContext, key: int) -> EventFacts | None:
    """The event while it still lies ahead."""
    one = event(talk.work, key)
    return one if one and one.state == "announced" and one.held_on >= talk.today else None


def _comes(talk: ConversationContext, key: int, *states: str) -> bool:
    """Whether the one who is told still has to do with it in one of these states."""
    return any(one.person_id == talk.speaker.person_id for one in guests(talk.work, key, states))


def _leave(key: int) -> Choice:
    return Choice("不去了", tokens.start("leave_event", "event", key))


def _joined(talk: ConversationContext, told: EventJoined) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None:
        return None
    if not told.speaks:
        count = len(taking_part(talk.work, one.id))
        return Reply(
            f"{who(talk.work, told.person)}报名了「{one.title}」，现在 {count} 人。",
            choices=(next_steps.EVENTS,),
        )
    choices: tuple[Choice, ...] = ()
    if keeper(talk.work, one) == talk.speaker.person_id or talk.speaker.staff_id:
        choices = tuple(
            Choice(word, tokens.start("settle_speaker", "event", f"{one.id}.{told.person}-{takes}"))
            for word, takes in (("请他讲", 1), ("这次不用", 0))
        )
    return Reply(f"{who(talk.work, told.person)}愿意来讲「{one.title}」，请不请？", choices=choices)


def _signups(talk: ConversationContext, told: EventSignups) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None:
        return None
    places = seats(talk.work, [one.id])[one.id]
    limit = f"，限 {one.capacity} 人" if one.capacity else ""
    queue = f"，{places.waiting} 人排队" if places.waiting else ""
    names = Choice("谁报名了", tokens.start("coming"))
    return Reply(f"「{one.title}」现在 {places.taken} 人报名{limit}{queue}。", choices=(names,))


def _left(talk: ConversationContext, told: EventLeft) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None:
        return None
    count = len(taking_part(talk.work, one.id))
    return Reply(f"{who(talk.work, told.person)}不来「{one.title}」了，还有 {count} 人。")


def _moved(talk: ConversationContext, told: EventMoved) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None or 0 < told.change < one.changes or not _comes(talk, one.id, *_STILL):
        return None
    words = "您排队的活动改了" if _comes(talk, one.id, "waiting") else "您报名的活动改了"
    return Reply(f"{words}：{telling.line(one, talk.today)}。去不了点一下就行。", choices=(_leave(one.id),))


def _cancelled(talk: ConversationContext, told: EventCancelled) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None or one.held_on < talk.today:
        return None
    return Reply(f"「{one.title}」不办了，不用过去了，抱歉。", choices=(next_steps.EVENTS,))


def _place(talk: ConversationContext, told: EventPlace) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None or not _comes(talk, one.id, "signed_up"):
        return None
    return Reply(f"有名额了，已给您报上：{telling.line(one, talk.today)}。", choices=(_leave(one.id),))


def _soon(talk: ConversationContext, told: EventSoon) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None or one.held_on > talk.today + timedelta(days=1) or not _comes(talk, one.id, *_HAS_PLACE):
        return None
    when = "今天" if one.held_on == talk.today else "明天"
    if (slot := slot_of(talk.work, one.id, talk.speaker.person_id)) is not None:
        when = f"{when} {show_clock(slot)} "
    return Reply(f"{when}有您报名的活动：{telling.line(one, talk.today)}。", choices=(_leave(one.id),))


def _rate(talk: ConversationContext, told: EventRate) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None or one.state == "cancelled" or not _comes(talk, one.id, "attended"):
        return None
    choices = tuple(
        Choice(word, tokens.prompt("rate_event", one.id, "stars", stars)) for word, stars in STARS
    )
    return Reply(f"「{one.title}」办得怎么样？点一下就行。", choices=choices)


def _diary(talk: ConversationContext, told: EventDiary) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None or (found := proposed(talk.work, talk.speaker, told.event)) is None:
        return None
    came = seats(talk.work, [one.id])[one.id]
    firms = f"，到场 {found.enterprises} 家企业" if found.enterprises else f"，报名 {came.taken} 人"
    log = Choice("记这场", tokens.start("event_diary", "event", one.id))
    own = keeper(talk.work, one) == talk.speaker.person_id
    rest = (
        Choice("登记到场", tokens.start("put_down_event", "event", one.id)),
        Choice("没办成", tokens.start("event_not_held", "event", one.id)),
    )
    return Reply(f"「{one.title}」办完了{firms}。要记成日记吗？", choices=(log, *(rest if own else ())))


def _invited(talk: ConversationContext, told: SpeakerInvited) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None or not _comes(talk, one.id, "invited"):
        return None
    choices = tuple(
        Choice(word, tokens.prompt("speak_at_event", one.id, "answer", value)) for word, value in ANSWERS
    )
    return Reply(f"想请您来讲一场：{telling.line(one, talk.today)}。去不去都可以。", choices=choices)


def _answered(talk: ConversationContext, told: SpeakerAnswered) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None:
        return None
    does = "答应来讲" if told.comes else "这次来不了"
    more = () if told.comes else (Choice("再请一位", tokens.start("invite_speakers", "event", one.id)),)
    return Reply(f"{who(talk.work, told.person)}{does}「{one.title}」。", choices=more)


def _settled(talk: ConversationContext, told: SpeakerSettled) -> Reply | None:
    one = _ahead(talk, told.event)
    if one is None:
        return None
    if told.takes:
        return Reply(f"定了，请您来讲：{telling.line(one, talk.today)}。", choices=(_leave(one.id),))
    slot = slot_of(talk.work, one.id, talk.speaker.person_id)
    kept = f"给您留了 {show_clock(slot)} 的时段。" if slot is not None else "来听的位置给您留着。"
    listens = "来听要排队，有名额告诉您。" if _comes(talk, one.id, "waiting") else kept
    return Reply(f"「{one.title}」这次主讲排好了，谢谢您愿意讲。{listens}", choices=(_leave(one.id),))


def _missed(talk: ConversationContext, told: EventMissed) -> Reply | None:
    one = event(talk.work, told.event)
    if one is None or not _comes(talk, one.id, "absent"):
        return None
    return Reply(f"您约的「{one.title}」没见到您，要不要再约一次？", choices=(next_steps.EVENTS,))


ANSWERS = (("去讲", "yes"), ("去不了", "no"))
_HAS_PLACE = ("signed_up", "speaks")
_STILL = (*_HAS_PLACE, "waiting", "invited")
JOINED = NoticeRenderer(EventJoined, _joined, reminder=True)
SIGNUPS = NoticeRenderer(EventSignups, _signups, reminder=True)
LEFT = NoticeRenderer(EventLeft, _left, reminder=True)
MOVED = NoticeRenderer(EventMoved, _moved)
CANCELLED = NoticeRenderer(EventCancelled, _cancelled)
PLACE = NoticeRenderer(EventPlace, _place)
SOON = NoticeRenderer(EventSoon, _soon)
MISSED = NoticeRenderer(EventMissed, _missed, reminder=True)
RATE = NoticeRenderer(EventRate, _rate)
DIARY = NoticeRenderer(EventDiary, _diary)
INVITED = NoticeRenderer(SpeakerInvited, _invited)
ANSWERED = NoticeRenderer(SpeakerAnswered, _answered)
SETTLED = NoticeRenderer(SpeakerSettled, _settled)
