"""Who is speaking: account, person, roles and talk, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select, update
from sqlalchemy.orm import aliased

from programme.clerks import HEAD, VIEWER
from programme.roles import GUEST
from storage.prepared import Prepared
from storage.tables import Account, Dialogue, Enterprise, Expert, Person, Staff, Station, StationClerk
from storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Speaker:
    """A person as a talk sees them. `state` is the stored dialogue, `last_seq` the chat's last line.

    `case_id`: the request for whose sake a member of staff has taken the talk over.
    `waits`: a newcomer for whom there was no room yet.
    `station_role`: what they are at their station, as of `programme.clerks`.
    `claims`: the firm of the register that the speaker says to speak for, where nobody of it has agreed yet.
    """

    person_id: int
    name: str
    phone: str | None
    consented_at: datetime | None
    state: dict[str, Any]
    last_seq: int
    case_id: int | None
    enterprise_id: int | None
    enterprise: str | None
    enterprise_region: str | None
    claims: int | None
    firm_role: str
    vouched: bool | None
    expert_id: int | None
    expert_region: str | None
    station_id: int | None
    station_region: str | None
    station_role: str | None
    staff_id: int | None
    jurisdiction: str | None
    staff_roles: list[str] | None
    account_id: int = 0
    waits: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """Of enterprise, expert, station, staff; a guest has none of them."""
        has = {
            "enterprise": self.enterprise_id,
            "expert": self.expert_id,
            "station": self.station_id,
            "staff": self.staff_id,
        }
        return frozenset(role for role, key in has.items() if key is not None) or GUEST

    @property
    def only_looks(self) -> bool:
        """Whether they may read what is their station's, and do nothing for it."""
        return self.station_role == VIEWER

    @property
    def home(self) -> str | None:
        """The region that decides between places of the same name."""
        return self.expert_region or self.station_region or self.enterprise_region or self.jurisdiction


_DESK = aliased(Station)
"""The station of who is not in charge of one."""
_COLUMNS = (
    Person.id,
    Person.name,
    Person.phone,
    Person.consented_at,
    Dialogue.state,
    Dialogue.last_seq,
    Dialogue.case_id,
    Enterprise.id,
    Enterprise.name,
    Enterprise.region,
    Enterprise.claims,
    Person.firm_role,
    Enterprise.vouched,
    Expert.id,
    Expert.region,
    func.coalesce(Station.id, _DESK.id),
    func.coalesce(Station.region, _DESK.region),
    case((Station.id.is_not(None), HEAD), else_=StationClerk.role),
    Staff.id,
    Staff.jurisdiction,
    Staff.roles,
)


def by_account(work: UnitOfWork, channel: str, sender: str) -> Speaker | None:
    """The person behind an account, their talk locked until the transaction ends."""
    found = _BY_ACCOUNT.run(work.connection, {"channel": channel, "sender": sender})
    return Speaker(*found[0]) if found else None


def reading_account(work: UnitOfWork, channel: str, sender: str) -> Speaker | None:
    """The same for who only reads: nothing is locked."""
    found = _READS_BY_ACCOUNT.run(work.connection, {"channel": channel, "sender": sender})
    return Speaker(*found[0]) if found else None


def by_person(work: UnitOfWork, person_id: int) -> Speaker:
    """A person, their talk locked until the transaction ends."""
    return Speaker(*_BY_PERSON.run(work.connection, {"person_id": person_id})[0])


def keep_talk(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """Store where the talk stands and how many lines the chat has."""
    under_way = speaker.state.get("stack", ())
    has_words = not speaker.state.keys().isdisjoint(("stack", "dropped", "unclear"))
    values = {
        "person": speaker.person_id,
        "state": speaker.state,
        "forms": [at["form"] for at in under_way],
        "last_seq": speaker.last_seq,
        "held": speaker.consented_at is None and has_words,
        "updated_at": now,
    }
    _KEEP.run(work.connection, values)


def _by_account() -> Select[*tuple[Any, ...]]:
    return _reads_by_account().with_for_update(of=Dialogue)


def _reads_by_account() -> Select[*tuple[Any, ...]]:
    found = _joined((*_COLUMNS, Account.id, Account.waits)).join(Account, Account.person_id == Person.id)
    return found.where(Account.channel == bindparam("channel"), Account.external_id == bindparam("sender"))


def _by_person() -> Select[*tuple[Any, ...]]:
    found = _joined(_COLUMNS).where(Person.id == bindparam("person_id"))
    return found.with_for_update(of=Dialogue)


def _joined(columns: Sequence[ColumnElement[Any] | Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Person)
        .join(Dialogue, Dialogue.person_id == Person.id)
        .outerjoin(Enterprise, Enterprise.id == Person.enterprise_id)
        .outerjoin(Expert, Expert.person_id == Person.id)
        .outerjoin(Station, Station.person_id == Person.id)
        .outerjoin(StationClerk, StationClerk.person_id == Person.id)
        .outerjoin(_DESK, _DESK.id == StationClerk.station_id)
        .outerjoin(Staff, Staff.person_id == Person.id)
    )


_BY_ACCOUNT = Prepared(lambda dialect: _by_account())
_READS_BY_ACCOUNT = Prepared(lambda dialect: _reads_by_account())
_BY_PERSON = Prepared(lambda dialect: _by_person())
_KEEP = Prepared(lambda dialect: update(Dialogue).where(Dialogue.person_id == bindparam("person")))
