"""One act in several messages gets one answer.

Each message is taken, decided and committed at once; what waits for a breath is its answer. The answer to the next
message of the same act supersedes it in that message's own transaction, so that whatever dies at whatever moment,
either one of them goes out or both, and never none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.engine.ask import join
from handlers.engine.context import Act
from handlers.engine.state import Dialogue
from handlers.message import Reply
from storage.queries.delivery.held import held_back, let_go, supersede
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

NONE = timedelta(0)
GRACE = timedelta(seconds=10)
"""An answer may stay behind its time for so long, where a vendor has no room."""
ACT, LEAD = "act", "lead"
"""What is kept with an answer that waits."""


@dataclass(frozen=True, slots=True)
class AnswerTiming:
    """How answers of a channel wait. `hold`: for how long the channel may claim them; `breath`: for more of the same act."""

    hold: timedelta = NONE
    breath: timedelta = NONE


AT_ONCE = AnswerTiming()


def pace_of(hold: timedelta, breath: timedelta) -> AnswerTiming:
    """A channel that answers in the vendor's own call waits half of its time at most: the rest is for reading."""
    return AnswerTiming(hold, min(breath, hold / 2) if hold else breath)


@dataclass(frozen=True, slots=True)
class Paced:
    """The answers to a message as they go out: from when, and with what kept about them."""

    replies: Sequence[Reply]
    due: datetime
    until: datetime | None = None
    """The end of the breath, where one is waited out."""
    facts: dict[str, Any] = field(default_factory=dict)


def paced(
    work: UnitOfWork,
    speaker: Speaker,
    dialogue: Dialogue,
    act: Act | None,
    replies: Sequence[Reply],
    now: datetime,
    pace: AnswerTiming,
) -> Paced:
    """The answers to a message, in the place of those to earlier messages of its act that nobody has seen yet."""
    if not (pace.breath and replies):
        return Paced(replies, now + pace.hold)
    earlier = ""
    if _may_be_held(dialogue, now):
        earlier = _taken_back(work, speaker, act, now, pace)
    dialogue.breath = ""
    if act is None or not act.waits:
        return Paced(_after(earlier, replies), now + pace.hold)
    until = now + pace.breath
    dialogue.breath = until.isoformat()
    lead = join(earlier, act.lead)
    facts = {ACT: sorted(act.names)} | ({LEAD: lead} if lead else {})
    return Paced(_after(earlier, replies), max(until, now + pace.hold), until, facts)


def _may_be_held(dialogue: Dialogue, now: datetime) -> bool:
    return bool(dialogue.breath) and now <= datetime.fromisoformat(dialogue.breath) + GRACE


def _taken_back(
    work: UnitOfWork, speaker: Speaker, act: Act | None, now: datetime, pace: AnswerTiming
) -> str:
    """Supersede what this answer stands for, and return what it would not say.

    The rest goes out before an answer that does not wait; what a channel may claim is the channel's to give.
    """
    held = held_back(work, speaker.person_id, speaker.account_id)
    same = [one for one in held if act and not act.names.isdisjoint(one.facts.get(ACT, ()))]
    supersede(work, [one.id for one in same])
    if not (act and act.waits) and not pace.hold:
        let_go(work, [one.id for one in held if one not in same], now)
    return join(*(one.facts.get(LEAD, "") for one in same))


def _after(lead: str, replies: Sequence[Reply]) -> list[Reply]:
    first, *others = replies
    return [replace(first, text=join(lead, first.text)), *others]
