"""约好的时间: agreed by one tap, called off, taken into a calendar, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.offers.meetings import access_own_meeting, answer_meeting, cancel_meeting
from actions.offers.notices import (
    MeetingAnswered,
    MeetingCancelled,
    MeetingNear,
    MeetingProposed,
    MeetingWaits,
)
from actions.titles.paper_links import link_to_file
from actions.titles.papers import keep_file
from documents.calendar_file import Event, calendar_file
from documents.media import CALENDAR
from handlers.engine import tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told_to
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.engine.site import site_of
from handlers.engine.words import agrees, bare, disagrees, gives_up
from handlers.message import Attachment, Choice, Reply
from handlers.rendering.meetings import when_and_where
from handlers.rendering.moments import moment
from handlers.rendering.plain import phone_of, shorten
from language import meetings as reading_of_meetings
from language.small_talk import takes_leave
from programme.meetings import LASTS, still_to_come
from programme.roles import EXPERT, NEWCOMERS
from storage.queries.needs import NeedFacts, contact_of, get_need, needs_of, services_under_way
from storage.queries.offers.meetings import MeetingFacts, find_meeting, get_meeting, meetings_of, proposed_to
from storage.queries.offers.standing import standings

BOTH = NEWCOMERS | EXPERT
ANSWERS = (("行", "yes"), ("换个时间", "no"))
LONGEST_ANSWER = 14
_SUITS = re.compile(
    r"^(?:可以|行|好|没问题|没意见|就这么定|定了|到时见|准时|ok)(?!了?[不没别]聊|了?不说|[久像吃看多])",
    re.IGNORECASE,
)
_SUITS_NOT = re.compile(r"不行|不可以|不方便|没空|没时间|来不了|去不了|换个时间|换时间|改天|另约|不巧")
_ASKS = re.compile(r"[吗呢?？谁]|什么|怎么|多少|为啥")
NONE = "现在没有等您答复的约定。"
NOT_AGREED = "这次约定改过或取消了，或者对方还没答应。"
NO_MEETING = "现在没有约好的时间。"
_BEFORE = {"day": "前一天", "hour": "前一小时"}


def _answer(talk: ConversationContext, text: str) -> str | None:
    """A short yes or no; what names another time is a proposal of its own."""
    word = bare(text)
    if len(word) > LONGEST_ANSWER or _ASKS.search(word) or takes_leave(text) or gives_up(text):
        return None
    if reading_of_meetings.offered_day(text, talk.said_at) or reading_of_meetings.names_hour(word):
        return "yes" if _repeats(talk, text) else None
    if _SUITS_NOT.search(word) or disagrees(text):
        return "no"
    return "yes" if agrees(text) or _SUITS.search(word) else None


def _repeats(talk: ConversationContext, text: str) -> bool:
    """«周五十点可以»: yes to just the time that waits for an answer."""
    if _SUITS_NOT.search(text) or not _SUITS_IT.search(text):
        return False
    for one in proposed_to(talk.work, talk.speaker.expert_id, talk.speaker.enterprise_id):
        at = one.starts_at.astimezone(talk.now.tzinfo)
        offered = reading_of_meetings.read(text, talk.said_at, at)
        if offered.at == at or (offered.day == at.date() and not reading_of_meetings.names_hour(text)):
            return True
    return False


_SUITS_IT = re.compile(r"(?:可以|行|好|没问题|没意见|ok)(?![吗不])", re.IGNORECASE)


def _asked(talk: ConversationContext) -> Options:
    found = proposed_to(talk.work, talk.speaker.expert_id, talk.speaker.enterprise_id)
    return [(f"{one.need_id} 号 {moment(one.starts_at, talk.now)}", one.id) for one in found]


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    suits = values["answer"] == "yes"
    answer_meeting(talk.work, talk.speaker, values["meeting"], suits, talk.now)
    meeting = get_meeting(talk.work, values["meeting"])
    who = _other(talk, meeting)
    if not suits:
        told = told_to(talk, who, MeetingAnswered.kind)
        return Outcome(Reply(f"好，这个时间不算。{told}"), then=("appoint", {"need": meeting.need_id}))
    return Outcome(_settled(talk, meeting, f"定了：{when_and_where(meeting, talk.now)}，和{who}。"))


def _settled(talk: ConversationContext, meeting: MeetingFacts, text: str) -> Reply:
    """What both hear once it is agreed."""
    ahead = still_to_come(meeting.starts_at.astimezone(talk.now.tzinfo), talk.now)
    reminded = f"{'和'.join(_BEFORE[one] for one in ahead)}我提醒您。" if ahead else ""
    return Reply(f"{text}{reminded}{_call(talk, meeting)}", choices=tuple(_ways(talk, meeting)))


def _ways(talk: ConversationContext, meeting: MeetingFacts) -> Iterator[Choice]:
    yield Choice("加到日历", tokens.start("calendar_file", "meeting", meeting.id))
    yield Choice("换个时间", tokens.start("appoint", "need", meeting.need_id))
    yield Choice("取消约定", tokens.start("cancel_meeting", "meeting", meeting.id))
    if not meeting.online and talk.speaker.expert_id == meeting.expert_id:
        yield Choice("现场保障", tokens.start("protection", "need", meeting.need_id))


def _other(talk: ConversationContext, meeting: MeetingFacts) -> str:
    """The name of the other side, as the speaker knows it."""
    need = get_need(talk.work, meeting.need_id)
    return need.enterprise if talk.speaker.expert_id == meeting.expert_id else need.expert


def _phone(talk: ConversationContext, meeting: MeetingFacts) -> str:
    if talk.speaker.expert_id == meeting.expert_id:
        return phone_of(contact_of(talk.work, meeting.need_id))
    return phone_of(standings(talk.work, [meeting.need_id])[meeting.need_id])


def _call(talk: ConversationContext, meeting: MeetingFacts) -> str:
    phone = _phone(talk, meeting)
    return f"对方电话 {phone}。" if phone else ""


_WAITING = OneOf("meeting", "约定", "您答复的是哪一次？", _asked, none=NONE)
MEETING = Form(
    name="meeting",
    version=1,
    title="答复约定",
    examples=("答复约定",),
    roles=BOTH,
    ref="meeting",
    slots=(
        _WAITING.slot,
        Slot(
            "answer",
            "答复",
            ask="这个时间行吗？",
            read=_answer,
            options=lambda talk, values: ANSWERS,
            hint="行，还是换个时间？",
        ),
    ),
    infer=_WAITING.infer,
    pending=lambda talk: [meeting for _, meeting in talk.once(_asked)],
    needless=_WAITING.needless,
    submit=_submit,
)


def _needs(talk: ConversationContext) -> list[NeedFacts]:
    """Services that the speaker gives, and those of the speaker's enterprise."""
    return [
        *services_under_way(talk.work, talk.speaker.expert_id),
        *needs_of(talk.work, talk.speaker.enterprise_id, ("accepted",)),
    ]


def _to_come(talk: ConversationContext, *states: str) -> list[MeetingFacts]:
    found = meetings_of(talk.work, [need.id for need in _needs(talk)], states)
    return [one for one in found if one.starts_at > talk.now]


def _open(talk: ConversationContext) -> Options:
    found = _to_come(talk, "agreed", "proposed")
    return [(f"{one.need_id} 号 {moment(one.starts_at, talk.now)}", one.id) for one in found]


def _agreed(talk: ConversationContext) -> Options:
    return [
        (f"{one.need_id} 号 {moment(one.starts_at, talk.now)}", one.id) for one in _to_come(talk, "agreed")
    ]


def _cancel(talk: ConversationContext, values: Values) -> Outcome:
    cancel_meeting(talk.work, talk.speaker, values["meeting"], talk.now)
    meeting = get_meeting(talk.work, values["meeting"])
    told = told_to(talk, _other(talk, meeting), MeetingCancelled.kind)
    again = Choice("另约时间", tokens.start("appoint", "need", meeting.need_id))
    return Outcome(Reply(f"{moment(meeting.starts_at, talk.now)} 的约定取消了。{told}", choices=(again,)))


_CANCELLED = OneOf("meeting", "约定", "取消哪一次？", _open, none=NO_MEETING)
CANCEL = Form(
    name="cancel_meeting",
    version=1,
    title="取消约定",
    examples=("取消约定", "约好的时间取消", "取消约好的时间"),
    roles=BOTH,
    ref="meeting",
    card="取消约定",
    look="取消以后告诉对方，对吗？",
    slots=(_CANCELLED.slot,),
    infer=_CANCELLED.infer,
    needless=_CANCELLED.needless,
    yes=("取消", "取消约定"),
    deed=deed("取消", opposites=("去", "见", "来"), undone="好，约定不变。"),
    submit=_cancel,
)


def _file(talk: ConversationContext, values: Values) -> Outcome:
    _, meeting = access_own_meeting(talk.work, talk.speaker, values["meeting"])
    if meeting.state != "agreed" or not meeting.stands:
        again = Choice("另约时间", tokens.start("appoint", "need", meeting.need_id))
        return Outcome(Reply(NOT_AGREED, choices=(again,)))
    need, who = get_need(talk.work, meeting.need_id), _other(talk, meeting)
    event = Event(
        uid=f"meeting-{meeting.id}@yiqi",
        at=talk.now,
        starts=meeting.starts_at,
        lasts=LASTS,
        title=f"{who}：{shorten(need.text, 20)}",
        notes=f"{need.id} 号需求。{_call(talk, meeting)}",
        place=meeting.place,
        link=meeting.link,
    )
    content = calendar_file(event)
    key = keep_file(talk.work, talk.speaker.person_id, content, CALENDAR, talk.now)
    text = f"日历文件在这里，点开就加进手机日历：{when_and_where(meeting, talk.now)}。"
    link = link_to_file(talk.work, key, site_of(talk), talk.now) if key else ""
    files = (Attachment(key, CALENDAR, len(content), "yiqi.ics", link),) if key else ()
    change = Choice("换个时间", tokens.start("appoint", "need", meeting.need_id))
    return Outcome(Reply(text, files=files, choices=(change,)))


_FILED = OneOf("meeting", "约定", "哪一次？", _agreed, none=NO_MEETING)
CALENDAR_FILE = Form(
    name="calendar_file",
    version=1,
    title="加到日历",
    examples=("加到日历", "日历文件"),
    roles=BOTH,
    ref="meeting",
    slots=(_FILED.slot,),
    infer=_FILED.infer,
    needless=_FILED.needless,
    submit=_file,
)


def _standing(talk: ConversationContext, meeting_id: int, *states: str) -> MeetingFacts | None:
    """The appointment, while it counts, is still to come and in one of these states."""
    found = find_meeting(talk.work, meeting_id)
    counts = found and found.stands and found.state in states and found.starts_at > talk.now
    return found if counts else None


def _proposed(talk: ConversationContext, told: MeetingProposed) -> Reply | None:
    return _put(talk, told.meeting, "")


def _waits(talk: ConversationContext, told: MeetingWaits) -> Reply | None:
    return _put(talk, told.meeting, "还等您给话：")


def _put(talk: ConversationContext, meeting_id: int, lead: str) -> Reply | None:
    meeting = _standing(talk, meeting_id, "proposed")
    if meeting is None:
        return None
    phone = _phone(talk, meeting)
    call = f"，也可以直接打 {phone}" if phone else ""
    choices = (
        Choice("行", tokens.prompt("meeting", meeting.id, "answer", "yes")),
        Choice("换个时间", tokens.prompt("meeting", meeting.id, "answer", "no")),
    )
    return Reply(
        f"{lead}{_other(talk, meeting)}想约（{meeting.need_id} 号需求）：“{shorten(meeting.words, 40)}”"
        f"（{moment(meeting.starts_at, talk.now)}）。{_instead(talk, meeting)}行就点一下{call}。",
        choices=choices,
    )


def _instead(talk: ConversationContext, meeting: MeetingFacts) -> str:
    """Whether an appointment of before is off by this one."""
    moved = meetings_of(talk.work, [meeting.need_id], ("moved",))
    before = any(
        one.answered_at == meeting.created_at and one.starts_at > meeting.created_at for one in moved
    )
    return "原来约的时间不算了。" if before else ""


def _answered(talk: ConversationContext, told: MeetingAnswered) -> Reply | None:
    meeting = _standing(talk, told.meeting, "agreed", "declined")
    if meeting is None:
        return None
    who = _other(talk, meeting)
    if meeting.state == "agreed":
        return _settled(talk, meeting, f"{who}说行：{when_and_where(meeting, talk.now)}。")
    again = Choice("另约时间", tokens.start("appoint", "need", meeting.need_id))
    when = moment(meeting.starts_at, talk.now)
    return Reply(f"{who}那边 {when} 不行，另约个时间吧。{_call(talk, meeting)}", choices=(again,))


def _cancelled(talk: ConversationContext, told: MeetingCancelled) -> Reply | None:
    meeting = _standing(talk, told.meeting, "cancelled")
    if meeting is None:
        return None
    again = Choice("另约时间", tokens.start("appoint", "need", meeting.need_id))
    when = moment(meeting.starts_at, talk.now)
    return Reply(
        f"{_other(talk, meeting)}取消了 {when} 的约定（{meeting.need_id} 号需求）。", choices=(again,)
    )


def _near(talk: ConversationContext, told: MeetingNear) -> Reply | None:
    meeting = _standing(talk, told.meeting, "agreed")
    if meeting is None:
        return None
    need = get_need(talk.work, meeting.need_id)
    lead = f"{when_and_where(meeting, talk.now)}，和{_other(talk, meeting)}约好了"
    ways = (
        Choice("换个时间", tokens.start("appoint", "need", need.id)),
        Choice("取消约定", tokens.start("cancel_meeting", "meeting", meeting.id)),
    )
    return Reply(
        f"{lead}（{need.id} 号需求“{shorten(need.text, 12)}”）。{_call(talk, meeting)}", choices=ways
    )


PROPOSED = NoticeRenderer(MeetingProposed, _proposed)
WAITS = NoticeRenderer(MeetingWaits, _waits)
ANSWERED = NoticeRenderer(MeetingAnswered, _answered)
TOLD_CANCELLED = NoticeRenderer(MeetingCancelled, _cancelled)
NEAR = NoticeRenderer(MeetingNear, _near)
