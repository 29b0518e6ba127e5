"""What a firm says of a service that somebody recorded for it: that it was so, with stars, or that it was shorter or longer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from actions.audit import note
from actions.complaints.cases import ask_office
from actions.diaries.confirmations import ask, rate, settle
from actions.diaries.counting import counted
from actions.diaries.dispute import names_firm
from actions.diaries.mend import Correction, put_in_place
from actions.diaries.notices import ConfirmService, HoursSaid
from actions.notify import Addressed, notify
from actions.refusal import Refused
from language.contacts import phone
from programme.packs import RulePack
from storage.queries.diaries.confirmations import confirmation_of, contact_by_phone, contact_named
from storage.queries.diaries.written import DiaryFacts, get_diary
from storage.queries.people.speakers import Speaker
from storage.tables import Confirmation, Diary
from storage.unit_of_work import UnitOfWork


def contact_for(work: UnitOfWork, diary: DiaryFacts) -> tuple[int, str] | None:
    """Whom one could ask about a diary of no need: the contact whose telephone it tells, else somebody of the one firm that it
    names; person and name."""
    if diary.need_id is not None or confirmation_of(work, diary.id) is not None:
        return None
    told = phone(diary.outcome)
    found = contact_by_phone(work, told) if told else None
    if found is None and len(diary.names) == 1:
        found = contact_named(work, diary.names[0])
    return found if found and found[0] != diary.person_id else None


def ask_contact(work: UnitOfWork, speaker: Speaker, diary_id: int, now: datetime) -> str:
    """Ask the contact or the firm that the speaker's diary names; return who is asked. Refused «not_yours», «no_contact»."""
    diary = work.session.get(Diary, diary_id, with_for_update=True, populate_existing=True)
    if diary is None or diary.person_id != speaker.person_id or diary.state != "recorded":
        raise Refused("not_yours", "没有找到您的这篇日记。")
    found = contact_for(work, get_diary(work, diary_id))
    if found is None:
        raise Refused("no_contact", "这篇日记里的企业没有人在这里，或者已经问过了。")
    ask(work, diary_id, found[0], now)
    told = Addressed(found[0], ConfirmService(diary_id), f"confirm_service:{diary_id}")
    notify(work, [told], now)
    note(work, "ask_contact", "diary", diary_id, speaker.person_id, now)
    return found[1]


def rate_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, stars: int, now: datetime) -> None:
    """1 to 5 stars for a service of no need confirm it too. Refused «not_served_here», «told»."""
    _access(work, speaker, diary_id)
    rate(work, diary_id, now, stars=stars)
    note(work, "rate_diary", "diary", diary_id, speaker.person_id, now, stars=stars)


def say_hours(work: UnitOfWork, speaker: Speaker, diary_id: int, hours: Decimal, now: datetime) -> None:
    """The service took other hours than recorded: its writer is asked. Refused «not_served_here», «told»."""
    row, diary = _access(work, speaker, diary_id)
    if row.state == "disputed":
        raise Refused("told", "您说的时长已经交给服务中心来核了。")
    row.state, row.hours, row.answered_at = "hours", hours, now
    told = Addressed(diary.person_id, HoursSaid(diary_id), f"hours_said:{row.id}")
    notify(work, [told], now)
    note(work, "say_hours", "diary", diary_id, speaker.person_id, now, hours=str(hours))


def settle_hours(
    work: UnitOfWork, speaker: Speaker, diary_id: int, agrees: bool, rules: RulePack, now: datetime
) -> tuple[int | None, str]:
    """Its writer puts the firm's hours into the diary, as they count, or stands by their own: then staff hear both.

    Return the case's number, and why other hours count than the firm said. Refused «not_yours».
    """
    diary = work.session.get(Diary, diary_id, with_for_update=True, populate_existing=True)
    said = confirmation_of(work, diary_id)
    if diary is None or said is None or said.hours is None or not said.standing or said.state != "hours":
        raise Refused("not_yours", "没有找到您的这篇日记，或者已经答复过了。")
    if diary.person_id != speaker.person_id:
        raise Refused("not_yours", "没有找到您的这篇日记。")
    note(work, "settle_hours", "diary", diary_id, speaker.person_id, now, agrees=agrees)
    if not agrees:
        settle(work, diary_id, "disputed", now)
        text = f"{diary_id} 号日记：企业说是 {said.hours.normalize():f} 小时，{speaker.name}记的是 {diary.hours.normalize():f} 小时"
        return ask_office(work, speaker, "diary.fix", text, speaker.home, now), ""
    hours, why = counted(work, (diary.holder, diary.holder_id), diary.served_on, said.hours, rules)
    new = put_in_place(work, diary, Correction(hours=hours), now)
    settle(work, new, "confirmed", now)
    return None, why


def _access(work: UnitOfWork, speaker: Speaker, diary_id: int) -> tuple[Confirmation, DiaryFacts]:
    """What the speaker's firm is asked about a diary that stands. Refused «not_served_here», «told»."""
    found = select(Confirmation).where(Confirmation.diary_id == diary_id)
    row = work.session.scalars(found.with_for_update()).first()
    diary = get_diary(work, diary_id) if row else None
    is_asked = row is not None and row.person_id == speaker.person_id
    if row is None or diary is None or not (is_asked or names_firm(work, diary, speaker)):
        raise Refused("not_served_here", "没有找到写着您企业的这篇日记。")
    if diary.state != "recorded" or row.state in ("denied", "confirmed"):
        raise Refused("told", "这一次您已经答过了，谢谢您。")
    return row, diary
