"""What somebody points at by replying to it or quoting it: a message that their account was shown, by the vendor's id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

REACHED = ("sent", "unknown")
LOOKED_AT = 50
"""So many of the messages shown last may be meant by their words."""
SHORTEST = 4
"""Characters of a line that say something."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A message that was shown: captions and tokens of its choices, and what it told of.

    `notices` are (kind, facts) of the notices in it, several where reminders were said as one; none for an answer.
    """

    choices: tuple[tuple[str, str], ...] = ()
    notices: tuple[tuple[str, dict[str, Any]], ...] = ()


def pointed_at(work: UnitOfWork, account_id: int, message_id: str, quote: str = "") -> Pointed | None:
    """The message that the vendor calls so in this account's chat, or that a quote has the words of.

    None where it was none of ours, is not known, or where several have these words alike.
    """
    return _called(work, account_id, message_id) if message_id else _quoted(work, account_id, quote)


def _called(work: UnitOfWork, account_id: int, message_id: str) -> Pointed | None:
    this = (Outbox.account_id == account_id, Outbox.message_id == message_id, Outbox.state.in_(REACHED))
    of = select(Outbox.id, Outbox.shown).where(*this).order_by(Outbox.id.desc())
    lead = work.connection.execute(of).first()
    return _pointed(work, lead.id, lead.shown or {}) if lead else None


def _quoted(work: UnitOfWork, account_id: int, words: str) -> Pointed | None:
    lines = [line for one in words.splitlines() if len(line := _squeezed(one)) >= SHORTEST]
    if not lines:
        return None
    of = select(Outbox.id, Outbox.shown).where(Outbox.account_id == account_id, Outbox.state.in_(REACHED))
    shown = work.connection.execute(of.order_by(Outbox.seq.desc()).limit(LOOKED_AT)).all()
    told = [(row, _squeezed(_words_of(row.shown or {}))) for row in shown]
    alike = [(sum(line in text for line in lines), row) for row, text in told if lines[0] in text]
    most = max((count for count, _ in alike), default=0)
    found = [row for count, row in alike if count == most]
    return _pointed(work, found[0].id, found[0].shown or {}) if len(found) == 1 else None


def _pointed(work: UnitOfWork, outbox_id: int, shown: dict[str, Any]) -> Pointed:
    within = select(Outbox.kind, Outbox.facts).where(or_(Outbox.id == outbox_id, Outbox.lead_id == outbox_id))
    notices = work.connection.execute(within.where(Outbox.kind != "answer").order_by(Outbox.id)).all()
    choices = tuple((label, token) for label, token in shown.get("choices", ()))
    return Pointed(choices, tuple((row.kind, row.facts) for row in notices))


def _words_of(shown: dict[str, Any]) -> str:
    card = shown.get("card") or {}
    rows = [f"{label}：{value}" for label, value, *_ in card.get("rows", ())]
    return "".join([shown.get("text", ""), card.get("title", ""), *rows])


def _squeezed(text: str) -> str:
    return "".join(one for one in text if one.isalnum())
