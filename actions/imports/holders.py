"""What experts and stations of a roster have in common: an application by recommendation, a title where it is included."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from actions.access import pack_of
from actions.applications.apply import UNDER_WAY, Filing, recommended
from actions.applications.certify import certify
from actions.applications.recommend import FIRST, direct_track, newcomer
from actions.audit import note
from actions.imports.judged import Desk, Judged, Values
from programme.dues import first_term
from programme.packs import Kind
from programme.programmes import taking_recommended
from programme.qualification import IN_FORCE
from programme.spans import ENDLESS
from storage.queries.imports import KnownApplication, KnownPerson, applications, persons, titles
from storage.tables import Application, Expert, Person, Qualification, Station

WAITING = (FIRST, *UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a row means: somebody of the register, or one who waits to be taken in."""

    person: KnownPerson | None
    waiting: KnownApplication | None = None


class Holders(ABC):
    """Rows of one kind of holder, beside those of the register that they may mean."""

    kind: Kind

    def __init__(self, desk: Desk) -> None:
        self._desk = replace(desk, rules=taking_recommended(desk.rules, self.kind) or desk.rules)
        self._persons: list[KnownPerson] = []
        self._waiting: list[KnownApplication] = []
        self._titles: dict[int, set[str]] = {}

    def look_up(self, rows: Sequence[Values]) -> None:
        names = {name for row in rows for name in self._names(row) if name}
        phones = {row["phone"] for row in rows if row.get("phone")}
        self._persons = persons(self._desk.work, names, phones)
        self._waiting = applications(self._desk.work, self.kind, WAITING, names, phones)
        held = [holder for one in self._persons if (holder := self._holder(one))]
        self._titles = titles(self._desk.work, self.kind, held)

    def judge(self, values: Values) -> Judged:
        if outside := self._desk.outside(values.get("region")):
            return outside
        past = past_term(self._desk, self.kind, values)
        return Judged("doubtful", past) if past else self._judge(values)

    def write(self, values: Values, judged: Judged) -> None:
        found: Found = judged.found
        if judged.verdict == "new":
            file(self._desk, self._filing(values), values, found.person.id if found.person else None)
        elif found.person and self._holder(found.person):
            self._change(values, found.person)
        elif found.waiting:
            self._change_waiting(values, found.waiting)

    @abstractmethod
    def _names(self, row: Values) -> Sequence[str | None]:
        """The names by which the register may know whom a row means."""

    @abstractmethod
    def _holder(self, person: KnownPerson) -> int | None:
        """The number of what the person holds of this kind."""

    @abstractmethod
    def _judge(self, values: Values) -> Judged:
        """What becomes of a row of this place and of a term that runs."""

    @abstractmethod
    def _filing(self, values: Values) -> Filing: ...

    @abstractmethod
    def _change(self, values: Values, known: KnownPerson) -> None: ...

    @abstractmethod
    def _change_waiting(self, values: Values, waiting: KnownApplication) -> None: ...


def past_term(desk: Desk, kind: Kind, values: Values) -> str:
    """Why a title that the roster dates is none any more, or nothing."""
    since, until = _term(desk, kind, values)
    if since and since > desk.today:
        return "认定日期还没到"
    return f"有效期到 {until} 已经过了" if until and until < desk.today else ""


def no_longer(states: set[str]) -> str:
    """Why one who was certified before is not just taken in again, or nothing."""
    return "" if not states or states & {*IN_FORCE, "suspended"} else "以前认定过，现在的资格已经终止"


def file(desk: Desk, filing: Filing, values: Values, person_id: int | None) -> None:
    """The application that the pack asks for (S2.2), and the title where it is included."""
    one = recommended(
        filing,
        person_id or newcomer(desk.work, filing, desk.now),
        desk.rules,
        _ground(desk, values),
        desk.now,
    )
    desk.work.session.add(one)
    desk.work.session.flush()
    _introduce(desk, one, values)
    clause = direct_track(filing.kind, desk.rules).clause
    by = desk.importer.person_id
    note(desk.work, "recommend", "application", one.id, by, desk.now, clause=clause, reason=one.reason)
    if desk.importer.included:
        include(desk, one, values)


def include(desk: Desk, one: Application, values: Values) -> None:
    """Into the register, quietly: nobody of a roster has written yet, and the office knows."""
    pack, by = pack_of(one.pack, desk.rules), desk.importer.person_id
    one.reason = one.reason or _ground(desk, values)
    clause = direct_track("expert" if one.kind == "expert" else "station", pack).clause
    certify(desk.work, one, pack, desk.now, quietly=True)
    note(desk.work, "include", "application", one.id, by, desk.now, clause=clause, reason=one.reason)
    _date(desk, one, values)


def may_include(desk: Desk, waiting: KnownApplication) -> bool:
    """Whether this roster takes in one who was put forward before."""
    return desk.importer.included and waiting.state == FIRST


def _date(desk: Desk, one: Application, values: Values) -> None:
    """The dates of the roster, where it has them: the title is older than this register."""
    kind: Kind = "expert" if one.kind == "expert" else "station"
    since, until = _term(desk, kind, values)
    if since is None:
        return
    model = Expert if kind == "expert" else Station
    holder = select(model.id).where(model.person_id == one.person_id).scalar_subquery()
    of_holder = (
        Qualification.holder == kind,
        Qualification.holder_id == holder,
        Qualification.pack == one.pack,
    )
    held = desk.work.session.scalars(select(Qualification).where(*of_holder)).one()
    held.certified_on, held.until, held.registered_on = since, until or held.until, desk.today


def _term(desk: Desk, kind: Kind, values: Values) -> tuple[date | None, date | None]:
    since, until = _day(values.get("certified_on")), _day(values.get("until"))
    if since and not until:
        term = first_term(desk.rules, kind, since)
        until = term.ends_on if term else ENDLESS
    return since, until


def _day(told: Any) -> date | None:
    return date.fromisoformat(told) if told else None


def _ground(desk: Desk, values: Values) -> str:
    """By whom and when, with what the row says of it."""
    said = {"认定日期": values.get("certified_on"), "编号": values.get("number")}
    told = [f"{name} {value}" for name, value in said.items() if value]
    return "；".join([desk.importer.ground, *told] if desk.importer.ground else told)


def _introduce(desk: Desk, one: Application, values: Values) -> None:
    person = desk.work.session.get_one(Person, one.person_id)
    person.email = person.email or values.get("email")
    person.phone = person.phone or values.get("phone")


def unchanged_or(changes: list[str], found: Any) -> Judged:
    """Same, or changed in what is named."""
    return Judged("changed", "、".join(changes), found) if changes else Judged("same", "", found)
