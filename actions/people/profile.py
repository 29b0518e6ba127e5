"""Somebody has another number, firm's name, unit or place: written at once, and the staff of the place are told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.notify import notify, to_staff
from actions.people.notices import ProfileChanged
from actions.people.telephone import told_phone
from actions.people.voices import NOT_OWNER
from actions.refusal import Refused
from matching.deduplication import core
from storage.queries.people.speakers import Speaker
from storage.tables import Enterprise, Expert, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Changes:
    """What is another now; None where nothing was said of it."""

    phone: str | None = None
    firm: str | None = None
    unit: str | None = None
    region: str | None = None

    @property
    def named(self) -> list[str]:
        return [name for name, value in asdict(self).items() if value]


def change_profile(work: UnitOfWork, speaker: Speaker, changes: Changes, now: datetime) -> None:
    """Write each change. A new number stands as unverified. Refused «known_firm», «not_owner»."""
    _check_name(work, speaker, changes)
    before = speaker.home
    if changes.phone:
        told_phone(work.session.get_one(Person, speaker.person_id), changes.phone, now)
        speaker.phone = changes.phone
    if speaker.expert_id is not None:
        _change_expert(work, speaker, changes)
    if speaker.enterprise_id is not None:
        _change_firm(work, speaker, changes)
    note(work, "change_profile", "person", speaker.person_id, speaker.person_id, now, what=changes.named)
    tell_offices(work, speaker, {before, speaker.home}, changes.named, now)


def tell_offices(
    work: UnitOfWork, speaker: Speaker, places: set[str | None], what: list[str], now: datetime
) -> None:
    """Staff of the place, and of the one before it; the speaker knows. `what`: the names of `Changes` that are another now."""
    told = ProfileChanged(speaker.person_id, what)
    key = f"profile:{speaker.person_id}:{int(now.timestamp())}:{'+'.join(what)}"
    staff = {one.person_id: one for place in places for one in to_staff(work, place, told, key)}
    notify(work, [one for person, one in staff.items() if person != speaker.person_id], now)


def _check_name(work: UnitOfWork, speaker: Speaker, changes: Changes) -> None:
    """Another firm of the county may bear this name already: whose it is, staff find out. What a firm is called and where it is, its
    owner says.
    """
    moves = changes.region is not None and speaker.expert_id is None
    if speaker.enterprise_id is None or not (changes.firm or moves):
        return
    if speaker.firm_role != "owner":
        raise Refused("not_owner", NOT_OWNER)
    name = changes.firm or speaker.enterprise or ""
    alike = select(Enterprise.name).where(
        Enterprise.id != speaker.enterprise_id,
        Enterprise.region == (changes.region or speaker.enterprise_region),
        Enterprise.name.contains(core(name), autoescape=True),
    )
    if core(name) in map(core, work.session.scalars(alike)):
        raise Refused("known_firm", f"这里已经登记过一家“{name}”，点「找工作人员」核对一下。")


def _change_expert(work: UnitOfWork, speaker: Speaker, changes: Changes) -> None:
    expert = work.session.get_one(Expert, speaker.expert_id)
    expert.unit = changes.unit or expert.unit
    expert.region = speaker.expert_region = changes.region or expert.region


def _change_firm(work: UnitOfWork, speaker: Speaker, changes: Changes) -> None:
    """Its name, and its place where the speaker is no expert, whose own place was meant."""
    firm = work.session.get_one(Enterprise, speaker.enterprise_id)
    firm.name = speaker.enterprise = changes.firm or firm.name
    if speaker.expert_id is None:
        firm.region = speaker.enterprise_region = changes.region or firm.region
