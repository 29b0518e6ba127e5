"""A day's sweep over a register of any size, of which one holder in a hundred has something due."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Connection, func, select

from bot.app import House
from bot.clock import SHANGHAI, StoppedClock
from bot.sweep import swept
from storage.tables import Outbox

DAY = date(2026, 3, 2)
ONE_IN = 100
_HOLDERS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :subjects) {insert}
"""
_TABLES = (
    "INSERT INTO person (id, name, consented_at, created_at) SELECT i, '专家' || i, :long_ago, :long_ago FROM n",
    "INSERT INTO expert (id, person_id, unit, domains, specialities, region, capacity, load)"
    " SELECT i, i, '', '[\"tax\"]', '', '440802', 3, 0 FROM n",
    "INSERT INTO qualification (id, holder, holder_id, pack, state, certified_on, until, next_due, silent_since)"
    " SELECT i, 'expert', i, 'national-2023', 'active', :certified, :until,"
    " CASE WHEN i % :one_in THEN :later ELSE :today END, NULL FROM n",
    *(
        "INSERT INTO diary (holder, holder_id, person_id, served_on, hours, enterprises, names, domains, outcome, state,"
        f" recorded_at) SELECT 'expert', i, i, date(CASE WHEN i % :one_in THEN :lately ELSE :silent END, '-{back} days'),"
        " 2.5, 3, '[\"蓝湾\"]', '[\"tax\"]', '', 'recorded',"
        f" datetime(CASE WHEN i % :one_in THEN :lately ELSE :silent END, '-{back} days') FROM n"
        for back in (0, 20)
    ),
)


def run(subjects: int, as_json: bool, say: Callable[[str], None]) -> None:
    """Measure and say the figures."""
    now = datetime.combine(DAY, datetime.min.time(), SHANGHAI).replace(hour=9)
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        house = House(f"sqlite:///{Path(folder) / 'bench.db'}", clock=StoppedClock(now))
        house.write(lambda work: _register(work.connection, subjects)).result()
        started = perf_counter()
        swept(house.engine, now, house.rules, dry_run=False)
        seconds = perf_counter() - started
        with house.reader.connect() as connection:
            due = connection.execute(select(func.count()).select_from(Outbox)).scalar_one()
        house.close()
    if due != subjects // ONE_IN:
        raise RuntimeError(f"{subjects // ONE_IN} should have been reminded, {due} were")
    figures = {"subjects": subjects, "due": due, "seconds": round(seconds, 3), "rss_mb": _peak_mb()}
    say(
        json.dumps(figures) if as_json else "\n".join(f"{name:10} {value}" for name, value in figures.items())
    )


def _register(connection: Connection, subjects: int) -> None:
    """Holders with two diaries each; one in a hundred has been silent for ninety days today."""
    values = {
        "subjects": subjects,
        "one_in": ONE_IN,
        "long_ago": "2025-01-01 00:00:00",
        "certified": "2025-01-01",
        "until": "2028-01-01",
        "today": str(DAY),
        "later": str(DAY + timedelta(days=30)),
        "silent": str(DAY - timedelta(days=90)),
        "lately": str(DAY - timedelta(days=10)),
    }
    for insert in _TABLES:
        connection.exec_driver_sql(_HOLDERS.format(insert=insert), values)


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
