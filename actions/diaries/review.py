"""Diaries are looked after (S5.5): staff ask, strike or find in order; what looks odd is noted when it is written."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, update

from actions.access import kind_of, pack_of
from actions.audit import note
from actions.complaints.hearing import hearers
from actions.diaries.day import Told as ToldOfDay
from actions.diaries.day import Whose, at_the_same_time, hours_beside, others_of_day
from actions.diaries.mend import access_diary_as_staff
from actions.diaries.notices import DiaryAnswered, DiaryQuestioned, DiaryStruck
from actions.notify import Addressed, notify
from actions.refusal import Refused
from programme.duty import duty_year
from programme.oddities import Entry, flags, same_words
from programme.packs import RulePack
from programme.qualification import IN_FORCE
from storage.queries.complaints.cases import get_case
from storage.queries.diaries.reviews import words_of_year
from storage.queries.diaries.written import tenure_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Diary, DiaryReview
from storage.unit_of_work import UnitOfWork


def look_for_oddities(work: UnitOfWork, diary_id: int, rules: RulePack, now: datetime) -> None:
    """Keep what looks odd in a diary that was just written, for staff to see."""
    diary = work.session.get_one(Diary, diary_id)
    whose = Whose(diary.holder, diary.holder_id, diary.person_id, diary.id)
    others = others_of_day(work, whose, diary.served_on)
    told = ToldOfDay(
        diary.served_on, diary.hours, diary.enterprises, times=[(begin, end) for begin, end in diary.times]
    )
    first, last = duty_year(rules.year, None, diary.served_on)
    before = words_of_year(work, diary.holder, diary.holder_id, first, last, diary.id)
    entry = Entry(
        hours=Decimal(diary.hours),
        enterprises=diary.enterprises,
        day_hours=hours_beside(whose, others) + Decimal(diary.hours),
        overlaps=at_the_same_time(told, whose, others) is not None,
        repeats=same_words(diary.outcome or "", before),
    )
    pack = _pack(work, diary, rules)
    kind = kind_of(diary.holder)
    found = flags(entry, pack.rules(kind) if kind in pack.kinds else None, pack.monitoring)
    if found:
        _remark(work, diary, "flag", diary.person_id, "、".join(found), now)


def question_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, text: str, now: datetime) -> None:
    """Return a diary with a question, which its writer is asked. Refused as `access_diary_as_staff`, «no_question»."""
    diary = access_diary_as_staff(work, speaker, diary_id)
    if not text:
        raise Refused("no_question", "想问什么？会原样发给本人。")
    asked = _remark(work, diary, "question", speaker.person_id, text, now)
    notify(work, [Addressed(diary.person_id, DiaryQuestioned(asked.id), f"diary_asked:{asked.id}")], now)
    _settle_flags(work, diary.id)
    note(work, "question_diary", "diary", diary.id, speaker.person_id, now)


def answer_question(work: UnitOfWork, speaker: Speaker, review_id: int, text: str, now: datetime) -> None:
    """The writer answers what they were asked about a diary; whoever asked is told. Refused «not_asked»."""
    asked = work.session.get(DiaryReview, review_id, with_for_update=True, populate_existing=True)
    diary = work.session.get(Diary, asked.diary_id) if asked else None
    if asked is None or diary is None or diary.person_id != speaker.person_id or asked.answered_at:
        raise Refused("not_asked", "现在没有等您说明的日记。")
    asked.answer, asked.answered_at = text, now
    if asked.kind == "question":
        asked.state = "answered"
        told = Addressed(asked.person_id, DiaryAnswered(asked.id), f"diary_answered:{asked.id}")
        notify(work, [told], now)
    elif asked.case_id is not None:
        told_of = [
            Addressed(one, DiaryAnswered(asked.id), f"diary_answered:{asked.id}:{one}")
            for one in hearers(work, get_case(work, asked.case_id))
        ]
        notify(work, told_of, now)
    note(work, "answer_diary_question", "diary", diary.id, speaker.person_id, now)


def strike_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, reason: str, now: datetime) -> None:
    """It counts no more, for a reason that its writer is told; it is kept and marked. Refused «no_reason»."""
    diary = access_diary_as_staff(work, speaker, diary_id)
    if not reason:
        raise Refused("no_reason", "划掉这篇，原因是？会原样写给本人。")
    diary.state, diary.closed_at = "struck", now
    struck = _remark(work, diary, "strike", speaker.person_id, reason, now)
    struck.state = "settled"
    _settle_flags(work, diary.id)
    mark_due_for_check(work.connection, diary.holder, diary.holder_id)
    notify(work, [Addressed(diary.person_id, DiaryStruck(struck.id), f"diary_struck:{struck.id}")], now)
    note(work, "strike_diary", "diary", diary.id, speaker.person_id, now, reason=reason)


def clear_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, now: datetime) -> None:
    """Staff have looked at a diary and find it in order: nobody is asked about it again."""
    diary = access_diary_as_staff(work, speaker, diary_id)
    _settle_flags(work, diary.id)
    note(work, "clear_diary", "diary", diary.id, speaker.person_id, now)


def _pack(work: UnitOfWork, diary: Diary, rules: RulePack) -> RulePack:
    held = tenure_of(work, diary.holder, diary.holder_id, rules.id, IN_FORCE)
    return pack_of(held.pack, rules) if held else rules


def _remark(work: UnitOfWork, diary: Diary, kind: str, by: int, text: str, now: datetime) -> DiaryReview:
    made = DiaryReview(diary_id=diary.id, kind=kind, state="open", person_id=by, text=text, said_at=now)
    work.session.add(made)
    work.flush()
    return made


def _settle_flags(work: UnitOfWork, diary_id: int) -> None:
    """What was odd about it, and what was answered, has been seen."""
    about = (DiaryReview.diary_id == diary_id, DiaryReview.kind.in_(("flag", "question")))
    seen = update(DiaryReview).where(*about, DiaryReview.state.in_(("open", "answered")))
    open_questions = select(DiaryReview.id).where(DiaryReview.kind == "question", DiaryReview.state == "open")
    work.session.execute(seen.where(DiaryReview.id.not_in(open_questions)).values(state="settled"))
