"""Papers of an application: what each is, and how those who review open them (S2.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from actions.access import pack_of, require
from actions.audit import note
from actions.refusal import Refused
from programme.packs import RulePack
from programme.packs.admitting import Paper
from storage.queries.applications.filed import ApplicationFacts, application
from storage.queries.people.speakers import Speaker
from storage.tables import Account, File
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An upload of an application. `item` is the pack's paper that it was sent as, if any."""

    key: str
    item: str = ""

    @classmethod
    def read(cls, stored: str) -> HandedIn:
        item, _, key = stored.rpartition(":")
        return cls(key, item)

    def __str__(self) -> str:
        return f"{self.item}:{self.key}" if self.item else self.key


def papers_of(one: ApplicationFacts) -> list[HandedIn]:
    """What was handed in, in order."""
    return [HandedIn.read(stored) for stored in one.papers]


def items_handed_in(papers: Iterable[HandedIn], wanted: Iterable[Paper]) -> set[str]:
    """The pack's papers that are there: those sent as such, then one for each sent without a name."""
    found = list(papers)
    named = {paper.item for paper in found if paper.item}
    open_ones = [paper.id for paper in wanted if paper.id not in named]
    return named | set(open_ones[: sum(not paper.item for paper in found)])


def name_of(one: ApplicationFacts, place: int, rules: RulePack) -> str:
    """What the paper at this place, from 1, is called."""
    item = papers_of(one)[place - 1].item
    names = {paper.id: paper.name for paper in pack_of(one.pack, rules).rules(one.kind).papers}
    return names.get(item, f"材料 {place}")


def drop_uploads(work: UnitOfWork, speaker: Speaker, keys: Iterable[str]) -> None:
    """Throw away files that the speaker sent and does not agree to have kept; the database's log has none of them either."""
    own = select(Account.id).where(Account.person_id == speaker.person_id)
    work.connection.execute(delete(File).where(File.key.in_(list(keys)), File.account_id.in_(own)))
    work.leave_no_log()


def open_application(work: UnitOfWork, speaker: Speaker, application_id: int, now: datetime) -> None:
    """Whoever may review it has an application's papers before them: on record, like each paper that is opened."""
    note(work, "open_application", "application", application_id, speaker.person_id, now)


def open_paper(
    work: UnitOfWork, speaker: Speaker, application_id: int, place: int, now: datetime
) -> tuple[bytes, str]:
    """Content and media type of the paper at this place, from 1, for those who may review it; each look is on record."""
    file = _access_paper(work, speaker, application_id, place)
    note(work, "open_paper", "application", application_id, speaker.person_id, now, place=place)
    return file.content, file.media_type


def _access_paper(work: UnitOfWork, speaker: Speaker, application_id: int, place: int) -> File:
    """The upload. Refused where there is none, or the speaker may not review the application."""
    one = application(work, application_id)
    if one is None:
        raise Refused("no_application", "没有这份申请。")
    require(speaker, "review", one.region, [one.person_id])
    papers = papers_of(one)
    file = work.session.get(File, papers[place - 1].key) if 0 < place <= len(papers) else None
    if file is None:
        raise Refused("no_paper", "没有这份材料，或已经删除。")
    return file
