"""Sealed columns: what is on the disk, what opens it, how a telephone is still found, and the change to a new key."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Thread
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, LargeBinary, select, type_coerce
from sqlalchemy.exc import StatementError

from bot.app import App
from bot.clock import SHANGHAI
from bot.commands.keys.rotate import resealed
from bot.devtools.fixtures import Actor
from storage.encryption.columns import Sealed, is_one_of, keyring_of
from storage.encryption.keyring import KEY_BYTES, DataKey, Keyring, KeysError, Unopenable
from storage.encryption.sources import KeyCommand, KeyFile, KeysInMemory
from storage.reseal import check_keys, keys_in_use
from storage.sealed import sealed_tables
from storage.tables import Application, Person
from storage.tables.base import Base
from tests.contracts.crowd import arrive, say

pytestmark = pytest.mark.usefixtures("own_keys")

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
HERE = b"person.phone"


@given(st.binary(max_size=200))
def test_what_is_sealed_comes_back_and_shows_nothing(plain: bytes) -> None:
    keyring = Keyring(KeysInMemory())
    sealed = keyring.seal(plain, HERE)
    assert keyring.open(sealed, HERE) == plain
    assert sealed != keyring.seal(plain, HERE)
    assert len(plain) < 4 or plain not in sealed


def test_a_value_opens_nowhere_else_and_not_when_altered() -> None:
    keyring = Keyring(KeysInMemory())
    sealed = keyring.seal(b"13800001234", HERE)
    for spoilt, where in ((sealed, b"person.email"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), HERE)):
        with pytest.raises(Unopenable):
            keyring.open(spoilt, where)
    with pytest.raises(Unopenable, match="not there"):
        Keyring(KeysInMemory()).open(sealed, HERE)


def test_every_sealed_column_is_bound_to_its_own_name() -> None:
    found: list[Any] = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, Sealed)
    ]
    assert found
    assert [column.type.where for column in found] == [
        f"{column.table.name}.{column.name}" for column in found
    ]


def test_a_sealed_column_cannot_be_compared_by_mistake() -> None:
    with pytest.raises(TypeError):
        select(Person).where(Person.phone == "13800001234")
    select(Person).where(Person.phone.is_not(None))


def test_a_file_of_keys_is_its_owners_alone_and_others_are_refused(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "keys")
    first = file()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    file.add()
    assert file()[1:] == first
    assert os.listdir(tmp_path) == ["keys"]
    file.path.chmod(0o640)
    with pytest.raises(KeysError, match="chmod"):
        file()


def test_keys_come_from_a_command_and_no_shell_reads_it(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("ab" * 32)
    assert KeyCommand(f"cat {tmp_path / 'keys'}")() == [b"\xab" * 32]
    for command in (f"cat {tmp_path / 'none'}", "nonesuch-command", "echo short", "echo $HOME"):
        with pytest.raises(KeysError):
            KeyCommand(command)()


def _person(app: App, phone: str) -> int:
    def write(work: Any) -> int:
        person = Person(name="王五", phone=phone, email="wang@example.cn", created_at=NOW)
        work.session.add(person)
        work.session.flush()
        return person.id

    return app.database.write(write).result()


def _found(app: App, phone: str) -> list[int]:
    with app.database.read() as connection:
        return list(
            connection.execute(select(Person.id).where(is_one_of(Person.phone_index, [phone]))).scalars()
        )


def test_a_telephone_is_found_however_it_is_written_and_by_its_tail(app: App) -> None:
    one = _person(app, "0759-3312345")
    assert _found(app, "07593312345") == [one]
    assert _found(app, "07593312346") == _found(app, "") == []
    with app.database.read() as connection:
        tail = select(Person.id).where(is_one_of(Person.phone_tail, ["2345"]))
        assert connection.execute(tail).scalars().all() == [one]
        raw = select(type_coerce(Person.phone, LargeBinary), type_coerce(Person.phone_index, LargeBinary))
        assert not any(b"3312345" in bytes(value) for value in connection.execute(raw).one())


def test_a_telephone_that_changes_is_found_by_the_new_one(app: App) -> None:
    one = _person(app, "13800001111")
    app.database.write(
        lambda work: setattr(work.session.get_one(Person, one), "phone", "13800002222")
    ).result()
    assert (_found(app, "13800001111"), _found(app, "13800002222")) == ([], [one])
    app.database.write(lambda work: setattr(work.session.get_one(Person, one), "phone", None)).result()
    assert _found(app, "13800002222") == []


def _keys(engine: Engine) -> KeyFile:
    source = keyring_of(engine.dialect)._read
    assert isinstance(source, KeyFile)
    return source


def test_a_key_changes_while_people_talk(app: App) -> None:
    """Nobody is failed, everything ends under the new key, and a telephone is found throughout."""
    engine = app.database.engine
    one, old = _person(app, "13800003333"), keyring_of(engine.dialect).newest.id
    arrive(app, Actor("吴总", "enterprise", "440802", enterprise="赤坎食品厂"))
    _keys(engine).add()
    answers: list[str] = []
    talking = Thread(
        target=lambda: answers.extend(
            say(app, "吴总", text, f"k{number}") for number, text in enumerate(("我的需求", "帮助") * 10)
        )
    )
    talking.start()
    keyring_of(engine.dialect).read_again()
    assert _found(app, "13800003333") == [one]
    for table in sealed_tables():
        resealed(engine, table)
    talking.join()
    assert len(answers) == 20
    assert not any("出错" in answer for answer in answers)
    assert _found(app, "13800003333") == [one]
    with app.database.read() as connection:
        assert old not in keys_in_use(connection)
        assert connection.execute(select(Person.phone, Person.email).where(Person.id == one)).one() == (
            "13800003333",
            "wang@example.cn",
        )


def test_another_process_notices_a_new_key(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "keys")
    here, there = Keyring(file, file.stamp), Keyring(file, file.stamp)
    sealed = here.seal(b"x", HERE)
    assert there.open(sealed, HERE) == b"x"
    file.add()
    assert here.open(Keyring(file).seal(b"y", HERE), HERE) == b"y"
    assert here.newest.id == Keyring(file).newest.id


def test_a_file_that_vanishes_is_not_made_anew(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "keys")
    keyring = Keyring(file, file.stamp)
    sealed = keyring.seal(b"x", HERE)
    file.path.unlink()
    keyring._look_at = 0
    assert keyring.open(keyring.seal(b"y", HERE), HERE) == b"y"
    assert keyring.open(sealed, HERE) == b"x"
    with pytest.raises(KeysError):
        keyring.open(Keyring(KeysInMemory()).seal(b"z", HERE), HERE)
    assert not file.path.exists()


def test_with_other_keys_nothing_is_begun(sqlite_app: App) -> None:
    _person(sqlite_app, "13800004444")
    sqlite_app.database.engine.dialect.keyring = Keyring(KeysInMemory())  # type: ignore[attr-defined]
    with sqlite_app.database.read() as connection:
        with pytest.raises(KeysError, match=r"keys\.md"):
            check_keys(connection)
        with pytest.raises((Unopenable, StatementError)):
            connection.execute(select(Person.phone)).all()


def test_applications_are_found_by_telephone_too(app: App) -> None:
    def write(work: Any) -> None:
        person = Person(name="赵六", created_at=NOW)
        work.session.add(person)
        work.session.flush()
        work.session.add(
            Application(
                person_id=person.id,
                kind="expert",
                pack="national-2023",
                name="赵六",
                region="440802",
                phone="13800005555",
                domains=[],
                answers={},
                papers=[],
                state="submitted",
                submitted_at=NOW,
            )
        )

    app.database.write(write).result()
    with app.database.read() as connection:
        found = select(Application.name).where(is_one_of(Application.phone_index, ["13800005555", "1"]))
        assert connection.execute(found).scalars().all() == ["赵六"]


def test_a_key_that_is_taken_while_the_keys_are_read_is_not_missed() -> None:
    old, new = b"o" * KEY_BYTES, b"n" * KEY_BYTES
    kept, stamps = [old], [1]

    def read() -> list[bytes]:
        found = list(kept)
        kept[:], stamps[:] = [new, old], [2]
        return found

    keyring = Keyring(read, lambda: stamps[0])
    assert [keyring.newest.id, keyring.newest.id] == [DataKey.of(new).id] * 2


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_telephone_is_found_among_a_million_within_a_millisecond(sqlite_app: App) -> None:
    engine = sqlite_app.database.engine
    keyring = keyring_of(engine.dialect)
    start, nobodys = 13800000000, keyring.seal(b"13800000000", HERE)

    def row(number: int) -> tuple[Any, ...]:
        phone = str(start + number)
        sealed = nobodys if number % 1000 else keyring.seal(phone.encode(), HERE)
        return (sealed, keyring.blind(phone, b"phone"), keyring.blind(phone[-4:], b"tail"))

    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.executemany(
            "INSERT INTO person (name, phone, phone_index, phone_tail, created_at) VALUES ('', ?, ?, ?, '2026-03-02')",
            list(map(row, range(1_000_000))),
        )
    chance, waits = Random(7), []
    with sqlite_app.database.read() as connection:
        for _ in range(500):
            phone = str(start + chance.randrange(1000) * 1000)
            began = perf_counter()
            found = (
                connection.execute(select(Person.phone).where(is_one_of(Person.phone_index, [phone])))
                .scalars()
                .all()
            )
            waits.append(perf_counter() - began)
            assert found == [phone]
    waits.sort()
    print(f"median {waits[250] * 1000:.3f} ms, p99 {waits[495] * 1000:.3f} ms")
    assert waits[250] < 0.001
