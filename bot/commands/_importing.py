"""What `yiqi import` does, loaded only when it runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine, inspect

from actions.imports.batches import open_batch
from actions.imports.commit import commit_some
from actions.imports.importer import Importer
from actions.imports.judge import judged
from actions.imports.judged import WHOLE_COUNTRY, Desk, Judged
from actions.imports.mend import to_mend
from actions.imports.undo import begin_undo, undo_some, undone
from actions.refusal import Refused
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import Settings, load
from bot.settings_files import rules_of
from documents.rosters.entries import Entry
from documents.rosters.errors import NotARoster
from documents.rosters.reading import read
from language import regions
from storage.queries.imports import batch as batch_of
from storage.unit_of_work import UnitOfWork

SHOWN = 20
"""Rows to mend that are said on the screen."""
STATES = {"new": "新增", "changed": "有变", "same": "已有", "doubtful": "存疑", "wrong": "有误"}
FIELDS = ("name", "unit", "phone", "email", "domains", "address", "contact")
"""What stands in the JSON of a row under its own name; the rest stands under `more`."""
COULD_NOT_BE_READ = {"unreadable", "locked", "unknown_format", "too_large", "empty"}
Row = tuple[Entry, Judged]


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is taken in; `region` is a code of GB/T 2260, the whole country where nothing is said."""

    as_json: bool
    region: str
    ground: str = ""
    include: bool = False
    failed: Path | None = None

    def __post_init__(self) -> None:
        if self.region != WHOLE_COUNTRY and self.region not in regions.names():
            raise click.ClickException(f"没有这个行政区划代码：{self.region}，要像 440800（湛江市）。")

    def desk(self, work: UnitOfWork, settings: Settings, now: datetime) -> Desk:
        """The command line answers to nobody on the staff."""
        return Desk(work, Importer(None, self.region, self.include, self.ground), rules_of(settings), now)


def try_out(config: Path | None, kind: str, file: Path, options: Options) -> int:
    """Say what would become of each row, against the register where there is one. 1: the file could not be read."""
    settings, now = load(config), SystemClock().now()
    rows = _judged(settings, kind, file, options, now)
    try:
        first = next(rows, None)
    except NotARoster as error:
        told: dict[str, Any] = {"rows": [], "refused": error.code, "why": str(error)}
        click.echo(json.dumps(told, ensure_ascii=False) if options.as_json else str(error))
        return int(error.code in COULD_NOT_BE_READ)
    say = _as_json if options.as_json else _as_text
    say(chain([first] if first else [], rows))
    return 0


def take_in(config: Path | None, kind: str, file: Path, options: Options) -> int:
    """Write what can be written, slice by slice, and put the rest into a file to mend."""
    settings, now = load(config), SystemClock().now()
    engine, rules, content = existing(settings), rules_of(settings), file.read_bytes()
    with _refusing(), _work(engine) as work:
        number = open_batch(options.desk(work, settings, now), kind, file.name, content)
    more = True
    while more:
        with _work(engine) as work:
            more = commit_some(work, number, rules, now)
    _say_done(engine, number, options.failed or file.with_name(f"{file.stem}-要改的行.xlsx"), options.as_json)
    return 0


def take_back(config: Path | None, number: int) -> None:
    """Rows that somebody has built on stay, and are counted."""
    engine, now = existing(load(config)), SystemClock().now()
    with _refusing(), _work(engine) as work:
        facts = batch_of(work, number)
        if facts is None:
            raise click.ClickException(f"没有 {number} 号导入。")
        if facts.state != "undoing":
            begin_undo(work, number, None, now)
    more = True
    while more:
        with _work(engine) as work:
            more = undo_some(work, number, now)
    with _work(engine) as work:
        back, kept = undone(work, number)
    click.echo(f"已撤回 {number} 号导入：{back} 行。" + (f"{kept} 行已有后续，没有撤。" if kept else ""))


def _judged(settings: Settings, kind: str, file: Path, options: Options, now: datetime) -> Iterator[Row]:
    roster = read(file.read_bytes(), kind, options.region, now)
    engine = _register(settings)
    if engine is None:
        yield from judged(roster.entries, kind, None)
        return
    with _work(engine) as work:
        yield from judged(roster.entries, kind, options.desk(work, settings, now))


def _register(settings: Settings) -> Engine | None:
    """The database, where there is one with tables: a dry run needs none."""
    try:
        engine = existing(settings)
    except click.ClickException:
        return None
    return engine if inspect(engine).has_table("import_batch") else None


def _as_json(rows: Iterator[Row]) -> None:
    """One object, written row by row, so that a long file takes no more room than a short one."""
    counts: Counter[str] = Counter()
    click.echo('{"rows": [', nl=False)
    for place, (entry, told) in enumerate(rows):
        counts[told.verdict] += 1
        row = json.dumps(_row(entry, told), ensure_ascii=False)
        click.echo(f"{',' if place else ''}\n{row}", nl=False)
    click.echo(f'\n], "refused": null, "counts": {json.dumps(counts)}}}')


def _row(entry: Entry, told: Judged) -> dict[str, Any]:
    values = {field: entry.values.get(field) for field in FIELDS}
    values["unit"] = values["unit"] or entry.values.get("firm")
    more = {name: value for name, value in entry.values.items() if name not in FIELDS and value}
    place = {"row": entry.number, "sheet": entry.sheet, "state": told.verdict, "why": told.why or None}
    return place | values | {"remarks": entry.remarks, "more": more}


def _as_text(rows: Iterator[Row]) -> None:
    counts: Counter[str] = Counter()
    for entry, told in rows:
        counts[told.verdict] += 1
        to_mend = counts["doubtful"] + counts["wrong"]
        if told.verdict in ("doubtful", "wrong") and to_mend <= SHOWN:
            click.echo(f"{entry.sheet} 第 {entry.number} 行 {STATES[told.verdict]}：{told.why}")
    if (left := counts["doubtful"] + counts["wrong"] - SHOWN) > 0:
        click.echo(f"……还有 {left} 行")
    click.echo(f"试读：{_counted(counts)}")


def _say_done(engine: Engine, number: int, failed: Path, as_json: bool) -> None:
    with _work(engine) as work:
        facts = batch_of(work, number)
        assert facts is not None
        back = facts.states.get("back", 0)
        if back:
            failed.write_bytes(to_mend(work, facts))
    if as_json:
        told = {"batch": number, "counts": facts.verdicts, "failed": str(failed) if back else None}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{number} 号导入完成：{_counted(facts.verdicts)}")
    if back:
        click.echo(f"要改的 {back} 行在 {failed}，改好再导一次就行。")
    click.echo(f"要撤回：yiqi import undo {number}")


def _counted(counts: Mapping[str, int]) -> str:
    return "、".join(f"{name} {counts[state]} 行" for state, name in STATES.items() if counts.get(state))


@contextmanager
def _work(engine: Engine) -> Iterator[UnitOfWork]:
    """A unit of work in a transaction of its own."""
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        yield work


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise click.ClickException(refusal.text) from refusal
