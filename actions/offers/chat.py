"""The two sides of a service go on here: what one writes is brought before the other by name, and kept with the need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.meet import access_meeting
from actions.offers.notices import ChatClosed, ChatEnded, ChatSaid
from actions.refusal import Refused
from programme.chats import LIVE, is_live, minutes_talked
from programme.delivery import may_go_at
from storage.queries.delivery.outcome import mark
from storage.queries.files import content_of, sent_by
from storage.queries.needs import NeedFacts, find_need
from storage.queries.offers.chats import (
    ChatFacts,
    LineFacts,
    chats_of,
    find_line,
    get_chat,
    lines_of,
    meant_of,
    message_of,
    open_chats,
)
from storage.queries.people.speakers import Speaker
from storage.tables import ChatLine, Expert, Need, ServiceChat
from storage.unit_of_work import UnitOfWork

SEEN = "对方已经看到了，撤不回来。要更正就再发一句。"
CLOSED = "服务中心结束了这段聊天，这里不再转话，可以直接打电话。"
_ON_ITS_WAY = ("queued", "retry")


@dataclass(frozen=True, slots=True)
class Said:
    """A line that went out. `at_once`: whether the other side is writing too, so that it does not wait for the morning."""

    line: int
    chat: int
    at_once: bool


def say_in_chat(
    work: UnitOfWork,
    speaker: Speaker,
    need_id: int,
    text: str,
    now: datetime,
    *,
    comes_in: bool = True,
    file: str | None = None,
) -> Said:
    """Bring these words, or a file that the speaker sent with what is written to it, before the other side of a service, as they are.

    Who only has one thing passed on does not come in. LookupError for a file that is not the speaker's. Refused «not_yours»,
    «not_accepted», «closed_chat».
    """
    need = access_meeting(work, speaker, need_id, ("accepted",))
    if file is not None and not sent_by(work, speaker.person_id, file):
        raise LookupError(file)
    chat = _open(work, speaker, need, now)
    by_expert = speaker.expert_id == need.expert_id
    live = is_live(chat.firm_at if by_expert else chat.expert_at, now)
    _write(work, chat, by_expert, now, comes_in=comes_in)
    chat.last_at = may_go_at(now, live)
    own = {"person_id": speaker.person_id, "by_expert": by_expert, "said_at": now}
    line = ChatLine(chat_id=chat.id, text=text, file_key=file, **own)
    work.session.add(line)
    work.flush()
    other = chat.person_id if by_expert else _person(work, chat.expert_id)
    told = Addressed(other, ChatSaid(chat.id, line.id), key_of(line.id), urgent=live)
    notify(work, [told], now)
    note(work, "say_in_chat", "need", need_id, speaker.person_id, now, chat=chat.id, line=line.id)
    return Said(line.id, chat.id, live)


def come_into_chat(work: UnitOfWork, speaker: Speaker, need_id: int, now: datetime) -> int:
    """From now on what the speaker writes is meant for the other side, though nothing is said yet; return the chat.

    Refused as `say_in_chat`.
    """
    need = access_meeting(work, speaker, need_id, ("accepted",))
    chat = _open(work, speaker, need, now)
    _enter(chat, speaker.expert_id == need.expert_id, now)
    note(work, "come_into_chat", "need", need_id, speaker.person_id, now, chat=chat.id)
    return chat.id


def take_back_line(work: UnitOfWork, speaker: Speaker, line_id: int, now: datetime) -> ChatFacts:
    """Take back what the other side has not seen; neither the words nor the file are in the chat any more. Refused «not_yours», «seen»."""
    row = work.session.get(ChatLine, line_id, with_for_update=True, populate_existing=True)
    if row is None or row.person_id != speaker.person_id:
        raise Refused("not_yours", "没有找到您的这句话。")
    chat = get_chat(work, row.chat_id)
    if not row.taken_back:
        _take_away(work, row)
        row.text, row.file_key, row.taken_back = "", None, True
        _unsay(work, chat.id, row)
        note(work, "take_back_line", "need", chat.need_id, speaker.person_id, now, line=line_id)
    return chat


def end_chat(
    work: UnitOfWork, speaker: Speaker, now: datetime, chat_id: int | None = None
) -> ChatFacts | None:
    """End this chat of the speaker's, or the one that they are in, and return it; the other side hears of it.

    None where there is none.
    """
    found = open_chats(work, speaker.person_id, speaker.expert_id, now)
    chat = meant_of([one for one in found if chat_id in (None, one.id)], speaker.expert_id)
    if chat is None:
        return None
    row = work.session.get_one(ServiceChat, chat.id, with_for_update=True, populate_existing=True)
    row.ended_at, row.ended_by = now, speaker.person_id
    told = ChatEnded(chat.id, speaker.person_id)
    live = is_live(chat.other_at(speaker.expert_id), now)
    notify(work, [Addressed(chat.other(speaker.expert_id), told, f"chat_ended:{chat.id}", urgent=live)], now)
    note(work, "end_chat", "need", chat.need_id, speaker.person_id, now, chat=chat.id)
    return chat


def read_chats(
    work: UnitOfWork, speaker: Speaker, need_id: int, reason: str, now: datetime
) -> list[tuple[ChatFacts, list[LineFacts]]]:
    """All that was said about a need, for staff of its place, who say what for; that they read it is on record.

    Refused «no_need», «no_chat», or by the table of authority.
    """
    need = find_need(work, need_id)
    if need is None:
        raise Refused("no_need", f"没有 {need_id} 号需求。")
    require(speaker, "read_chat", need.region)
    found = [(chat, lines) for chat in chats_of(work, need_id) if (lines := lines_of(work, chat.id))]
    if not found:
        raise Refused("no_chat", f"{need_id} 号需求的两边没有在这里聊过。")
    note(work, "read_chat", "need", need_id, speaker.person_id, now, reason=reason)
    return found


def close_chat(work: UnitOfWork, speaker: Speaker, need_id: int, reason: str, now: datetime) -> ChatFacts:
    """End the chat of those who have a need in hand, for the office; both hear why, and begin no other about it.

    Refused «no_need», «no_chat», «closed_chat», or by the table of authority.
    """
    need = find_need(work, need_id)
    if need is None:
        raise Refused("no_need", f"没有 {need_id} 号需求。")
    require(speaker, "end_chat", need.region)
    found = [one for one in chats_of(work, need_id) if one.stands]
    if not found:
        raise Refused("no_chat", f"{need_id} 号需求的两边现在没有在这里聊。")
    if any(one.closed for one in found):
        raise Refused("closed_chat", f"{need_id} 号需求的聊天已经由服务中心结束了。")
    chat = found[-1]
    row = work.session.get_one(ServiceChat, chat.id, with_for_update=True, populate_existing=True)
    row.ended_at, row.ended_by, row.closed = now, speaker.person_id, True
    sides = (chat.expert_person, chat.firm_person)
    told = [Addressed(one, ChatClosed(chat.id, reason), f"chat_closed:{chat.id}:{one}") for one in sides]
    notify(work, told, now)
    note(work, "close_chat", "need", need_id, speaker.person_id, now, reason=reason)
    return chat


def read_chat_file(
    work: UnitOfWork, speaker: Speaker, need_id: int, line_id: int, now: datetime
) -> tuple[bytes, str]:
    """Content and media type of what was sent in a line about a need, for staff of its place; each look is on record.

    Refused «no_need», «no_chat», or by the table of authority.
    """
    need, line = find_need(work, need_id), find_line(work, line_id)
    if need is None:
        raise Refused("no_need", f"没有 {need_id} 号需求。")
    require(speaker, "read_chat", need.region)
    is_theirs = line is not None and get_chat(work, line.chat_id).need_id == need_id
    content = content_of(work.connection, line.file_key) if line and is_theirs and line.file_key else None
    if content is None:
        raise Refused("no_chat", "这个文件撤回了，或者已经删除。")
    note(work, "read_chat_file", "need", need_id, speaker.person_id, now, line=line_id)
    return content


def minutes_of(work: UnitOfWork, chat_id: int) -> int:
    """How long both sides wrote to each other (`programme.chats`)."""
    return minutes_talked(
        [(one.said_at, one.by_expert) for one in lines_of(work, chat_id) if not one.taken_back]
    )


def key_of(line_id: int) -> str:
    """The key of the message that brings a line."""
    return f"chat_said:{line_id}"


def _open(work: UnitOfWork, speaker: Speaker, need: NeedFacts, now: datetime) -> ServiceChat:
    """The chat that goes on about the need, or a new one; who writes for the firm is the one who is answered."""
    found = chats_of(work, need.id)
    if any(one.closed and one.stands for one in found):
        raise Refused("closed_chat", CLOSED)
    running = [one for one in found if one.runs(now)]
    by_expert = speaker.expert_id == need.expert_id
    if running:
        chat = work.session.get_one(ServiceChat, running[-1].id, with_for_update=True, populate_existing=True)
    else:
        chat = ServiceChat(
            need_id=need.id,
            expert_id=need.expert_id,
            person_id=need.person_id,
            opened_at=now,
            last_at=now,
            last_by_expert=not by_expert,
        )
        work.session.add(chat)
    if not by_expert:
        chat.person_id = speaker.person_id
    work.flush()
    return chat


def _write(work: UnitOfWork, chat: ServiceChat, by_expert: bool, now: datetime, *, comes_in: bool) -> None:
    """One side writes: the other is written to."""
    chat.last_by_expert = by_expert
    if comes_in:
        _mark(chat, by_expert, now)
    if by_expert:
        work.session.get_one(Need, chat.need_id).contacted_at = now


def _enter(chat: ServiceChat, by_expert: bool, now: datetime) -> None:
    """One side comes in, which the other does not hear of: whoever was not just written to is not written to by that."""
    _mark(chat, by_expert, now)
    if chat.last_by_expert != by_expert or now - chat.last_at >= LIVE:
        chat.last_at, chat.last_by_expert = now, not by_expert


def _mark(chat: ServiceChat, by_expert: bool, now: datetime) -> None:
    if by_expert:
        chat.expert_at = now
    else:
        chat.firm_at = now


def _unsay(work: UnitOfWork, chat_id: int, taken: ChatLine) -> None:
    """Who was written to by nothing but this line is not written to any more."""
    left = [one for one in lines_of(work, chat_id) if not one.taken_back]
    if not left or left[-1].by_expert != taken.by_expert:
        work.session.get_one(ServiceChat, chat_id).last_by_expert = not taken.by_expert


def _take_away(work: UnitOfWork, line: ChatLine) -> None:
    """The message that brings it goes no more, or is taken out of a web chat where nobody has had it on the screen."""
    found = message_of(work, key_of(line.id))
    answered = [
        one for one in lines_of(work, line.chat_id) if one.id > line.id and one.by_expert != line.by_expert
    ]
    if found is None or answered or not (found[1] in _ON_ITS_WAY or found[2]):
        raise Refused("seen", SEEN)
    mark(work, found[0], "dropped", reason="taken back", shown=None)


def _person(work: UnitOfWork, expert_id: int) -> int:
    return work.session.get_one(Expert, expert_id).person_id
