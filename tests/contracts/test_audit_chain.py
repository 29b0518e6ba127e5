"""The audit of a database in use: whatever is done to it behind Yiqi's back is found, and erasing is not taken for that."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, select, text

from actions.audit import note
from actions.audit_seal import BATCH, Verdict, verify, verify_last_batch
from actions.people.erase import ask_erasure
from bot.app import App
from bot.clock import StoppedClock
from bot.commands import main
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from bot.serve import warn_of_audit
from programme.audit_chain import Fault, Head
from storage.copy_database import copy_database
from storage.queries.people.speakers import by_person
from storage.reseal import reseal_some
from storage.tables import Audit, AuditBatch, AuditLink
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.contracts.crowd import arrive, rows, say
from tests.opened_rows import where_is

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone="13800001234")
ROOT = Path(__file__).parent.parent.parent
DEEDS = 40
"""Traces of the databases that are tampered with, in batches of ten; each third has words."""


def _write(app: App, count: int, person: int | None = None) -> None:
    def deeds(work: Any) -> None:
        for n in range(count):
            words = {"reason": f"电话打不通，第{n}次"} if n % 3 == 0 else {}
            note(work, "trial", "person", person or n + 1, person, app.clock.now(), step=n, **words)

    app.database.write(deeds).result()


def _verdict(app: App, printed: Head | None = None) -> Verdict:
    with app.database.read() as connection:
        return verify(connection, printed)


def _do(app: App, *statements: str) -> None:
    """What somebody with the database in their hands may do."""

    def run(work: Any) -> None:
        for statement in statements:
            work.connection.execute(text(statement))

    app.database.write(run).result()


def _ids(connection: Connection) -> list[int]:
    return list(connection.execute(select(Audit.id).order_by(Audit.id)).scalars())


def test_a_tick_seals_what_was_done_and_counts_what_waits(app: App) -> None:
    _write(app, 3)
    assert _verdict(app) == Verdict(None, 3, [])
    app.clockwork.tick()
    verdict = _verdict(app)
    assert (verdict.head and verdict.head.place, verdict.unsealed, verdict.faults) == (3, 0, [])
    _write(app, 2)
    assert _verdict(app).unsealed == 2
    app.clockwork.tick()
    app.clockwork.tick()
    assert rows(app, AuditLink) == 5
    assert rows(app, AuditBatch) == 2
    assert not _verdict(app, verdict.head).faults


def test_many_are_sealed_batch_by_batch(sqlite_app: App) -> None:
    _write(sqlite_app, BATCH + 5)
    sqlite_app.clockwork.tick()
    assert rows(sqlite_app, AuditBatch) == 2
    assert not _verdict(sqlite_app).faults


def test_a_real_erasure_takes_words_and_salts_and_the_chain_holds(app: App, clock: StoppedClock) -> None:
    person = arrive(app, FIRM)
    _write(app, 7, person)
    app.clockwork.tick()
    before = _verdict(app)
    app.database.write(lambda work: ask_erasure(work, by_person(work, person), clock.now())).result()
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    theirs = (Audit.subject == "person", Audit.subject_id == person, Audit.deed == "trial")
    assert rows(app, Audit, *theirs, Audit.words.is_not(None)) == 0
    assert rows(app, Audit, *theirs, Audit.salt.is_(None)) == 3
    after = _verdict(app, before.head)
    assert after.faults == []
    assert after.head != before.head
    _do(app, "UPDATE audit SET detail = '{}' WHERE id = (SELECT max(id) FROM audit WHERE deed = 'trial')")
    assert [fault.kind for fault in _verdict(app).faults] == ["altered"]


def test_what_others_said_of_them_goes_with_its_salt_and_the_chain_holds(
    app: App, clock: StoppedClock
) -> None:
    """A reason in a trace of somebody else's matter that names them or their telephone."""
    person = arrive(app, FIRM)

    def others(work: Any) -> None:
        for n, reason in enumerate(("张厂长没接电话", "13800001234 打不通", "别的事，谁也没提")):
            note(work, "trial", "filed_case", n + 1, None, clock.now(), reason=reason)

    app.database.write(others).result()
    app.clockwork.tick()
    before = _verdict(app)
    app.database.write(lambda work: ask_erasure(work, by_person(work, person), clock.now())).result()
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    app.clockwork.tick()
    assert where_is(app, "张厂长") == where_is(app, "13800001234") == set()
    assert where_is(app, "别的事，谁也没提") == {"audit"}
    trial = (Audit.deed == "trial",)
    assert rows(app, Audit, *trial, Audit.salt.is_(None), Audit.words.is_(None)) == 2
    assert _verdict(app, before.head).faults == []
    _do(app, "UPDATE audit SET words = NULL, salt = NULL WHERE deed = 'trial'")
    assert [fault.kind for fault in _verdict(app).faults] == ["forgotten"], "the third no erasure names"


def test_words_that_go_without_an_erasure_are_missed(app: App) -> None:
    _write(app, 4)
    app.clockwork.tick()
    _do(app, "UPDATE audit SET words = NULL, salt = NULL WHERE id = 1")
    assert _verdict(app).faults == [Fault("forgotten", 1, 1)]


def test_words_that_are_erased_before_they_are_sealed(app: App) -> None:
    _write(app, 4)
    _do(app, "UPDATE audit SET words = NULL, salt = NULL WHERE id = 1")
    app.clockwork.tick()
    assert _verdict(app).faults == []


def test_a_new_key_changes_nothing_for_the_chain(sqlite_app: App) -> None:
    _write(sqlite_app, 4)
    sqlite_app.clockwork.tick()
    table: Any = Audit.__table__
    with sqlite_app.database.engine.begin() as connection:
        reseal_some(connection, table)
    assert _verdict(sqlite_app).faults == []


def test_a_move_to_postgresql_keeps_the_chain(
    tmp_path: Path, postgres: Callable[..., str], clock: StoppedClock
) -> None:
    source, target = newest.sqlite(tmp_path / "yiqi.db"), postgres()
    app = open_app(source, clock=clock)
    _write(app, 9)
    app.clockwork.tick()
    head = _verdict(app).head
    app.close()
    list(copy_database(source, target))
    app = open_app(target, clock=clock)
    moved = _verdict(app, head)
    app.close()
    assert (moved.head, moved.faults) == (head, [])


def test_a_deed_under_way_is_waited_for_so_that_nothing_comes_in_below(
    postgres: Callable[..., str], clock: StoppedClock
) -> None:
    app = open_app(postgres(), clock=clock)
    with app.database.engine.connect() as other:
        other.begin()
        note(UnitOfWork(other), "slow", "person", 1, None, clock.now())
        _write(app, 2)
        app.clockwork.tick()
        assert (rows(app, AuditLink), _verdict(app).unsealed) == (0, 2)
        other.commit()
    app.clockwork.tick()
    verdict = _verdict(app)
    app.close()
    assert (verdict.unsealed, verdict.faults, verdict.head and verdict.head.place) == (0, [], 3)


def test_a_chain_cut_off_cleanly_is_found_against_a_printed_head(app: App) -> None:
    _write(app, 5)
    app.clockwork.tick()
    _write(app, 5)
    app.clockwork.tick()
    printed = _verdict(app).head
    assert printed
    links = "DELETE FROM audit_link WHERE place > 5"
    _do(app, "DELETE FROM audit_batch WHERE last > 5", links, "DELETE FROM audit WHERE id > 5")
    assert _verdict(app).faults == []
    assert _verdict(app, printed).faults == [Fault("truncated", place=6)]
    _write(app, 5)
    app.clockwork.tick()
    assert _verdict(app, printed).faults == [Fault("rewritten", place=10)]


def test_serve_warns_of_the_newest_batch(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    warn_of_audit(app)
    _write(app, 5)
    app.clockwork.tick()
    _write(app, 5)
    app.clockwork.tick()
    warn_of_audit(app)
    assert "audit does not hold" not in capsys.readouterr().out
    _do(app, "UPDATE audit SET deed = 'other' WHERE id = 8")
    with app.database.read() as connection:
        assert verify_last_batch(connection) == [Fault("altered", 8, 8)]
    warn_of_audit(app)
    assert "audit does not hold" in capsys.readouterr().out


@pytest.fixture
def told(sqlite_app: App, tmp_path: Path) -> Callable[..., Any]:
    """`yiqi audit …` over this database: exit code and output."""
    config = tmp_path / "config.toml"
    config.write_text(f'database = "{sqlite_app.database.address}"\n', encoding="utf-8")

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["--config", str(config), "audit", *words])
        return done.exit_code, done.output

    return run


def test_the_commands(sqlite_app: App, told: Callable[..., Any]) -> None:
    app = sqlite_app
    assert "Nothing is sealed" in told("head")[1]
    assert told("verify")[0] == 0
    _write(app, 5)
    app.clockwork.tick()
    _write(app, 1)
    head = told("head")[1].strip()
    assert json.loads(told("head", "--json")[1]) == {"head": head}
    code, said = told("verify", "--head", head)
    assert (code, "对得上：已封存 5 条，还没封存 1 条" in said) == (0, True)
    _do(app, "UPDATE audit SET at = '2020-01-01 00:00:00' WHERE id = 2")
    code, said = told("verify", "--json")
    assert (code, json.loads(said)) == (
        1,
        {
            "holds": False,
            "head": head,
            "sealed": 5,
            "unsealed": 1,
            "faults": [{"kind": "altered", "row": 2, "place": 2}],
        },
    )
    assert "第 2 条记录和封存时不一样" in told("verify")[1]
    assert told("verify", "--head", "nonsense")[0] == 2


def test_the_weekly_digest_ends_in_the_head(app: App) -> None:
    arrive(app, Actor("小赵", "staff", "440800"))
    _write(app, 5)
    assert "存证" not in say(app, "小赵", "周报", "before")
    app.clockwork.tick()
    head = _verdict(app).head
    assert say(app, "小赵", "周报", "after").rstrip().splitlines()[-1] == f"存证 {head}"


# -- random tampering ------------------------------------------------------------------------------------------------

COLUMNS = {
    "at": ("'1999-01-01 00:00:00.000000'", "'2026-03-02 01:00:00'"),
    "person_id": ("77", "0"),
    "deed": ("'other'", "''", "CAST(x'ff41' AS TEXT)"),
    "subject": ("'needs'", "'trial'"),
    "subject_id": ("-1", "999"),
    "detail": ("'{}'", "'no json'", "'{\"step\":1.0}'"),
    "words": ("NULL", "x'00'", "x''", "'text'", "(SELECT words FROM audit WHERE id = {other})"),
    "salt": ("NULL", "randomblob(16)", "x''", "'text'"),
}
Tampering = tuple[list[str], str]


def _alter(chance: random.Random, row: int, other: int) -> Tampering:
    column = chance.choice(list(COLUMNS))
    value = chance.choice(COLUMNS[column]).replace("{other}", str(other))
    row = (row - 1) // 3 * 3 + 1 if column == "words" else row  # a row that has words
    return [f"UPDATE audit SET {column} = {value} WHERE id = {row}"], f"row {row}"


def _link(chance: random.Random, row: int, other: int) -> Tampering:
    column = chance.choice(("words_hash", "link"))
    value = chance.choice(
        (
            "randomblob(32)",
            "zeroblob(32)",
            "'text'",
            f"(SELECT {column} FROM audit_link WHERE place = {other})",
        )
    )
    return [f"UPDATE audit_link SET {column} = {value} WHERE place = {row}"], f"row {row}"


def _delete(chance: random.Random, row: int, other: int) -> Tampering:
    trace, link = f"DELETE FROM audit WHERE id = {row}", f"DELETE FROM audit_link WHERE place = {row}"
    return chance.choice((([trace], f"row {row}"), ([link], f"row {row}"), ([link, trace], f"place {row}")))


def _close_up(chance: random.Random, row: int, other: int) -> Tampering:
    """A trace taken out with its link, and those behind moved up, in batches too."""
    moved = (
        f"UPDATE audit_link SET place = -place WHERE place > {row}",
        "UPDATE audit_link SET place = -place - 1 WHERE place < 0",
    )
    batches = (
        f"UPDATE audit_batch SET last = last - 1 WHERE last >= {row}",
        f"UPDATE audit_batch SET first = first - 1 WHERE first > {row}",
    )
    gone = f"DELETE FROM audit WHERE id = {row}", f"DELETE FROM audit_link WHERE place = {row}"
    return [*gone, *moved, *batches], f"row {row + 1}" if row < DEEDS else "any"


def _insert(chance: random.Random, row: int, other: int) -> Tampering:
    """Under an id that is free: in place of one that goes, or before all."""
    new = chance.choice((0, -5, -row))
    copied = f"INSERT INTO audit SELECT {new}, at, person_id, deed, subject, subject_id, detail, words, salt FROM audit WHERE id = {row}"
    return [copied], f"row {new}"


def _swap(chance: random.Random, row: int, other: int) -> Tampering:
    ids = f"UPDATE audit SET id = -1 WHERE id = {row}", f"UPDATE audit SET id = {row} WHERE id = {other}"
    return [*ids, f"UPDATE audit SET id = {other} WHERE id = -1"], f"row {row}"


def _truncate(chance: random.Random, row: int, other: int) -> Tampering:
    batches = f"DELETE FROM audit_batch WHERE last >= {row}"
    traces, links = f"DELETE FROM audit WHERE id >= {row}", f"DELETE FROM audit_link WHERE place >= {row}"
    kinds = [([traces], f"row {row}"), ([links, traces], f"place {row}"), ([batches], "any")]
    clean = [batches, links, traces], "head"
    return chance.choice([*kinds, clean])


def _batch(chance: random.Random, row: int, other: int) -> Tampering:
    last = (row - 1) // 10 * 10 + 10
    change = chance.choice(("link = randomblob(32)", "first = first + 1", f"last = last + {DEEDS}"))
    return [f"UPDATE audit_batch SET {change} WHERE last = {last}"], "any"


KINDS = (_alter, _alter, _alter, _link, _delete, _close_up, _insert, _swap, _truncate, _batch)


@pytest.fixture
def sealed(tmp_path: Path, clock: StoppedClock) -> App:
    app = open_app(newest.sqlite(tmp_path / "sealed.db"), clock=clock)
    for _ in range(DEEDS // 10):
        _write(app, 10)
        app.clockwork.tick()
    return app


def _found(verdict: Verdict, named: str) -> bool:
    rows = {f"row {fault.row}" for fault in verdict.faults} | {
        f"place {fault.place}" for fault in verdict.faults
    }
    return bool(verdict.faults) if named in ("any", "head") else named in rows


def _tamper(app: App, chance: random.Random) -> None:
    row = chance.randint(1, DEEDS)
    other = chance.choice([n for n in range(1, DEEDS + 1) if n != row])
    statements, named = chance.choice(KINDS)(chance, row, other)
    head = _verdict(app).head
    with app.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
        before = _all(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)
        changed = _all(connection) != before
        verdict = verify(connection, head if named == "head" else None)
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("BEGIN")
    assert not changed or _found(verdict, named), (statements, verdict)


def _all(connection: Connection) -> list[Any]:
    raw: Any = connection.connection.cursor()
    return [
        raw.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
        for table, columns in (
            ("audit", "id, at, person_id, hex(deed), subject, subject_id, detail, words, salt"),
            ("audit_link", "*"),
            ("audit_batch", "last, first, link"),
        )
    ]


@pytest.mark.parametrize(
    "count", [50, pytest.param(1000, marks=[pytest.mark.soak, pytest.mark.timeout(900)])]
)
def test_random_tamperings_are_all_found(sealed: App, count: int) -> None:
    chance = random.Random(count)
    for _ in range(count):
        _tamper(sealed, chance)
    assert _verdict(sealed).faults == []
    sealed.close()


def test_no_code_but_erasing_and_resealing_writes_a_trace_again() -> None:
    """Both go through the tables by their columns (`storage.personal`, `storage.sealed`); but for erasing nobody names the audit."""
    writes = re.compile(
        r"(?:update|delete)\((?:t\.)?Audit(?:Link|Batch)?\b|\bsession\.delete\(\w*audit", re.I
    )
    rooms = ("actions", "storage", "handlers", "web", "bot")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py") if "versions" not in file.parts]
    assert len(files) > 100
    written = [file for file in files if writes.search(file.read_text(encoding="utf-8"))]
    assert written == [ROOT / "storage" / "forget.py"]
