"""A firm says that a service never took place: the hours are held, staff look into it, the expert is asked (S5.5, S9.3)."""

from __future__ import annotations

from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.complaints.cases import file_case
from actions.diaries.confirmations import settle
from actions.diaries.notices import DiaryQuestioned
from actions.notify import Addressed, notify
from actions.refusal import Refused
from language import is_named
from storage.queries.diaries.written import DiaryFacts, get_diary
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Case, Diary, DiaryReview, Expert, Need, Person, Station
from storage.unit_of_work import UnitOfWork


def dispute_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, text: str, now: datetime) -> int:
    """Open a case about a diary of a service for the speaker's firm; return its number. Refused «not_served_here»."""
    require(speaker, "complain")
    diary = work.session.get(Diary, diary_id, with_for_update=True, populate_existing=True)
    if diary is None or diary.state != "recorded" or not names_firm(work, get_diary(work, diary_id), speaker):
        raise Refused("not_served_here", "没有找到写着您企业的这篇日记。")
    case = Case(kind="complaint", about="quality", against=_holder(work, diary))
    number = file_case(work, speaker, case, _region(work, diary), text, now)
    diary.state = "held"
    settle(work, diary.id, "denied", now)
    asked = DiaryReview(
        diary_id=diary.id,
        kind="dispute",
        state="open",
        person_id=speaker.person_id,
        case_id=number,
        text=text,
    )
    asked.said_at = now
    work.session.add(asked)
    work.flush()
    mark_due_for_check(work.connection, diary.holder, diary.holder_id)
    notify(work, [Addressed(diary.person_id, DiaryQuestioned(asked.id), f"diary_asked:{asked.id}")], now)
    note(work, "dispute_diary", "diary", diary.id, speaker.person_id, now, case=number)
    return number


def names_firm(work: UnitOfWork, diary: DiaryFacts, speaker: Speaker) -> bool:
    """Whether a diary tells of a service for the speaker's own firm: by its need, or by its name."""
    if speaker.enterprise_id is None or not speaker.enterprise:
        return False
    if diary.need_id is not None:
        return work.session.get_one(Need, diary.need_id).enterprise_id == speaker.enterprise_id
    return any(
        is_named(name, speaker.enterprise) or is_named(speaker.enterprise, name) for name in diary.names
    )


def _holder(work: UnitOfWork, diary: Diary) -> str:
    if diary.holder == "station":
        return work.session.get_one(Station, diary.holder_id).name
    return work.session.get_one(Person, work.session.get_one(Expert, diary.holder_id).person_id).name


def _region(work: UnitOfWork, diary: Diary) -> str:
    if diary.holder == "expert":
        return work.session.get_one(Expert, diary.holder_id).region or "000000"
    return work.session.get_one(Station, diary.holder_id).region or "000000"
