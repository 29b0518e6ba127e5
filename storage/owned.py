"""Whose a row is: which rows of a table are a person's, by their firms, titles and accounts too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from storage import tables as t


@dataclass(frozen=True, slots=True)
class Subject:
    """A person with all that is theirs: groups that follow for them, accounts, titles, firms that nobody else speaks for."""

    person_id: int
    people: tuple[int, ...]
    accounts: tuple[tuple[int, str, str], ...]
    """Id, channel and the vendor's name of each."""
    experts: tuple[int, ...] = ()
    stations: tuple[int, ...] = ()
    titles: tuple[int, ...] = ()
    firms: tuple[int, ...] = ()

    @property
    def account_ids(self) -> list[int]:
        return [account for account, _, _ in self.accounts]


def by_person(column: Any) -> Callable[[Subject], ColumnElement[bool]]:
    return lambda subject: column.in_(subject.people)


def by_need(column: Any) -> Callable[[Subject], ColumnElement[bool]]:
    return lambda subject: column.in_(select(t.Need.id).where(t.Need.person_id.in_(subject.people)))


def chat_lines(subject: Subject) -> ColumnElement[bool]:
    """Their own, and what the other side wrote to them, firm or expert."""
    served = t.ServiceChat.expert_id.in_(subject.experts)
    both = select(t.ServiceChat.id).where(or_(by_need(t.ServiceChat.need_id)(subject), served))
    return or_(t.ChatLine.person_id.in_(subject.people), t.ChatLine.chat_id.in_(both))


def by_title(column: Any) -> Callable[[Subject], ColumnElement[bool]]:
    return lambda subject: column.in_(subject.titles)


def by_account(column: Any) -> Callable[[Subject], ColumnElement[bool]]:
    return lambda subject: column.in_(subject.account_ids)


def credits_of(subject: Subject) -> ColumnElement[bool]:
    pairs = [
        and_(t.Credit.channel == channel, t.Credit.account == name) for _, channel, name in subject.accounts
    ]
    return or_(false(), *pairs)


def diaries(subject: Subject) -> ColumnElement[bool]:
    holders = and_(t.Diary.holder == "expert", t.Diary.holder_id.in_(subject.experts))
    return or_(t.Diary.person_id.in_(subject.people), holders)


def reviews(subject: Subject) -> ColumnElement[bool]:
    """Their own words about a diary, and what was said about theirs."""
    theirs = select(t.Diary.id).where(diaries(subject))
    return or_(t.DiaryReview.person_id.in_(subject.people), t.DiaryReview.diary_id.in_(theirs))


def ratings(subject: Subject) -> ColumnElement[bool]:
    return or_(by_need(t.Rating.need_id)(subject), t.Rating.expert_id.in_(subject.experts))


def stories(subject: Subject) -> ColumnElement[bool]:
    return t.Story.id.in_(select(t.StoryConsent.story_id).where(t.StoryConsent.person_id.in_(subject.people)))


def terms(subject: Subject) -> ColumnElement[bool]:
    """What the person, and the firms that nobody else speaks for, are found by."""
    person = and_(t.SearchTerm.kind.in_(("person", "skill")), t.SearchTerm.subject_id.in_(subject.people))
    firm = and_(t.SearchTerm.kind == "enterprise", t.SearchTerm.subject_id.in_(subject.firms))
    return or_(person, firm)


def files(subject: Subject) -> ColumnElement[bool]:
    """But the sealed scan of a roster and a list that was mailed, which are the centre's."""
    scans = select(t.ImportBatch.scan).where(t.ImportBatch.scan.is_not(None))
    mailed = select(t.Mailing.file_key)
    mine = t.File.account_id.in_(subject.account_ids)
    return and_(mine, t.File.key.not_in(scans), t.File.key.not_in(mailed))


def audited(subject: Subject) -> ColumnElement[bool]:
    """What was worded in traces about the person, their titles, applications and needs."""
    applications = select(t.Application.id).where(t.Application.person_id.in_(subject.people))
    needs = select(t.Need.id).where(t.Need.person_id.in_(subject.people))
    of_them = (
        ("person", t.Audit.subject_id.in_(subject.people)),
        ("qualification", t.Audit.subject_id.in_(subject.titles)),
        ("application", t.Audit.subject_id.in_(applications)),
        ("need", t.Audit.subject_id.in_(needs)),
    )
    about = or_(*(and_(t.Audit.subject == name, theirs) for name, theirs in of_them))
    return and_(t.Audit.words.is_not(None), about)
