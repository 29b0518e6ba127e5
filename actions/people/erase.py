"""Erasure (PIPL Art. 47): asked for in the talk, done by the clock within the day; figures stay right."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, exists, func, select, update

from actions.audit import note
from actions.offers.chat import key_of
from actions.people.voices import hand_on
from actions.refusal import Refused
from programme.application import UNDER_REVIEW
from programme.cases import UNDECIDED
from programme.qualification import IN_FORCE
from storage.changes import touch
from storage.forget import empty_some_traces, replace_some
from storage.owned import Subject
from storage.personal import NOBODY, PERSONAL, SEARCHED, TRACES
from storage.queries.delivery.due import WAITING
from storage.queries.people.erasure import open_matters, subject_of, worded_traces, words_of
from storage.queries.people.speakers import Speaker
from storage.tables import Case, ChatLine, Erasure, Outbox, Person
from storage.unit_of_work import UnitOfWork

GRACE = timedelta(minutes=1)
"""So that the answer still finds the account it goes to."""
AT_LATEST = timedelta(hours=12)
"""An answer that a vendor does not take is waited for no longer."""
OPEN_NEEDS = ("open", "unanswered")
UNDONE = {
    "staff": "您还是工作人员，先请管理员把您移出",
    "title": "您的资格还在，先说「申请退出」",
    "service": "有一件服务还没做完，先做完或退单",
    "need": "有需求还没办完，先撤回或办完",
    "offer": "有新需求等您答复，先答一声",
    "application": "有申请正在办，先撤回",
    "case": "有投诉或事项还没答复，先撤回或等答复",
}


def hindrances(work: UnitOfWork, speaker: Speaker) -> list[str]:
    """What is under way and concerns others, in words, each with what ends it."""
    return [UNDONE[name] for name in under_way(work, speaker.person_id)]


def under_way(work: UnitOfWork, person_id: int) -> list[str]:
    """What of a person's is under way and concerns others, by the names of `UNDONE`."""
    return open_matters(work, subject_of(work, person_id), OPEN_NEEDS, UNDER_REVIEW, UNDECIDED, IN_FORCE)


def ask_erasure(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """From now on nothing more is done with what is known of the speaker but to erase it. Refused «under_way»."""
    if left := hindrances(work, speaker):
        raise Refused("under_way", f"现在还不能删：{'；'.join(left)}。办完再说一声「删除我的信息」。")
    keep_wish(work, speaker.person_id, speaker.person_id, now)


def keep_wish(work: UnitOfWork, person_id: int, by: int, now: datetime, **detail: str) -> None:
    """Consent is withdrawn and the wish kept, by the person or by who answers for it being theirs. Refused «asked_already»."""
    if _is_asked(work, person_id):
        raise Refused("asked_already", "已经记下了，今天之内删完，不用再说。")
    work.session.add(Erasure(person_id=person_id, asked_at=now))
    note(work, "withdraw_consent", "person", person_id, by, now, **detail)
    note(work, "ask_erasure", "person", person_id, by, now, **detail)


def next_erasure(work: UnitOfWork) -> datetime | None:
    """When the next one is to be begun."""
    first = work.session.scalar(select(func.min(Erasure.asked_at)).where(Erasure.done_at.is_(None)))
    return first + GRACE if first else None


def erase_some(work: UnitOfWork, now: datetime) -> bool:
    """Go on with the first wish that is due; whether there is more to do."""
    due = (
        select(Erasure).where(Erasure.done_at.is_(None), Erasure.asked_at <= now - GRACE).order_by(Erasure.id)
    )
    wish = next(
        (one for one in work.session.scalars(due.with_for_update()) if _may_begin(work, one, now)), None
    )
    if wish is None:
        return False
    if wish.erased_at is None:
        _erase_own(work, wish, now)
    elif not _search(work, wish, now):
        wish.words, wish.done_at = {}, now
        work.session.flush()
        work.leave_no_log()
    return True


def erase_rows(work: UnitOfWork, subject: Subject) -> int:
    """Make a person's own rows say nothing of them; how many rows there were."""
    work.flush()
    count = 0
    for name, personal in PERSONAL.items():
        table = Person.metadata.tables[name]
        how = table.delete() if personal.removed else update(table).values(dict(personal.erased))
        done: CursorResult[object] = work.connection.execute(how.where(personal.of(subject)))
        count += done.rowcount
    touch(work.connection, subject.experts)
    work.session.expire_all()
    return count


def _erase_own(work: UnitOfWork, wish: Erasure, now: datetime) -> None:
    subject, person = subject_of(work, wish.person_id), work.session.get_one(Person, wish.person_id)
    words, name = words_of(work, wish.person_id), person.name
    hand_on(work, person, now)
    if name in words:
        named = Case.against.contains(name, autoescape=True)
        work.connection.execute(
            update(Case).where(named).values(against=func.replace(Case.against, name, NOBODY))
        )
    forgot = worded_traces(work, subject)
    _empty_brought(work, subject)
    count = erase_rows(work, subject)
    wish.words, wish.erased_at, wish.table = words, now, SEARCHED[0]
    note(work, "erase", "person", wish.person_id, None, now, rows=count, forgot=forgot)
    work.session.flush()


def _empty_brought(work: UnitOfWork, subject: Subject) -> None:
    """The messages that brought the lines of a chat to its other side say nothing of them; what waits goes no more."""
    lines = work.connection.scalars(select(ChatLine.id).where(PERSONAL["chat_line"].of(subject)))
    brought = Outbox.key.in_([key_of(line) for line in lines])
    work.connection.execute(update(Outbox).where(brought).values(dict(PERSONAL["outbox"].erased)))


def _search(work: UnitOfWork, wish: Erasure, now: datetime) -> bool:
    """Look through a slice of what others wrote and were told; False when all is done."""
    if not wish.words or not wish.table:
        return False
    after = wish.after.get("key")
    if wish.table == TRACES:
        last, forgot = empty_some_traces(work.connection, wish.words, after)
        if forgot:
            note(work, "erase", "person", wish.person_id, None, now, rows=len(forgot), forgot=forgot)
    else:
        last = replace_some(work.connection, wish.table, wish.words, after)
    following = (*SEARCHED, "")[SEARCHED.index(wish.table) + 1]
    wish.table, wish.after = (wish.table, {"key": last}) if last is not None else (following, {})
    work.session.flush()
    return True


def _may_begin(work: UnitOfWork, wish: Erasure, now: datetime) -> bool:
    """An answer that is still on its way goes first."""
    waiting = exists().where(
        Outbox.person_id == wish.person_id, Outbox.inbox_id.is_not(None), Outbox.state.in_(WAITING)
    )
    is_begun = wish.erased_at is not None
    return is_begun or now >= wish.asked_at + AT_LATEST or not work.session.scalar(select(waiting))


def _is_asked(work: UnitOfWork, person_id: int) -> bool:
    asked = select(Erasure.id).where(Erasure.person_id == person_id, Erasure.done_at.is_(None))
    return work.session.scalar(asked) is not None
