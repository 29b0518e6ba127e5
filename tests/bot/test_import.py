"""`yiqi import`: a dry run without a database, taking in and back, and a process that is killed again and again."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from bot.commands import main
from storage.engine import make_engine
from storage.tables import Application, ImportBatch, ImportRow, Person
from tests import newest

ROSTERS = Path(__file__).parents[1] / "payloads" / "rosters"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(f'database = "{newest.sqlite(tmp_path / "yiqi.db")}"\n', "utf-8")
    return file


def _run(*command: str) -> str:
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_dry_run_needs_no_database(tmp_path: Path) -> None:
    nowhere = tmp_path / "config.toml"
    nowhere.write_text(f'database = "sqlite:///{tmp_path / "none.db"}"\n', "utf-8")
    file = str(ROSTERS / "missing.xlsx")
    said = json.loads(_run("--config", str(nowhere), "import", "experts", file, "--dry-run", "--json"))
    assert [(row["row"], row["state"]) for row in said["rows"]] == [
        (2, "wrong"),
        (3, "doubtful"),
        (4, "doubtful"),
    ]
    assert said["refused"] is None
    assert not (tmp_path / "none.db").exists()


def test_what_is_no_roster_is_said_in_the_json_too(config: Path) -> None:
    file = str(ROSTERS / "timetable.xlsx")
    said = json.loads(_run("--config", str(config), "import", "experts", file, "--dry-run", "--json"))
    assert (said["rows"], said["refused"]) == ([], "no_headings")


def test_taken_in_and_taken_back(config: Path, tmp_path: Path) -> None:
    command = ["--config", str(config), "import"]
    failed = tmp_path / "要改的行.xlsx"
    said = _run(
        *command, "experts", str(ROSTERS / "title_above.xlsx"), "--region", "440800", "--failed", str(failed)
    )
    assert "1 号导入完成：新增 1 行" in said
    assert not failed.exists()
    said = _run(
        *command,
        "stations",
        str(ROSTERS / "stations.xlsx"),
        "--ground",
        "湛江市中心认定",
        "--failed",
        str(failed),
    )
    assert "2 号导入完成：新增 2 行、已有 1 行、存疑 1 行、有误 1 行" in said
    assert failed.exists()
    assert "已撤回 1 号导入：1 行" in _run(*command, "undo", "1")
    again = CliRunner().invoke(main, [*command, "undo", "1"])
    assert (again.exit_code, "已经撤过" in again.output) == (1, True)


@pytest.mark.soak
@pytest.mark.timeout(900)  # twenty lives of up to six seconds, and the whole import
def test_killed_twenty_times_nothing_is_doubled_and_nothing_lost(config: Path, tmp_path: Path) -> None:
    from bot.devtools.bench.papers import roster

    rows, chance, file = 3000, random.Random(7), tmp_path / "名单.xlsx"
    file.write_bytes(roster(rows))
    arguments = [
        "--config",
        str(config),
        "import",
        "experts",
        str(file),
        "--region",
        "440900",
        "--ground",
        "认定",
    ]
    command = [sys.executable, "-c", "from bot.commands import main; main()", *arguments]
    kills = 0
    for _ in range(20):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.5, 6))
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    engine = make_engine(f"sqlite:///{tmp_path / 'yiqi.db'}")
    with engine.connect() as connection:
        counted = [
            connection.execute(select(func.count(key))).scalar_one() for key in (Application.id, Person.id)
        ]
        done = select(func.count()).where(ImportRow.state == "done", ImportRow.verdict == "new")
        first = connection.execute(done.where(ImportRow.batch_id == 1)).scalar_one()
        doubled = select(Application.phone_index).group_by(Application.phone_index).having(func.count() > 1)
        assert connection.execute(doubled).all() == []
        assert counted == [first, first]
        assert set(connection.execute(select(ImportBatch.state)).scalars()) == {"done"}
        assert connection.execute(select(func.count()).where(ImportRow.batch_id == 1)).scalar_one() == rows
        assert connection.execute(select(func.count()).where(ImportRow.state == "waiting")).scalar_one() == 0
    assert kills > 0
    engine.dispose()
