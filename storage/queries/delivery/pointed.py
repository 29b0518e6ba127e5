"""What somebody points at by replying to it or quoting it: a message that their account was shown, by the vendor's id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

REACHED = ("sent", "unknown")


@dataclass(frozen=True, slots=True)
class Pointed:
    """A message that was shown: captions and tokens of its choices, and what it told of.

    `notices` are (kind, facts) of the notices in it, several where reminders were said as one; none for an answer.
    """

    choices: tuple[tuple[str, str], ...] = ()
    notices: tuple[tuple[str, dict[str, Any]], ...] = ()


def pointed_at(work: UnitOfWork, account_id: int, message_id: str) -> Pointed | None:
    """The message that the vendor calls so in this account's chat; None where it was none of ours, or is not known."""
    this = (Outbox.account_id == account_id, Outbox.message_id == message_id, Outbox.state.in_(REACHED))
    lead = work.connection.execute(
        select(Outbox.id, Outbox.shown).where(*this).order_by(Outbox.id.desc())
    ).first()
    if not message_id or lead is None:
        return None
    within = select(Outbox.kind, Outbox.facts).where(or_(Outbox.id == lead.id, Outbox.lead_id == lead.id))
    notices = work.connection.execute(within.where(Outbox.kind != "answer").order_by(Outbox.id)).all()
    choices = (lead.shown or {}).get("choices", ())
    return Pointed(
        tuple((label, token) for label, token in choices), tuple((row.kind, row.facts) for row in notices)
    )
