"""Who takes the disk, and not the keys, reads no telephone, no e-mail, no paper and nothing that anybody said."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, func, select, type_coerce

from actions.people.erase import ask_erasure
from bot import log
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from bot.devtools.sample_world.sample_data import personas
from bot.devtools.sample_world.world import build
from storage.queries.people.erasure import subject_of
from storage.queries.people.speakers import by_person
from storage.tables import File, Inbox, Need, Outbox, Person, Station, VendorToken
from tests import newest
from tests.contracts.crowd import arrive, say
from tests.opened_rows import where_is

pytestmark = pytest.mark.usefixtures("own_keys")

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone="13800001234")
TALK = (
    ("张厂长", "供应商拖欠海蛎款，合同纠纷，想找律师问问"),
    ("张厂长", "确认"),
    ("李大律", "接单"),
    ("李大律", "今天给蓝湾海鲜加工厂改了海蛎合同，2小时"),
    ("李大律", "确认"),
    ("张厂长", "5分"),
    ("张厂长", "海蛎的事讲得很清楚"),
    ("张厂长", "投诉李大律收费，他要了三千海蛎钱"),
)
WORDS = (
    "13800001234",
    "13900005678",
    "boss@example.cn",
    "海蛎",
    "梁大海的身份证",
    "token-of-the-vendor",
    "家住赤坎",
)


def _lived_in(app: App, clock: StoppedClock) -> None:
    who = arrive(app, FIRM)
    arrive(
        app,
        Actor(
            "李大律", "expert", "440802", domains=("law",), phone="13900005678", certified=date(2026, 1, 1)
        ),
    )
    for place, (name, text) in enumerate(TALK):
        say(app, name, text, f"{place}")
        app.clockwork.tick()
    say(app, "生人", "我家住赤坎，海蛎生意要贷款，电话13800001234", "stranger")
    app.database.write(lambda work: _besides(work, who, clock)).result()


def _besides(work: Any, who: int, clock: StoppedClock) -> None:
    now, account = clock.now(), subject_of(work, who).account_ids[0]
    work.session.get_one(Person, who).email = "boss@example.cn"
    paper = {"media_type": "application/pdf", "content": "梁大海的身份证".encode(), "created_at": now}
    work.session.add(File(key="k", account_id=account, **paper))
    work.session.add(Station(person_id=who, name="南桥工作站", address="家住赤坎"))
    work.session.add(
        VendorToken(name="wechat", token="token-of-the-vendor", expires_at=now, leased_until=now)
    )


def _on_disk(folder: Path) -> dict[str, bytes]:
    """Every file but the keys."""
    return {
        file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".keys" and file.is_file()
    }


def _found(files: dict[str, bytes], words: Any) -> list[tuple[str, str]]:
    spelt = {word: (word.encode(), word.encode("unicode_escape"), word.encode("utf-16-le")) for word in words}
    return [
        (name, word)
        for name, raw in files.items()
        for word, ways in spelt.items()
        if any(way in raw for way in ways)
    ]


def test_nothing_is_read_from_a_stolen_disk(
    tmp_path: Path, clock: StoppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure()
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=clock)
    _lived_in(app, clock)
    assert [word for word in WORDS if not where_is(app, word)] == [], "with the keys it is all there"
    running = _on_disk(tmp_path)
    assert any(name.endswith("-wal") and raw for name, raw in running.items())
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir() if file.is_file()}
    app.close()
    said = capsys.readouterr()
    logged = {"log": (said.out + said.err).encode()}
    assert _found(running | _on_disk(tmp_path) | logged, WORDS) == []
    assert set(modes.values()) == {0o600}


@pytest.mark.soak
def test_nothing_of_the_sample_world_is_read_either(tmp_path: Path, clock: StoppedClock) -> None:
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=clock)
    build(app)
    assert personas()
    with app.database.read() as connection:
        phones = set(connection.execute(select(Person.phone).where(Person.phone.is_not(None))).scalars())
        told = {text[:20] for text in connection.execute(select(Need.text)).scalars()}
        shown = connection.execute(select(Outbox.shown).where(Outbox.shown.is_not(None))).scalars()
        said = {str(body.get("text", ""))[:24] for body in shown}
        heard = {str(body.get("text", "")) for body in connection.execute(select(Inbox.body)).scalars()}
        assert connection.execute(select(func.count(Person.id))).scalar_one() > 50
    words = {word for word in (*phones, *told, *said, *heard) if word and len(word) > 8}
    assert len(phones) > 50
    assert _found(_on_disk(tmp_path), words) == []
    app.close()


def test_who_refuses_leaves_nothing_that_the_keys_would_open(sqlite_app: App) -> None:
    """Nor anything in the log of the database, from the answer on."""
    app, file = sqlite_app, Path(str(sqlite_app.database.engine.url.database))
    say(app, "生人", "供应商拖欠海蛎款，我们是蓝湾海鲜加工厂，电话13800001234", "one")
    assert where_is(app, "海蛎") == {"dialogue"}
    assert "不保存" in say(app, "生人", "不同意", "two")
    for word in ("海蛎", "13800001234", "蓝湾"):
        assert where_is(app, word) == set()
    assert file.with_name(f"{file.name}-wal").stat().st_size == 0


def test_who_is_erased_leaves_nothing_in_the_log_of_the_database_either(
    sqlite_app: App, clock: StoppedClock
) -> None:
    """What lies sealed on the disk is looked for as it lies: with the keys it could be opened."""
    app, file = sqlite_app, Path(str(sqlite_app.database.engine.url.database))
    person = arrive(app, FIRM)
    say(app, FIRM.name, "供应商拖欠海蛎款，合同纠纷，想找律师问问", "one")
    with app.database.read() as connection:
        raw = [
            bytes(value)
            for column in (Person.phone, Inbox.body)
            for value in connection.execute(select(type_coerce(column, LargeBinary))).scalars()
            if value is not None
        ]
    log = file.with_name(f"{file.name}-wal")
    assert raw
    assert all(value in log.read_bytes() + file.read_bytes() for value in raw)
    app.database.write(lambda work: ask_erasure(work, by_person(work, person), clock.now())).result()
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    left = log.read_bytes() + file.read_bytes()
    assert [value for value in raw if value in left] == []
