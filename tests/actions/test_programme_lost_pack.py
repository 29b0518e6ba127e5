"""A pack whose file is gone: its people wait, everybody else is served, staff are told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

import programme.packs
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.runtime import clockwork as schedule
from programme.packs import load_pack
from storage.tables import FormalWarning, Outbox, Qualification
from storage.unit_of_work import UnitOfWork

NATIONAL = Path(programme.packs.__file__).parent / "national-2023.toml"
ACTORS = (
    Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2026, 1, 1)),
    Actor("小赵", "staff", jurisdiction="440800"),
    Actor("老钱", "staff", jurisdiction="440000", staff_roles=("admin",)),
)


@pytest.fixture
def house_that_lost_a_pack(
    tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, sqlite_app: App
) -> App:
    """Two experts, one certified under a file that is not there when the application next wakes."""
    file = tmp_path / "gone-2026.toml"
    file.write_text(NATIONAL.read_text("utf-8").replace('"national-2023"', '"gone-2026"'), "utf-8")
    lost = load_pack(file)

    def populate(work: UnitOfWork) -> None:
        for actor in ACTORS:
            enter(work, actor, [], sqlite_app.rules, clock.now())
        enter(work, replace(ACTORS[0], name="吴教授"), [], lost, clock.now())

    sqlite_app.database.write(populate).result()
    monkeypatch.setattr(programme.packs, "_from_files", {})
    return sqlite_app


def test_the_tick_goes_on_without_it(house_that_lost_a_pack: App, clock: StoppedClock) -> None:
    app = house_that_lost_a_pack
    with capture_logs() as logged:
        for day in ("2026-07-02", "2026-07-03"):
            clock.at = datetime.fromisoformat(f"{day}T09:00+08:00")
            app.clockwork.tick()
            app.database.write(lambda work: schedule.next_wake(work, clock.now(), app.rules)).result()
    with app.database.read() as connection:
        warned = select(Qualification.pack).join(
            FormalWarning, FormalWarning.qualification_id == Qualification.id
        )
        assert connection.execute(warned).scalars().all() == ["national-2023"]
        told = select(Outbox.facts).where(Outbox.kind == "pack_gone")
        assert connection.execute(told).scalars().all() == [{"pack": "gone-2026"}]
    assert [line["pack"] for line in logged if line["event"] == "rule pack gone"] == ["gone-2026"] * 2
