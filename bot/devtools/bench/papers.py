"""How fast a roster of experts is read and judged, written into the register, and given out as a file.

Seconds are of processor time: other work on the machine says nothing of what a roster costs.
"""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from actions.imports.batches import open_batch
from actions.imports.commit import commit_some
from actions.imports.importer import Importer
from actions.imports.judge import judged
from actions.imports.judged import Desk
from bot.devtools.bench.certificates import per_second
from documents.rosters.failed import Failed, failed_rows
from documents.rosters.reading import read
from programme.packs import load_pack
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.unit_of_work import UnitOfWork

_NOW = datetime(2026, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))
_HEAD = ["序号", "姓名", "所在单位（机构）", "擅长领域", "联系电话", "联系邮箱"]
_FAMILY, _GIVEN = "王李张刘陈杨黄赵吴周", "伟芳娜敏静秀英丽强磊军洋艳勇杰娟涛明超霞平刚桂"
_FIELDS = (
    "政策解读",
    "法律法规",
    "信贷融资",
    "税收筹划",
    "会计核算",
    "劳动用工",
    "战略规划",
    "智能制造",
    "跨境电商",
)
_WRITTEN = 1000
"""Rows that are written into the register: each takes several statements."""


def measure(rows: int) -> dict[str, Any]:
    """The figures."""
    content = roster(rows)
    started = process_time()
    read_alone = sum(1 for _ in judged(read(content, "experts", "440900", _NOW).entries, "experts", None))
    alone, before = process_time() - started, _megabytes()
    with TemporaryDirectory(prefix="yiqi-bench-") as folder:
        against, written = _against_register(Path(folder), content)
    return {
        "certificates_per_s": per_second(),
        "import_rows_per_s": round(rows / against),
        "export_rows_per_s": round(rows / _given_out(rows)),
        "peak_rss_mb": _megabytes(),
        "rows": read_alone,
        "dry_run_s": round(alone, 2),
        "dry_run_rss_mb": before,
        "written_rows_per_s": round(_WRITTEN / written),
    }


def roster(rows: int) -> bytes:
    """An xlsx of so many made-up experts, phones as numbers."""
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([_HEAD, *_people(rows)]):
            sheet.write_row(number, 0, cells)
    return written.getvalue()


def _people(rows: int) -> Iterator[list[Any]]:
    drawn = random.Random(1)
    for number in range(rows):
        name = drawn.choice(_FAMILY) + "".join(drawn.choices(_GIVEN, k=2))
        unit, fields = f"茂名市第{number % 3000}机电有限公司", "、".join(drawn.sample(_FIELDS, 3))
        yield [number + 1, name, unit, fields, 13_000_000_000 + number * 17, f"u{number}@example.com"]


def _against_register(folder: Path, content: bytes) -> tuple[float, float]:
    """Seconds of a dry run against the register, and of writing the first rows."""
    engine = make_engine(f"sqlite:///{folder / 'papers.db'}")
    upgrade(engine)
    rules, few = load_pack("national-2023"), roster(_WRITTEN)
    who = Importer(None, "440900", ground="茂名市中心2026年2月认定")
    with engine.begin() as connection:
        desk, started = Desk(UnitOfWork(connection), who, rules, _NOW), process_time()
        for _ in judged(read(content, "experts", "440900", _NOW).entries, "experts", desk):
            pass
        against, started = process_time() - started, process_time()
        number = open_batch(desk, "experts", "名单.xlsx", few)
        while commit_some(desk.work, number, rules, _NOW):
            pass
    engine.dispose()
    return against, process_time() - started


def _given_out(rows: int) -> float:
    """Seconds for a file of so many rows."""
    headings = [["Sheet1", 1, _HEAD]]
    lines = (
        Failed("Sheet1", number + 2, "没有写电话", [str(cell) for cell in cells])
        for number, cells in enumerate(_people(rows))
    )
    started = process_time()
    failed_rows(lines, headings)
    return process_time() - started


def _megabytes() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
