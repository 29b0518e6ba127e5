"""What a year came to: by the application's books, and by those of the vendors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.delivery.render import bears_double
from bot.devtools.simulate.world import World
from bot.runtime.mailboxes import MAILBOXES
from storage.tables import Account, Inbox, Outbox

DONE = ("sent", "told")


@dataclass(frozen=True, slots=True)
class Tally:
    """`sent`, `lost`, `doubled` are names of messages that do not depend on the run.

    Lost: queued and then neither sent nor dropped as pointless nor put before staff as unreachable, nor due on a
    day to come; or called sent though it never arrived; or an accepted message without an answer.
    Doubled: arrived twice though it must not.
    `repeated`: answers, and notices that bear it, which came twice by a vendor without a key for them, as promised.
    """

    sent: frozenset[str]
    lost: frozenset[str]
    doubled: frozenset[str]
    repeated: int
    pointless: int
    unreachable: int
    taken: int


def tally(world: World) -> Tally:
    """Compare the outbox with what the vendors have."""
    with world.app.database.read() as connection:
        rows = connection.execute(_ROWS).all()
        unanswered = connection.execute(_UNANSWERED).scalars().all()
        taken = connection.execute(select(func.count()).select_from(Inbox)).scalar_one()
    copies = Counter({key: n for vendor in world.vendors for key, n in vendor.arrived.items()})
    names, channels = _names(rows), {row.id: row.channel for row in rows}
    sent, lost, twice = set(), set(unanswered), []
    for row in rows:
        arrived = copies[f"yiqi-{row.id}"] > 0 or channels[row.lead_id or row.id] in MAILBOXES
        if row.state in DONE and arrived:
            sent.add(names[row.id])
        elif row.state != "dropped" and row.reason != "no way" and not _waits_still(row, world.clock.now()):
            lost.add(names[row.id])
        if copies[f"yiqi-{row.id}"] > 1:
            twice.append(row)
    return Tally(
        sent=frozenset(sent),
        lost=frozenset(lost),
        doubled=frozenset(names[row.id] for row in twice if not bears_double(row.kind)),
        repeated=sum(bears_double(row.kind) for row in twice),
        pointless=sum(row.state == "dropped" for row in rows),
        unreachable=sum(row.reason == "no way" for row in rows),
        taken=taken,
    )


def _waits_still(row: Any, now: datetime) -> bool:
    """Whether its day is still to come: the next morning, the next working day, or the day that the limits leave for it."""
    return bool(row.state == "queued" and row.due_at > now)


def _names(rows: Sequence[Any]) -> dict[int, str]:
    """A notice is known by its key and person, an answer by the message it answers and its place."""
    places: Counter[str] = Counter()
    names = {}
    for row in rows:
        if row.external_id:
            places[row.external_id] += 1
        names[row.id] = (
            f"{row.key} to {row.person_id}" if row.key else f"{row.external_id}:{places[row.external_id]}"
        )
    return names


_ROWS = (
    select(
        Outbox.id,
        Outbox.key,
        Outbox.person_id,
        Outbox.kind,
        Outbox.state,
        Outbox.reason,
        Outbox.due_at,
        Outbox.lead_id,
        Account.channel,
        Inbox.external_id,
    )
    .outerjoin(Account, Account.id == Outbox.account_id)
    .outerjoin(Inbox, Inbox.id == Outbox.inbox_id)
    .order_by(Outbox.id)
)
_UNANSWERED = select(Inbox.external_id).where(~select(Outbox.id).where(Outbox.inbox_id == Inbox.id).exists())
