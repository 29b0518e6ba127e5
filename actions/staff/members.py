"""The staff of a service centre: an administrator adds colleagues, changes what they may do, lets them go.

A colleague comes in by a one-time code, like an expert; nobody changes their own entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from actions.access import may, require, require_fresh
from actions.audit import note
from actions.notify import Addressed, notify
from actions.people.bind import new_code
from actions.people.entry import end_sessions
from actions.refusal import Refused
from actions.staff.notices import StaffChanged
from programme.roles import STAFF, Role
from storage.queries.people.speakers import Speaker
from storage.queries.staff.members import Member, members_in, one_called
from storage.tables import Credential, Dialogue, Person, Staff
from storage.unit_of_work import UnitOfWork


def add_staff(
    work: UnitOfWork, speaker: Speaker, name: str, jurisdiction: str, roles: Sequence[str], now: datetime
) -> str:
    """A new colleague within the administrator's jurisdiction; return the code by which they come in."""
    require(speaker, "manage_staff", jurisdiction)
    require_fresh(work, speaker, now)
    person_id = enter_staff(work, name, jurisdiction, roles, now)
    detail = {"jurisdiction": jurisdiction, "roles": list(roles)}
    note(work, "add_staff", "person", person_id, speaker.person_id, now, **detail)
    return new_code(work, person_id, speaker.person_id, now)


def enter_staff(work: UnitOfWork, name: str, jurisdiction: str, roles: Sequence[str], now: datetime) -> int:
    """Write a member of staff; return the person's id. The caller answers for the right to do so."""
    _check_roles(roles)
    person = Person(name=name, created_at=now)
    work.session.add(person)
    work.session.flush()
    work.session.add(Dialogue(person_id=person.id, state={}, updated_at=now))
    work.session.add(Staff(person_id=person.id, jurisdiction=jurisdiction, roles=list(roles)))
    work.session.flush()
    return person.id


def change_staff(
    work: UnitOfWork, speaker: Speaker, staff_id: int, jurisdiction: str, roles: Sequence[str], now: datetime
) -> None:
    """Other roles, another jurisdiction; both the old and the new one lie within the administrator's."""
    member = access_member(work, speaker, staff_id)
    require(speaker, "manage_staff", jurisdiction, [member.person_id])
    require_fresh(work, speaker, now)
    _check_roles(roles)
    before = {"jurisdiction": member.jurisdiction, "roles": member.roles}
    member.jurisdiction, member.roles = jurisdiction, list(roles)
    _tell(work, member.person_id, "changed", now)
    note(work, "change_staff", "person", member.person_id, speaker.person_id, now, before=before)


def remove_staff(work: UnitOfWork, speaker: Speaker, staff_id: int, now: datetime) -> str:
    """The colleague is no longer of the staff, and told so; return the name."""
    member = access_member(work, speaker, staff_id)
    require_fresh(work, speaker, now)
    before = {"jurisdiction": member.jurisdiction, "roles": member.roles}
    _tell(work, member.person_id, "removed", now)
    note(work, "remove_staff", "person", member.person_id, speaker.person_id, now, before=before)
    work.session.execute(delete(Credential).where(Credential.person_id == member.person_id))
    work.session.delete(member)
    work.session.flush()
    end_sessions(work, now, member.person_id)
    return work.session.get_one(Person, member.person_id).name


def set_email(work: UnitOfWork, name: str, region: str | None, email: str | None, now: datetime) -> bool:
    """Where the digests of the one colleague of this name go by e-mail; False where there is not one. The caller answers for the right."""
    person_id = one_called(work, name, region)
    if person_id is None:
        return False
    work.session.get_one(Person, person_id).email = email
    note(work, "set_email", "person", person_id, None, now)
    return True


def set_own_email(work: UnitOfWork, speaker: Speaker, email: str | None, now: datetime) -> None:
    """Where the speaker's own digests go by e-mail; nowhere without one. Refused «no_staff», «prove_again»."""
    if speaker.staff_id is None:
        raise Refused("no_staff", "日报只发给工作人员。")
    require_fresh(work, speaker, now)
    work.session.get_one(Person, speaker.person_id).email = email
    note(work, "set_email", "person", speaker.person_id, speaker.person_id, now)


def renew_code(work: UnitOfWork, speaker: Speaker, staff_id: int, now: datetime) -> str:
    """A new code for a colleague who was too late, or has another phone."""
    member = access_member(work, speaker, staff_id)
    require_fresh(work, speaker, now)
    return new_code(work, member.person_id, speaker.person_id, now)


def colleagues(work: UnitOfWork, speaker: Speaker) -> list[Member]:
    """Those whom the administrator may manage, by id."""
    found = members_in(work, speaker.jurisdiction)
    return [one for one in found if may(speaker, "manage_staff", one.jurisdiction, [one.person_id])]


def access_member(work: UnitOfWork, speaker: Speaker, staff_id: int) -> Staff:
    """The member of staff, locked. Refused where there is none («no_staff»), or the speaker may not manage them."""
    member = work.session.get(Staff, staff_id, with_for_update=True)
    if member is None:
        raise Refused("no_staff", "没有这位工作人员。")
    require(speaker, "manage_staff", member.jurisdiction, [member.person_id])
    return member


def _check_roles(roles: Sequence[str]) -> None:
    if not roles or not set(roles) <= {role.value for role in STAFF}:
        raise Refused("no_role", f"岗位要从这些里选：{'、'.join(Role(role) for role in sorted(STAFF))}。")


def _tell(work: UnitOfWork, person_id: int, what: str, now: datetime) -> None:
    key = f"staff_{what}:{person_id}:{int(now.timestamp())}"
    notify(work, [Addressed(person_id, StaffChanged(), key)], now)
