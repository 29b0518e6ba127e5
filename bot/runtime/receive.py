"""One inbound message, one transaction: inbox row, talk, deed, answers. A redelivery changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from actions.people.contact import first_contact, let_in
from actions.settings.house import own_words
from bot.runtime.breath import AT_ONCE, NONE, AnswerTiming, Paced, paced
from bot.runtime.mailboxes import MAILBOXES
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext, ReaderOptions
from handlers.engine.state import Dialogue
from handlers.entry import handle
from handlers.message import Incoming, Reply
from programme.buckets import Allowance
from programme.delivery import LEASE
from programme.packs import RulePack
from storage.queries import ledger
from storage.queries.delivery import answers, inbox
from storage.queries.delivery.missed import bring_back
from storage.queries.delivery.outcome import postpone
from storage.queries.people.speakers import Speaker, by_account, keep_talk
from storage.unit_of_work import UnitOfWork

SORRY = "抱歉，我这边出错了，这一句没办成，前面填的都在。过一会儿再发一次；还不行就把编号 {error_id} 告诉服务中心。"
TOO_LARGE = "这里面有个数太大了，我记不下，这一句没办成。看看是不是多打了几位，改一下再发。"
TOO_FAST = "您发得太快了，从这一条起先没有收下，前面的都在。请歇一分钟，再把没收下的发一次。"
TOO_MANY = "现在新来的人太多，这一条没有收下。请过几分钟再发一次。"
AFTER_THE_ANSWER = timedelta(seconds=2)
"""What somebody missed while nothing could reach them follows the answer to what they say."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A message that is safely kept, and what it was answered; `roles` are those of the person who speaks.

    `until`: the end of the breath that the answer waits, in case there is more of the same. `trace`: the message's id in the log.
    """

    inbox_id: int
    person_id: int
    replies: tuple[Reply, ...]
    roles: frozenset[str] = frozenset()
    until: datetime | None = None
    trace: str = ""


NOT_KEPT = Receipt(0, 0, ())
"""Of a message that was not taken, after its sender was told so."""


def receive(
    work: UnitOfWork,
    incoming: Incoming,
    now: datetime,
    rules: RulePack,
    options: ReaderOptions,
    pace: AnswerTiming = AT_ONCE,
    meaning: Any = None,
    arrivals: Allowance | None = None,
) -> Receipt:
    """Answer a message, or repeat the answers it had.

    `meaning`: the sentence vector of the text, where it was worked out. `arrivals`: how many newcomers a vendor's channel has room for.
    """
    speaker = by_account(work, incoming.channel, incoming.sender)
    if arrivals and incoming.channel not in MAILBOXES and (speaker is None or speaker.waits):
        refused = _kept_waiting(work, incoming, speaker, arrivals, now, pace)
        if refused:
            return refused
    speaker = speaker or _speaker(work, incoming, now)
    inbox_id = inbox.take(work, _row(incoming, speaker, now))
    if inbox_id is None:
        return _again(work, incoming)
    dialogue = Dialogue.from_json(speaker.state)
    talk = ConversationContext(
        work,
        speaker,
        now,
        rules,
        replace(options, vocabulary=own_words(work, options.vocabulary)),
        written_at=incoming.written_at,
        address=incoming.address,
    )
    replies = handle(talk, dialogue, catalogue().with_pack(rules), incoming, meaning)
    if talk.heard:
        inbox.keep_heard(work, inbox_id, talk.heard.move, talk.heard.intent, talk.heard.sure)
    work.flush()
    pace = replace(pace, breath=NONE) if incoming.channel in MAILBOXES else pace
    answer = paced(work, speaker, dialogue, talk.act, replies, now, pace)
    speaker.state = dialogue.to_json()
    return _answer(work, incoming, speaker, inbox_id, answer, now)


def _kept_waiting(
    work: UnitOfWork,
    incoming: Incoming,
    speaker: Speaker | None,
    arrivals: Allowance,
    now: datetime,
    pace: AnswerTiming,
) -> Receipt | None:
    """A newcomer beyond what there is room for is told so, once, and let in with a later message; None where there is room."""
    if speaker is not None and inbox.taken(work, incoming.channel, incoming.external_id):
        return _again(work, incoming)
    if not ledger.take(work, f"arrivals:{incoming.channel}", arrivals, now):
        if speaker is not None:
            let_in(work, speaker.account_id)
        return None
    if speaker is not None:
        return NOT_KEPT
    first_contact(work, incoming.channel, incoming.sender, now, waits=True)
    return turn_away(work, incoming, now, pace.hold, TOO_MANY)


def apologise(
    work: UnitOfWork,
    incoming: Incoming,
    now: datetime,
    error_id: str,
    hold: timedelta = NONE,
    why: str = SORRY,
) -> Receipt:
    """Keep a message that could not be handled: say so, with the conversation where it was."""
    speaker = _speaker(work, incoming, now)
    inbox_id = inbox.take(work, _row(incoming, speaker, now) | {"error_id": error_id})
    if inbox_id is None:
        return _again(work, incoming)
    sorry = Paced([Reply(why.format(error_id=error_id))], now + hold)
    return _answer(work, incoming, speaker, inbox_id, sorry, now)


def turn_away(
    work: UnitOfWork, incoming: Incoming, now: datetime, hold: timedelta = NONE, why: str = TOO_FAST
) -> Receipt:
    """Say why the message was not taken, with the conversation where it was."""
    speaker = _speaker(work, incoming, now)
    inbox_id = inbox.take(work, _row(incoming, speaker, now))
    if inbox_id is None:
        return _again(work, incoming)
    return _answer(work, incoming, speaker, inbox_id, Paced([Reply(why)], now + hold), now)


def _speaker(work: UnitOfWork, incoming: Incoming, now: datetime) -> Speaker:
    speaker = by_account(work, incoming.channel, incoming.sender)
    if speaker is None:
        first_contact(work, incoming.channel, incoming.sender, now)
        speaker = by_account(work, incoming.channel, incoming.sender)
    assert speaker is not None
    return speaker


def _row(incoming: Incoming, speaker: Speaker, now: datetime) -> dict[str, Any]:
    """The inbox row. Before consent it says that something came, and nothing of what."""
    speaker.last_seq += 1
    return {
        "channel": incoming.channel,
        "external_id": incoming.external_id,
        "account_id": speaker.account_id,
        "seq": speaker.last_seq,
        "body": _body(incoming) if speaker.consented_at else {},
        "message_id": incoming.message_id or None,
        "written_at": incoming.written_at,
        "received_at": now,
    }


def _body(incoming: Incoming) -> dict[str, Any]:
    files = [[file.key, file.media_type, file.size] for file in incoming.files]
    parts = {"text": incoming.text, "choice": incoming.choice, "contact": incoming.contact, "files": files}
    return {name: value for name, value in parts.items() if value}


def claim(work: UnitOfWork, receipt: Receipt, most: int | None, now: datetime) -> tuple[Reply, ...]:
    """Lease the answers to a message, at most so many, for the vendor's response; what a sender has had is not given.

    The others may be sent at once.
    """
    free = [row for row in answers.answers_to(work, receipt.inbox_id) if row.tries == 0]
    for row in free[:most]:
        if row.state == "queued":
            answers.claim(work, row.id, now + LEASE)
    for row in free[len(free[:most]) :]:
        if row.state == "queued":
            postpone(work, row.id, receipt.person_id, now)
    return tuple(Reply.from_json(row.shown) for row in free[:most])


def answered(work: UnitOfWork, receipt: Receipt, now: datetime) -> None:
    """The claimed answers are out."""
    answers.answered(work, receipt.inbox_id, now)
    work.request_delivery(receipt.person_id, now)


def _answer(
    work: UnitOfWork,
    incoming: Incoming,
    speaker: Speaker,
    inbox_id: int,
    answer: Paced,
    now: datetime,
) -> Receipt:
    replies = answer.replies
    if room := incoming.room or incoming.thread:
        replies = [replace(reply, room=room) for reply in replies]
    bodies = [(speaker.last_seq + place, reply.to_json()) for place, reply in enumerate(replies, 1)]
    speaker.last_seq += len(replies)
    sent = incoming.channel in MAILBOXES
    keep = (speaker.person_id, speaker.account_id, inbox_id, bodies, sent, now, answer.due, answer.facts)
    inbox.answer(work, *keep)
    keep_talk(work, speaker, now)
    if not sent:
        work.request_delivery(speaker.person_id, answer.due)
    bring_back(work, speaker.person_id, now, answer.due + AFTER_THE_ANSWER)
    roles, trace = speaker.roles, work.trace or ""
    return Receipt(inbox_id, speaker.person_id, tuple(replies), roles, answer.until, trace)


def _again(work: UnitOfWork, incoming: Incoming) -> Receipt:
    earlier = inbox.taken(work, incoming.channel, incoming.external_id)
    assert earlier is not None
    replies = tuple(Reply.from_json(body) for body in earlier.shown)
    return Receipt(earlier.inbox_id, earlier.person_id, replies, trace=work.trace or "")
