"""A one-time link for the contact of a diary of no need, who is not here: whoever has it confirms that diary once, and is proved to be nobody."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import CursorResult, select, update

from actions.audit import note
from actions.diaries.notices import ContactDenied, ContactSaid
from actions.notify import Addressed, notify, to_staff
from actions.refusal import Refused
from storage.queries.diaries.confirmations import confirmation_of
from storage.queries.diaries.contact_links import issued, links_of, open_link
from storage.queries.diaries.written import get_diary
from storage.queries.people.speakers import Speaker
from storage.tables import ContactLink, Diary
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(days=7)
BYTES = 16
OF_ONE_DIARY, OF_ONE_DAY = 3, 10
"""So many links there are of a diary at most, and of one writer in a day."""
OVER = "这个链接用过了，或者过期了。要确认，请让专家再发一个。"


@dataclass(frozen=True, slots=True)
class Said:
    """What the contact says: confirmed (stars may be left out), hours (and how many), denied."""

    answer: str
    stars: int | None = None
    hours: Decimal | None = None


def issue_link(work: UnitOfWork, speaker: Speaker, diary_id: int, now: datetime) -> str:
    """A new code for the contact of the speaker's diary; earlier ones of it end. Refused «not_yours», «firm_is_asked», «too_many_links»."""
    diary = work.session.get(Diary, diary_id, with_for_update=True, populate_existing=True)
    if diary is None or diary.person_id != speaker.person_id or diary.state != "recorded":
        raise Refused("not_yours", "没有找到您的这篇日记。")
    if not may_have_link(work, diary_id):
        raise Refused("firm_is_asked", "这一次已经请企业确认，或者对方联系人答过了。")
    day, ever = now - timedelta(days=1), now - timedelta(days=3650)
    many = issued(work, diary_id=diary_id, since=ever) >= OF_ONE_DIARY
    if many or issued(work, by=speaker.person_id, since=day) >= OF_ONE_DAY:
        raise Refused("too_many_links", "确认链接发得太多了：一篇日记最多 3 个，一天最多 10 个。")
    still = update(ContactLink).where(ContactLink.diary_id == diary_id, ContactLink.used_at.is_(None))
    work.session.execute(still.values(expires_at=now))
    code = secrets.token_hex(BYTES)
    one = ContactLink(diary_id=diary_id, code_hash=hashed(code), issued_by=speaker.person_id)
    one.issued_at, one.expires_at = now, now + GOOD_FOR
    work.session.add(one)
    note(work, "issue_contact_link", "diary", diary_id, speaker.person_id, now)
    return code


def may_have_link(work: UnitOfWork, diary_id: int) -> bool:
    """Whether nobody else is asked about the diary, nor has answered by a link."""
    found = links_of(work, [diary_id]).get(diary_id)
    asked = get_diary(work, diary_id).need_id is not None or confirmation_of(work, diary_id) is not None
    return not asked and (found is None or found.answer is None)


def is_contact_code(work: UnitOfWork, code: str) -> bool:
    """Whether the code is of such a link, be it late or used."""
    return (
        work.session.scalar(select(ContactLink.id).where(ContactLink.code_hash == hashed(code))) is not None
    )


def answer_by_link(work: UnitOfWork, code: str, said: Said, now: datetime, by: int | None = None) -> None:
    """Keep what whoever has the link says, once; the writer hears, and staff of what did not take place.

    `by`: who says it, where it is said in a chat. Of two who race, one wins. Refused «link_over», «own_link».
    """
    found = open_link(work, hashed(code), now)
    if found is None:
        raise Refused("link_over", OVER)
    diary = get_diary(work, found.diary_id)
    if by == diary.person_id:
        raise Refused("own_link", "这个链接要由对方来点，您自己不能替对方确认。")
    once = update(ContactLink).where(ContactLink.id == found.id, ContactLink.used_at.is_(None))
    values = {"used_at": now, "answer": said.answer, "stars": said.stars, "hours": said.hours}
    done: CursorResult[object] = work.connection.execute(once.values(values))
    if done.rowcount != 1:
        raise Refused("link_over", OVER)
    notify(work, [Addressed(diary.person_id, ContactSaid(found.id), f"contact_said:{found.id}")], now)
    if said.answer == "denied":
        notify(work, to_staff(work, diary.region, ContactDenied(found.id), f"contact_denied:{found.id}"), now)
    note(work, "answer_by_link", "diary", diary.id, None, now, answer=said.answer)


def hashed(code: str) -> str:
    """A code as it is kept."""
    return sha256(code.strip().lower().encode()).hexdigest()
