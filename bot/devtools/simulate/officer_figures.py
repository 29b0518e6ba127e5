"""What a year of an officer came to: each push in a line, and the figures that it is held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, select

from bot.clock import SHANGHAI
from bot.devtools.opened import open_app
from bot.devtools.simulate.limits_kept import past_limits
from bot.devtools.simulate.officer import OfficerYear
from bot.devtools.simulate.silences import (
    FIRM_DAYS,
    applicant_waits,
    excess_of_review,
    firm_waits,
    longest_of_firm,
)
from handlers.message import Reply
from programme.digests import monday_of
from programme.packs import RulePack
from programme.workdays import is_holiday, is_working
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

NEWS, LARGEST = 0.8, 5
"""The share of pushes that must say something new, and how many a day may bring that are not urgent."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """One message to the officer. `is_news`: it is no digest, or a line of it was in none before."""

    at: datetime
    kind: str
    urgent: bool
    is_news: bool
    text: str

    @property
    def line(self) -> str:
        """As it is printed."""
        mark = "急" if self.urgent else "新" if self.is_news else "　"
        return f"{self.at:%Y-%m-%d %H:%M} {mark} {self.text.splitlines()[0]}"


def officer_year(days: int, seed: int, advance: Callable[[int], None]) -> tuple[list[str], dict[str, Any]]:
    """The lines of a year, and its figures."""
    with TemporaryDirectory(prefix="yiqi-officer-") as folder:
        app = open_app(f"sqlite:///{folder}/year.db")
        try:
            return app.database.write(lambda work: _live(work, app.rules, days, seed, advance)).result()
        finally:
            app.close()


def _live(
    work: UnitOfWork, rules: RulePack, days: int, seed: int, advance: Callable[[int], None]
) -> tuple[list[str], dict[str, Any]]:
    year = OfficerYear(work, rules, days, seed)
    year.live(advance)
    work.flush()
    pushed = pushes_to(work.connection, year.officer.person_id)
    figures = {"days": days, "seed": seed} | figures_of(pushed) | _silence(work.connection, rules, year.end)
    figures["past_limits"] = len(past_limits(work.connection, rules))
    return [one.line for one in pushed], figures


def pushes_to(connection: Connection, person_id: int) -> list[Pushed]:
    """What a person was pushed, in order; what was said within another message is no message of its own."""
    rows = select(Outbox.sent_at, Outbox.kind, Outbox.urgent, Outbox.facts, Outbox.shown).where(
        Outbox.person_id == person_id,
        Outbox.kind != "answer",
        Outbox.state == "sent",
        Outbox.lead_id.is_(None),
    )
    return [
        Pushed(
            row.sent_at.astimezone(SHANGHAI),
            row.kind,
            row.urgent,
            row.kind != "digest" or row.facts["on"] in row.facts["since"].values(),
            Reply.from_json(row.shown).text,
        )
        for row in connection.execute(rows.order_by(Outbox.sent_at, Outbox.id))
    ]


def figures_of(pushed: Sequence[Pushed]) -> dict[str, Any]:
    """Pushes a week, the share with something new, the largest day but for what was urgent."""
    weeks = Counter(monday_of(one.at.date()) for one in pushed)
    days = Counter(one.at.date() for one in pushed if not one.urgent)
    digests = [one for one in pushed if one.kind == "digest"]
    return {
        "pushes": len(pushed),
        "pushes_a_week": median(weeks.values()) if weeks else 0,
        "largest_week": max(weeks.values(), default=0),
        "largest_day": max(days.values(), default=0),
        "with_news": _share(pushed),
        "digests": len(digests),
        "digests_with_news": _share(digests),
    }


def misses(figures: Mapping[str, Any]) -> bool:
    """Whether a year misses what it is held to."""
    beyond = figures["largest_day"] > LARGEST or figures["firm_silence"] > FIRM_DAYS
    broken = figures["review_past_limit"] or figures["past_limits"]
    return bool(beyond or broken or figures["with_news"] < NEWS)


def _share(pushed: Sequence[Pushed]) -> float:
    return round(sum(one.is_news for one in pushed) / len(pushed), 2) if pushed else 1.0


def _silence(connection: Connection, rules: RulePack, end: datetime) -> dict[str, int]:
    """The longest silence of a firm, in days; by how many working days an applicant's went past its limit."""

    def no_holiday(day: date) -> bool:
        return not is_holiday(day, rules.calendar)

    def works(day: date) -> bool:
        return is_working(day, rules.calendar)

    firms = (longest_of_firm(one, no_holiday) for one in firm_waits(connection, end))
    review = (excess_of_review(one, works, lambda day: False) for one in applicant_waits(connection, end))
    return {"firm_silence": max(firms, default=0), "review_past_limit": max(0, *review, 0)}
