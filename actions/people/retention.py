"""What was kept long enough is emptied, once a day, kind by kind; rows, days and figures stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from actions.applications.attachments import HandedIn
from actions.titles.papers import FILE_KEY
from programme.retention import Retention
from storage.personal import GONE, NO_PHONE
from storage.queries.delivery.due import WAITING
from storage.tables import (
    Activity,
    ApplicantInvitation,
    Application,
    Case,
    ChatLine,
    Dialogue,
    File,
    ImportBatch,
    Inbox,
    Mailing,
    Outbox,
    Sweep,
)
from storage.unit_of_work import UnitOfWork
from storage.window import Window

MARK = "retention"
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
EVERY = timedelta(days=1)


def forget_by_age(work: UnitOfWork, now: datetime, retention: Retention) -> None:
    """Empty what has come of age since the last time."""
    mark = work.connection.execute(select(Sweep.until).where(Sweep.name == MARK).with_for_update()).scalar()
    if mark is not None and now < mark + EVERY:
        return
    work.flush()
    since = mark or FIRST
    for kind, forget in _KINDS.items():
        age = timedelta(days=getattr(retention, kind))
        forget(work, Window(since - age, now - age))
    _invitations(work, now)
    _advance(work, now)
    work.leave_no_log()


def _messages(work: UnitOfWork, window: Window) -> None:
    work.connection.execute(update(Inbox).where(window.holds(Inbox.received_at)).values(body={}))
    over = Outbox.state.not_in((*WAITING, "carried"))
    work.connection.execute(
        update(Outbox).where(window.holds(Outbox.created_at), over).values(facts={}, shown=None)
    )


def _applications(work: UnitOfWork, window: Window) -> None:
    over = func.coalesce(Application.decided_at, Application.submitted_at)
    old = (Application.state.in_(("refused", "withdrawn")), window.holds(over))
    for papers in work.connection.execute(select(Application.papers).where(*old)).scalars():
        keys = [HandedIn.read(stored).key for stored in papers]
        work.connection.execute(delete(File).where(File.key.in_(keys)))
    empty: dict[str, Any] = {"answers": {}, "papers": [], **NO_PHONE}
    work.connection.execute(update(Application).where(*old).values(empty))


def _cases(work: UnitOfWork, window: Window) -> None:
    work.connection.execute(update(Case).where(window.holds(Case.decided_at)).values(text=GONE, reason=""))


def _files(work: UnitOfWork, window: Window) -> None:
    """Of a list that went out by mail the row of its file stays, with nothing in it."""
    made = (File.key.startswith(FILE_KEY), File.created_at <= window.closes)
    mailed = File.key.in_(select(Mailing.file_key))
    work.connection.execute(update(File).where(*made, mailed).values(content=b""))
    work.connection.execute(delete(File).where(*made, ~mailed))


def _unused(work: UnitOfWork, window: Window) -> None:
    """What people sent and no application, activity, chat or roster has, nor a form that is still open: it was cancelled."""
    scans = select(ImportBatch.scan).where(ImportBatch.scan.is_not(None))
    sent = ~File.key.contains(":")
    old = select(File.key).where(File.created_at <= window.closes, sent, File.key.not_in(scans))
    keys = set(work.connection.execute(old).scalars())
    for used in _IN_USE if keys else ():
        for row in work.connection.execute(used):
            keys.difference_update(_words(tuple(row)))
    for key in keys:
        work.connection.execute(delete(File).where(File.key == key))


def _invitations(work: UnitOfWork, now: datetime) -> None:
    """Whom staff named in an invitation to apply that ended and that nobody used: they have told us nothing, and agreed to nothing."""
    one = ApplicantInvitation
    ended = update(one).where(one.used_at.is_(None), one.expires_at <= now, one.name != "")
    work.connection.execute(ended.values(name="", unit="", phone=None))


def _words(kept: Any) -> Iterator[str]:
    """Every text in what is kept as JSON, without what stands before its last colon (`HandedIn`)."""
    if isinstance(kept, str):
        yield kept.rpartition(":")[2]
    elif isinstance(kept, dict | list | tuple):
        for one in kept.values() if isinstance(kept, dict) else kept:
            yield from _words(one)


def _advance(work: UnitOfWork, now: datetime) -> None:
    dialect = sqlite if work.on_sqlite else postgresql
    mark = dialect.insert(Sweep).values(name=MARK, until=now)
    work.connection.execute(mark.on_conflict_do_update(index_elements=[Sweep.name], set_={"until": now}))


_KINDS: dict[str, Callable[[UnitOfWork, Window], None]] = {
    "messages": _messages,
    "applications": _applications,
    "cases": _cases,
    "files": _files,
    "unused": _unused,
}
_IN_USE: tuple[Select[Any], ...] = (
    select(Application.papers),
    select(Activity.photos),
    select(ChatLine.file_key).where(ChatLine.file_key.is_not(None)),
    select(Dialogue.state, Dialogue.forms),
)
"""Where the key of a file stands for as long as the file is needed."""
