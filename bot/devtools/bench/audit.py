"""The chain over an audit of any size, sealed and verified; one trace in four has words under seal."""

from __future__ import annotations

import resource
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Connection, Engine

from actions.audit_seal import seal_some, verify
from bot.clock import SystemClock
from bot.devtools.opened import open_app
from storage.encryption.columns import keyring_of

_TRACES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO audit (id, at, person_id, deed, subject, subject_id, detail, words, salt)
SELECT i, '2026-03-02 01:00:00.000000', NULL, 'accept', 'need', i, '{"offer":' || i || ',"until":"2026-03-09"}',
 CASE WHEN i % 4 THEN NULL ELSE ? END, randomblob(16) FROM n
"""
_WORDS = '{"reason":"电话打不通，改到下周"}'.encode()


def measure(rows: int) -> dict[str, Any]:
    """The figures for so many traces, on SQLite."""
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        app = open_app(f"sqlite:///{Path(folder) / 'bench.db'}")
        app.database.write(lambda work: _write(work.connection, rows)).result()
        started = perf_counter()
        while app.database.write(lambda work: seal_some(work, SystemClock().now())).result():
            pass
        sealing = perf_counter() - started
        figures = _verified(app.database.engine, rows)
        app.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": rows, **figures, "sealing_s": round(sealing, 2), "peak_rss_mb": round(peak, 1)}


def _write(connection: Connection, rows: int) -> None:
    words = keyring_of(connection.dialect).seal(_WORDS, b"audit.words")
    connection.exec_driver_sql(_TRACES, (rows, words))


def _verified(engine: Engine, rows: int) -> dict[str, Any]:
    started, worked = perf_counter(), process_time()
    with engine.execution_options(readonly=True).connect() as connection:
        verdict = verify(connection)
    seconds, cpu = perf_counter() - started, process_time() - worked
    if verdict.faults or verdict.head is None or verdict.head.place != rows:
        raise RuntimeError(f"{rows} traces were sealed; found {verdict}")
    return {"seconds": round(seconds, 2), "cpu_s": round(cpu, 2)}
