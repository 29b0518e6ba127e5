"""What a report counts of the diaries: by when they were written, so that each is in one report and in no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from storage.queries.reports.week import Entry
from storage.window import Window


@dataclass(frozen=True, slots=True)
class Part:
    """How many services, and their hours; of corrections, by how much the hours changed."""

    count: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Tally:
    """The services written within a window, as they stand at its end.

    `on_time` are those of its own days, `late` those of days before; `corrected` and `taken_back` is what became of
    services that an earlier report has counted.
    """

    on_time: Part
    late: Part
    corrected: Part
    taken_back: Part
    by_domain: Mapping[str, Part]


def tally(entries: Sequence[Entry], window: Window, first: date) -> Tally:
    """Count what was touched within a window of which `first` is the first day."""
    known = {entry.id: entry for entry in entries}
    written = [entry for entry in entries if _opens(entry, window) and not _closes(entry, window)]
    origins = {entry.id: _origin(entry, known) for entry in written}
    new = [entry for entry in written if _opens(origins[entry.id], window)]
    changed = [entry.hours - origins[entry.id].hours for entry in written if entry not in new]
    replaced = {origin.id for origin in origins.values()}
    gone = [one for one in entries if not _opens(one, window) and one.id not in replaced]
    return Tally(
        on_time=_part(entry.hours for entry in new if entry.served_on >= first),
        late=_part(entry.hours for entry in new if entry.served_on < first),
        corrected=_part(hours for hours in changed if hours),
        taken_back=_part(entry.hours for entry in gone),
        by_domain=dict(_by_domain(new)),
    )


def _opens(entry: Entry, window: Window) -> bool:
    return window.opens < entry.recorded_at <= window.closes


def _closes(entry: Entry, window: Window) -> bool:
    """Whether it stands no more at the end of the window."""
    return entry.closed_at is not None and entry.closed_at <= window.closes


def _origin(entry: Entry, known: Mapping[int, Entry]) -> Entry:
    """The entry in whose place it stands in the end; one of which nothing was touched here is itself the first."""
    before = known.get(entry.replaces_id or 0)
    return _origin(before, known) if before else entry


def _part(hours: Iterable[Decimal]) -> Part:
    figures = list(hours)
    return Part(len(figures), sum(figures, Decimal(0)))


def _by_domain(entries: Sequence[Entry]) -> Iterator[tuple[str, Part]]:
    """A service counts for its first domain; the most hours first."""
    hours: dict[str, list[Decimal]] = {}
    for entry in entries:
        hours.setdefault(entry.domains[0] if entry.domains else "other", []).append(entry.hours)
    parts = {domain: _part(figures) for domain, figures in hours.items()}
    yield from sorted(parts.items(), key=lambda item: (-item[1].hours, item[0]))
