"""Nothing is there unless it was committed, and an answer leaves only after its commit."""

from __future__ import annotations

from threading import Barrier, Event

import pytest
from sqlalchemy import Connection, event

from bot.app import App
from bot.runtime.writer import GroupWriter, NotTaken
from storage.tables import Enterprise
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import rows


def firm(app: App, name: str) -> Enterprise:
    return Enterprise(name=name, region="440802", focus=[], created_at=app.clock.now())


def test_what_fails_leaves_nothing(app: App) -> None:
    def failing(work: UnitOfWork) -> None:
        work.session.add(firm(app, "蓝湾"))
        work.session.flush()
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        app.database.write(failing).result()
    assert rows(app, Enterprise) == 0


def test_what_comes_after_the_commit_sees_the_rows(app: App) -> None:
    seen: list[int] = []
    done = Event()

    def look() -> None:
        seen.append(rows(app, Enterprise))
        done.set()

    def writing(work: UnitOfWork) -> None:
        work.session.add(firm(app, "蓝湾"))
        work.after_commit.append(look)

    app.database.write(writing).result()
    assert done.wait(10)
    assert seen == [1]


def test_what_fails_after_the_commit_stops_nobody_behind(app: App) -> None:
    def fail() -> None:
        raise LookupError("nobody there to be told")

    def writing(work: UnitOfWork) -> None:
        work.session.add(firm(app, "蓝湾"))
        work.after_commit.append(fail)

    app.database.write(writing).result()
    assert app.database.write(lambda work: "next").result(10) == "next"
    assert rows(app, Enterprise) == 1


def test_what_comes_after_the_commit_never_comes_without_one(app: App) -> None:
    rung: list[str] = []

    def failing(work: UnitOfWork) -> None:
        work.after_commit.append(lambda: rung.append("rung"))
        raise LookupError

    with pytest.raises(LookupError):
        app.database.write(failing).result()
    app.database.write(lambda work: None).result()
    assert rung == []


def test_different_people_are_served_in_parallel_where_the_database_can(app: App) -> None:
    if app.database.engine.dialect.name == "sqlite":
        return
    both = Barrier(2, timeout=30)
    lanes = {hash(str(number)) % 4: str(number) for number in range(64)}
    first, second, *_ = lanes.values()
    futures = [app.database.write(lambda work: both.wait() >= 0, key) for key in (first, second)]
    assert all(future.result() for future in futures)


def test_one_who_no_longer_waits_stops_nobody(app: App) -> None:
    """A page gives up after twenty seconds; what it no longer waits for is not written, and the writer goes on."""
    begun, go_on = Event(), Event()

    def slow(work: UnitOfWork) -> str:
        begun.set()
        go_on.wait(20)
        return "done"

    first = app.database.write(slow, "one")
    assert begun.wait(20)
    given_up = app.database.write(lambda work: work.session.add(firm(app, "不等了")), "one")
    assert given_up.cancel()
    assert not first.cancel()
    go_on.set()
    assert first.result(20) == "done"
    assert app.database.write(lambda work: "next", "one").result(20) == "next"
    assert rows(app, Enterprise) == 0


def test_a_refusal_that_concerns_nobody_any_more_does_not_stop_the_writer(sqlite_app: App) -> None:
    app, held, begun = sqlite_app, Event(), Event()
    assert isinstance(app.database._writer, GroupWriter)

    def slow(work: UnitOfWork) -> None:
        begun.set()
        held.wait(30)

    def refuse(connection: Connection) -> None:
        raise RuntimeError("locked")

    app.database.write(slow)
    assert begun.wait(30)
    assert app.database.write(lambda work: None).cancel()
    event.listen(app.database.engine, "begin", refuse, insert=True)
    held.set()
    while not app.database._writer._queue.empty():
        Event().wait(0.001)
    with pytest.raises(NotTaken):
        app.database.write(lambda work: None).result(30)
    event.remove(app.database.engine, "begin", refuse)
    assert app.database.write(lambda work: 7).result(30) == 7
