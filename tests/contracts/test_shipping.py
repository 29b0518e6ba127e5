"""The log is copied elsewhere as it grows: over its backup it brings back what was committed, whatever befell it meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import log
from bot.app import App
from bot.runtime.shipping import ShippingPlan, shipping
from storage.backup import sqlite
from storage.backup.archive import Contents
from storage.backup.errors import BackupError
from storage.backup.restore import restore
from storage.backup.shipping import LogShipper, Missed, bring_up, pieces
from storage.encryption.keyring import Keyring
from storage.tables import Inbox
from tests.bot.served import served
from tests.contracts.crowd import FIRM, arrive, rows, say
from tests.contracts.test_backup import configured, yiqi
from tests.contracts.test_stolen_disk import _found

KEYS = Keyring(lambda: [b"k" * 32])
STEPS = (
    "write",
    "write",
    "write",
    "much",
    "delete",
    "TRUNCATE",
    "PASSIVE",
    "RESTART",
    "checkpoint",
    "ship",
    "ship",
)


class Town:
    """A database that is written to, and its copy elsewhere."""

    def __init__(self, folder: Path, autocheckpoint: int) -> None:
        self.database, self.out = folder / "a.db", folder / "out"
        self.out.mkdir()
        self.connection = sqlite3.connect(self.database, isolation_level=None)
        for pragma in ("journal_mode=WAL", f"wal_autocheckpoint={autocheckpoint}"):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self.connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY, x)")
        self.shipper, self.bases = LogShipper(self.database, self.out, KEYS), 0
        self.begin()

    def begin(self) -> None:
        self.bases += 1
        self.shipper.begin(f"b{self.bases}", lambda file: sqlite.copy_into(self.database, file))

    def step(self, what: str) -> None:
        if what in ("write", "much"):
            size = 200_000 if what == "much" else 900
            self.connection.execute("INSERT INTO t (x) VALUES (randomblob(?))", (size,))
        elif what == "delete":
            self.connection.execute("DELETE FROM t WHERE i % 3 = 0")
        elif what == "checkpoint":
            self.noticed(lambda: self.shipper.checkpoint(0))
        elif what == "ship":
            self.noticed(self.shipper.ship)
        else:
            self.connection.execute(f"PRAGMA wal_checkpoint({what})").fetchall()

    def noticed(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Missed:
            self.begin()

    def rows(self) -> list[tuple[int, bytes]]:
        return self.connection.execute("SELECT i, x FROM t ORDER BY i").fetchall()

    def restored(self) -> list[tuple[int, bytes]]:
        target = self.out / "restored.db"
        shutil.copy(self.out / f"b{self.bases}.backup", target)
        bring_up(target, self.out / f"b{self.bases}.log", KEYS)
        sqlite.require_sound(target)
        with closing(sqlite3.connect(target)) as connection:
            return connection.execute("SELECT i, x FROM t ORDER BY i").fetchall()

    def close(self) -> None:
        self.shipper.close()
        self.connection.close()


@contextmanager
def town(autocheckpoint: int = 0) -> Iterator[Town]:
    with TemporaryDirectory(prefix="yiqi-ship-") as folder:
        made = Town(Path(folder), autocheckpoint)
        yield made
        made.close()


@given(st.lists(st.sampled_from(STEPS), max_size=40), st.sampled_from([0, 0, 5, 1000]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_and_whoever_empties_the_log(steps: list[str], autocheckpoint: int) -> None:
    """Others checkpoint as they like; what they took away before it was copied is noticed, and a new backup made."""
    with town(autocheckpoint) as here:
        for step in steps:
            here.step(step)
        here.noticed(here.shipper.ship)
        assert here.restored() == here.rows()


def test_a_log_that_was_emptied_before_it_was_copied_is_noticed() -> None:
    with town() as here:
        here.step("write")
        here.step("TRUNCATE")
        here.step("write")
        with pytest.raises(Missed):
            here.shipper.ship()
        here.begin()


def test_what_is_not_copied_is_let_go_and_the_log_begins_anew() -> None:
    with town() as here:
        here.step("much")
        before = log_header(here.database)
        here.shipper.let_go()
        here.step("write")
        assert log_header(here.database) != before
        with pytest.raises(Missed):
            here.shipper.ship()
        here.begin()
        assert here.restored() == here.rows()


def test_while_somebody_writes_for_long_the_log_is_left_for_the_next_time() -> None:
    with town() as here:
        here.step("much")
        here.step("ship")
        here.shipper._holder.execute("PRAGMA busy_timeout=10").fetchall()
        here.connection.execute("BEGIN IMMEDIATE")
        here.shipper.checkpoint(0)
        here.connection.execute("COMMIT")
        here.step("write")
        here.step("ship")
        assert (here.bases, here.restored()) == (1, here.rows())


def log_header(database: Path) -> bytes:
    """Another one with each beginning of the log."""
    with Path(f"{database}-wal").open("rb") as file:
        return file.read(32)


def test_a_torn_end_is_left_out_and_a_changed_piece_is_not_taken() -> None:
    with town() as here:
        for _ in range(5):
            here.step("write")
            here.step("ship")
        copy = here.out / "b1.log"
        whole = copy.read_bytes()
        copy.write_bytes(whole[:-10])
        assert here.restored() == here.rows()[:-1]
        copy.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
        with pytest.raises(BackupError):
            list(pieces(copy, KEYS))


@pytest.mark.parametrize("every", [0.0, 0.05], ids=["before each answer", "on a thread"])
def test_what_was_acknowledged_is_there_after_the_disk_is_gone(
    sqlite_app: App, tmp_path: Path, every: float
) -> None:
    app, out = sqlite_app, tmp_path / "elsewhere"
    arrive(app, FIRM)
    with shipping(app.database, app.clock, ShippingPlan(out, KEYS, every, Contents("1"))):
        until_begun(out)
        for number in range(20):
            say(app, "张厂长", "供应商拖欠海蛎款，合同纠纷，想找律师问问", f"{number}")
            if number == 10:
                app.database.write(lambda work: work.leave_no_log()).result()
        said = rows(app, Inbox)
        if every:
            wait_for(lambda: inbox_of(out, tmp_path) == said)
        assert inbox_of(out, tmp_path) == said
        app.clockwork.tick()
    assert _found({file.name: file.read_bytes() for file in out.iterdir()}, ["海蛎", "SQLite format"]) == []


def until_begun(out: Path) -> None:
    wait_for(
        lambda: (
            any(out.glob("live-*.log")) and any(file.stat().st_size > 24 for file in out.glob("live-*.log"))
        )
    )


def wait_for(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def inbox_of(out: Path, tmp_path: Path) -> int:
    """How many messages a restore from what lies elsewhere has."""
    target = tmp_path / f"restored-{uuid4().hex}"
    restore(max(out.glob("*.backup")), KEYS, target)
    with closing(sqlite3.connect(target / "yiqi.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM inbox").fetchone()[0])


def test_killed_and_its_disk_gone_every_answered_message_is_in_the_copy(
    tmp_path: Path, own_keys: None
) -> None:
    home, out, bare = tmp_path / "home", tmp_path / "elsewhere", configured(tmp_path / "bare")
    home.mkdir()
    more = {"ship_to": f'"{out}"', "ship_seconds": "0", "ship_key": f'"{tmp_path / "ship.keys"}"'}
    with served(home, **more) as site:
        until_begun(out)
        with httpx.Client(base_url=site.base, timeout=30) as client:
            where = client.get("/chat/").headers["location"]
            for number in range(10):
                client.post(
                    f"{where}messages", json={"id": str(uuid4()), "text": f"你好{number}"}
                ).raise_for_status()
        site.process.kill()
        site.process.wait()
    shutil.copy(home / "yiqi.db.keys", bare / "yiqi.db.keys")
    shutil.rmtree(home)
    done = yiqi(
        bare, "restore", max(out.glob("*.backup")), "--to", bare / "new", "--key", tmp_path / "ship.keys"
    )
    assert done.exit_code == 0, done.output
    assert "日志副本也接上了" in done.output
    with closing(sqlite3.connect(bare / "new" / "yiqi.db")) as connection:
        assert connection.execute("SELECT count(*) FROM inbox").fetchone()[0] == 10


def test_where_the_folder_takes_nothing_yiqi_goes_on_and_doctor_says_so(
    sqlite_app: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure()
    (tmp_path / "elsewhere").write_text("a file where a folder should be")
    plan = ShippingPlan(tmp_path / "elsewhere", KEYS, 0.0, Contents("1"))
    with shipping(sqlite_app.database, sqlite_app.clock, plan):
        assert say(sqlite_app, "张厂长", "你好")
        wait_for(lambda: "log not copied" in capsys.readouterr().err)


def test_where_the_folder_takes_nothing_the_log_does_not_grow_without_end(
    sqlite_app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runtime.shipping.AGAIN", 0.05)
    (tmp_path / "elsewhere").write_text("a file where a folder should be")
    database = Path(str(sqlite_app.database.engine.url.database))
    with shipping(
        sqlite_app.database, sqlite_app.clock, ShippingPlan(tmp_path / "elsewhere", KEYS, 0.0, Contents("1"))
    ):
        assert say(sqlite_app, "张厂长", "你好")
        before = log_header(database)
        wait_for(
            lambda: bool(say(sqlite_app, "张厂长", "你好", uuid4().hex)) and log_header(database) != before
        )


def test_what_a_backup_that_was_cut_off_left_behind_goes(sqlite_app: App, tmp_path: Path) -> None:
    for end in ("copy", "part"):
        (tmp_path / f"live-20260101T000000000000.backup.{end}").write_bytes(b"half of it")
    with shipping(sqlite_app.database, sqlite_app.clock, ShippingPlan(tmp_path, KEYS, 0.05, Contents("1"))):
        wait_for(lambda: not any(tmp_path.glob("live-*.backup.*")) and any(tmp_path.glob("live-*.log")))
