"""Building does nothing: no file, no thread, no log, whatever the settings; opening begins."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.app import App, build
from bot.delivery.schedule import InProcessScheduler
from bot.settings import Settings

ROOT = Path(__file__).parents[2]


def _app(folder: Path) -> App:
    return build(Settings(database=f"sqlite:///{folder / 'yiqi.db'}", semantic=False))


def test_building_makes_nothing(tmp_path: Path) -> None:
    before = threading.active_count()
    app = _app(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == before
    assert isinstance(app.scheduler, InProcessScheduler)
    app.close()


def test_opening_brings_the_tables_and_closing_ends_the_writer(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    app = _app(tmp_path).open()
    assert inspect(app.database.engine).has_table("outbox")
    assert app.database.write(lambda work: 1).result(10) == 1
    app.close()
    assert set(threading.enumerate()) <= before


def test_importing_configures_no_log() -> None:
    script = """
import json, structlog
import bot.app, bot.serve, bot.commands.serve, bot.devtools.simulate.run
print(json.dumps(structlog.is_configured()))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) is False


def test_settings_are_what_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool that names its database must not be led to another by the environment."""
    monkeypatch.setenv("YIQI_DATABASE", "sqlite:///production.db")
    assert Settings(database="sqlite:///mine.db").database == "sqlite:///mine.db"
    assert Settings().database == "sqlite:///yiqi.db"
