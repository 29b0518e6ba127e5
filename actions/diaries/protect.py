"""Insurance and protective needs of a volunteer on the spot: noted before the service, seen to by the centre (S9.4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.access import require
from actions.audit import note
from actions.notify import tell, tell_staff
from actions.refusal import Refused
from storage.jurisdiction import inside
from storage.queries.people.speakers import Speaker
from storage.tables import Need, Person, Protection
from storage.unit_of_work import UnitOfWork


def ask_protection(work: UnitOfWork, speaker: Speaker, need_id: int, text: str, now: datetime) -> Protection:
    """Note what the expert of a service under way needs; whoever can see to it is told."""
    need = work.session.get(Need, need_id)
    if need is None or need.expert_id is None or need.expert_id != speaker.expert_id:
        raise Refused("not_yours", "没有找到您接下的这条需求。")
    require(speaker, "ask_protection", need.region, [speaker.person_id])
    one = Protection(need_id=need.id, person_id=speaker.person_id, text=text, state="asked", asked_at=now)
    work.session.add(one)
    work.session.flush()
    key = f"protection:{one.id}"
    tell_staff(work, need.region, "protection", key, now, to_do="arrange_protection", protection=one.id)
    note(work, "ask_protection", "protection", one.id, speaker.person_id, now)
    return one


def arrange_protection(
    work: UnitOfWork, speaker: Speaker, protection_id: int, answer: str, now: datetime
) -> Protection:
    """Say what has been arranged; the expert is told."""
    one = work.session.get(Protection, protection_id, with_for_update=True)
    if one is None:
        raise Refused("no_protection", "没有这条现场保障。")
    require(speaker, "arrange_protection", work.session.get_one(Need, one.need_id).region)
    if one.state != "asked":
        raise Refused("arranged", "这条现场保障已经安排过了。")
    one.state, one.answer, one.arranged_at = "arranged", answer, now
    tell(work, one.person_id, "protection_arranged", f"protection_arranged:{one.id}", now, protection=one.id)
    note(work, "arrange_protection", "protection", one.id, speaker.person_id, now)
    return one


def to_arrange(work: UnitOfWork, speaker: Speaker) -> list[tuple[Protection, str]]:
    """What waits in the staff member's jurisdiction, oldest first, with the volunteer's name."""
    open_ones = select(Protection, Person.name).join(Need, Need.id == Protection.need_id)
    open_ones = open_ones.join(Person, Person.id == Protection.person_id).where(
        Protection.state == "asked", inside(Need.region, speaker.jurisdiction)
    )
    return [(one, name) for one, name in work.session.execute(open_ones.order_by(Protection.id))]
