"""`yiqi sweep` and its measure."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.app import App
from bot.commands import main
from bot.devtools.bench.sweep import measure
from bot.devtools.fixtures import Actor, enter


@pytest.fixture
def settings(tmp_path: Path, sqlite_app: App) -> str:
    """Settings of an application in which a professor has been silent since January 2023."""
    professor = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2023, 1, 1))
    now = sqlite_app.clock.now()
    sqlite_app.database.write(lambda work: enter(work, professor, [], sqlite_app.rules, now)).result()
    file = tmp_path / "config.toml"
    file.write_text(f'database = "{sqlite_app.database.engine.url}"\n', "utf-8")
    return str(file)


def swept(settings: str, *options: str) -> dict[str, object]:
    done = CliRunner().invoke(main, ["--config", settings, "sweep", "--json", *options])
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.output)
    return found


def test_a_dry_run_shows_a_day_to_come_and_changes_nothing(settings: str) -> None:
    first = swept(settings, "--on", "2136-05-31", "--dry-run")
    assert first == swept(settings, "--on", "2136-05-31", "--dry-run")
    assert swept(settings, "--on", "2023-03-02") == {
        "on": "2023-03-02",
        "dry_run": False,
        "queued": 0,
        "kinds": {},
        "rows": [],
    }
    day = swept(settings, "--on", "2023-04-01", "--dry-run")
    assert day["kinds"] == {"shortage": 1, "silence": 1}


def test_a_day_to_come_is_only_tried(settings: str) -> None:
    done = CliRunner().invoke(main, ["--config", settings, "sweep", "--on", "2136-01-01"])
    assert (done.exit_code, "--dry-run" in done.output) == (1, True)


def test_it_says_in_words_what_it_would_do(settings: str) -> None:
    done = CliRunner().invoke(main, ["--config", settings, "sweep", "--on", "2023-04-01", "--dry-run"])
    assert done.output.startswith("2023-04-01 会排入 2 条\n")
    assert "silent:1:2023-01-01:90" in done.output


def test_the_measure_sweeps_what_is_due() -> None:
    figures = measure(2000)
    assert (figures["subjects"], figures["due"]) == (2000, 20)
    assert figures["seconds"] > 0
    assert figures["rss_mb"] > 0
