"""Whether the reminders that lead up to a warning have reached the holder: by their keys in the outbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, literal

from storage.queries.delivery.reach import sent_under
from storage.queries.delivery.reminders import REACHED
from storage.tables import FormalWarning, Outbox
from storage.unit_of_work import UnitOfWork

_POINTLESS = ("dropped", "superseded")


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many reminders were sent, and how many of them arrived, or may have."""

    sent: int
    arrived: int


def reminded(
    work: UnitOfWork, silent: Collection[tuple[int, date]], days: Collection[int]
) -> dict[int, Reminded]:
    """By title, of holders (title, and since when) who are silent; `days` of silence on which reminders go out. One query."""
    keys = {f"silent:{title}:{since}:{day}": title for title, since in silent for day in days}
    found: dict[int, list[bool]] = {title: [] for title, _ in silent}
    for key, one in sent_under(work, list(keys)).items():
        if one.state not in _POINTLESS:
            found[keys[key]].append(one.state in REACHED)
    return {title: Reminded(len(arrived), sum(arrived)) for title, arrived in found.items()}


def unreached(days: Collection[int]) -> ColumnElement[bool]:
    """That reminders were sent ahead of a `FormalWarning`, and none of them has arrived."""
    if not days:
        return false()
    of_it: Any = literal("silent:") + cast(FormalWarning.qualification_id, String)
    of_it = of_it + ":" + cast(FormalWarning.silent_since, String) + ":"
    ours = Outbox.key.in_([of_it + str(day) for day in days])
    sent = exists().where(ours, Outbox.state.not_in(_POINTLESS))
    return and_(sent, ~exists().where(ours, Outbox.state.in_(REACHED)))
