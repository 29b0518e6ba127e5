"""这一天该提醒什么 / what the calendar asks for on a day."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine, Row

from actions.reminders.sweep import sweep
from bot.clock import SHANGHAI, SystemClock
from bot.commands._shared import DAY, existing
from bot.settings import load
from bot.settings_files import rules_of
from programme.packs import RulePack
from storage.queries.delivery.queue import newest, queued_after
from storage.unit_of_work import UnitOfWork

Queued = Row[int, str, str, dict[str, Any]]


@click.command(help=__doc__)
@click.option("--on", type=DAY, default=None, help="哪一天 / default: today")
@click.option("--dry-run", is_flag=True, help="只试算，不排入 / change nothing")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(config: Path | None, on: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Sweep up to the end of `on` (today up to now); a day to come can only be tried."""
    settings, now = load(config), SystemClock().now()
    day = (on or now).date()
    if day > now.date() and not dry_run:
        raise click.ClickException(f"{day} 还没到，只能试算：加上 --dry-run。")
    end = datetime.combine(day, time(23, 59, 59), SHANGHAI)
    until = end if dry_run else min(now, end)
    queued = swept(existing(settings), until, rules_of(settings), dry_run)
    click.echo(_as_json(day, dry_run, queued) if as_json else _as_text(day, dry_run, queued))


def swept(engine: Engine, now: datetime, rules: RulePack, dry_run: bool) -> list[Queued]:
    """Sweep in one transaction, which is undone again for a dry run; what was queued, in order."""
    with engine.connect() as connection:
        work = UnitOfWork(connection)
        before = newest(connection)
        while sweep(work, now, rules):
            pass
        work.session.commit()
        queued = queued_after(connection, before)
        if not dry_run:
            connection.commit()
    return queued


def _as_json(day: date, dry_run: bool, queued: list[Queued]) -> str:
    rows = [{"person": row.person_id, "kind": row.kind, "key": row.key, "facts": row.facts} for row in queued]
    counts = dict(sorted(Counter(row.kind for row in queued).items()))
    return json.dumps(
        {"on": str(day), "dry_run": dry_run, "queued": len(rows), "kinds": counts, "rows": rows},
        ensure_ascii=False,
    )


def _as_text(day: date, dry_run: bool, queued: list[Queued]) -> str:
    would = "会排入" if dry_run else "已排入"
    lines = [f"{row.kind:16} 人员 {row.person_id}　{row.key}" for row in queued]
    return "\n".join([f"{day} {would} {len(queued)} 条", *lines])
