"""People as fixtures: bound, consented and certified, for replays, tests and the sample world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update

from actions.access import kind_of, pack_of
from programme.clerks import INVITED
from programme.dues import first_term
from programme.packs import RulePack
from programme.programmes import speaking_of
from storage.tables import (
    Account,
    Dialogue,
    Enterprise,
    Expert,
    Person,
    Qualification,
    Staff,
    Station,
    StationClerk,
)
from storage.unit_of_work import UnitOfWork

Accounts = Sequence[tuple[str, str]]
"""Channel and external id of each account that is bound to a person."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is there from the beginning. `certified` is None for those without a qualification.

    `role`: enterprise, expert, station, staff, guest; or clerk or viewer of the station that `unit` names, who comes after it.
    `certified`: since when under the first programme that takes their kind; `titles`: under which packs, and since when.
    """

    name: str
    role: str
    region: str | None = None
    enterprise: str = ""
    unit: str = ""
    domains: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    specialities: str = ""
    jurisdiction: str = ""
    staff_roles: tuple[str, ...] = ("reviewer", "operator")
    phone: str | None = None
    capacity: int = 3
    certified: date | None = None
    titles: tuple[tuple[str, date], ...] = ()


def enter(work: UnitOfWork, actor: Actor, accounts: Accounts, rules: RulePack, now: datetime) -> int:
    """Write a person with what they are in the programme; return the person's id."""
    guest = actor.role == "guest"
    person = Person(
        name="" if guest else actor.name,
        phone=actor.phone,
        consented_at=None if guest else now,
        created_at=now,
    )
    work.session.add(person)
    work.session.flush()
    work.session.add(Dialogue(person_id=person.id, state={}, updated_at=now))
    for channel, external_id in accounts:
        work.session.add(
            Account(channel=channel, external_id=external_id, person_id=person.id, created_at=now)
        )
    holder = _in_role(work, actor, person, now)
    if holder and actor.certified:
        _certify(work, actor.role, holder, actor.certified, speaking_of(rules, kind_of(actor.role)))
    for pack, since in actor.titles:
        assert holder is not None
        _certify(work, actor.role, holder, since, pack_of(pack, rules))
    work.session.flush()
    return person.id


def let_go(work: UnitOfWork, person_id: int, now: datetime) -> None:
    """The person's accounts are nobody's any more, so that no way leads to them."""
    nobody = Person(created_at=now)
    work.session.add(nobody)
    work.session.flush()
    work.session.add(Dialogue(person_id=nobody.id, state={}, updated_at=now))
    work.session.execute(update(Account).where(Account.person_id == person_id).values(person_id=nobody.id))
    work.session.flush()


def let_in(work: UnitOfWork, person_id: int, accounts: Accounts) -> None:
    """The accounts that were let go are the person's again, who can be reached once they write."""
    for channel, external_id in accounts:
        own = (Account.channel == channel, Account.external_id == external_id)
        work.session.execute(update(Account).where(*own).values(person_id=person_id))
    work.session.flush()


def _in_role(work: UnitOfWork, actor: Actor, person: Person, now: datetime) -> Expert | Station | None:
    if actor.role == "enterprise":
        enterprise = Enterprise(
            name=actor.enterprise or actor.name, region=actor.region, focus=list(actor.focus), created_at=now
        )
        work.session.add(enterprise)
        work.session.flush()
        person.enterprise_id = enterprise.id
    if actor.role == "staff":
        office, roles = actor.jurisdiction or actor.region or "000000", list(actor.staff_roles)
        work.session.add(Staff(person_id=person.id, jurisdiction=office, roles=roles))
    if actor.role in INVITED:
        station = work.session.scalars(select(Station).where(Station.name == actor.unit)).one()
        work.session.add(
            StationClerk(
                station_id=station.id,
                person_id=person.id,
                role=actor.role,
                invited_by=station.person_id,
                joined_at=now,
            )
        )
    if actor.role == "expert":
        return Expert(
            person_id=person.id,
            unit=actor.unit,
            domains=list(actor.domains),
            specialities=actor.specialities,
            region=actor.region,
            capacity=actor.capacity,
            load=0,
        )
    if actor.role == "station":
        return Station(person_id=person.id, name=actor.unit or actor.name, region=actor.region)
    return None


def _certify(work: UnitOfWork, role: str, holder: Expert | Station, on: date, rules: RulePack) -> None:
    work.session.add(holder)
    work.session.flush()
    kind = kind_of(role)
    term = first_term(rules, kind, on) if kind in rules.kinds else None
    until = term.ends_on if term else date.max
    work.session.add(
        Qualification(
            holder=role, holder_id=holder.id, pack=rules.id, state="active", certified_on=on, until=until
        )
    )
