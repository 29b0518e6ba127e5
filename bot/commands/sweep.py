"""`yiqi sweep`: what a day's calendar asks for, queued, or only shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import Engine, Row, func, select
from sqlalchemy.exc import DBAPIError

from actions.reminders.sweep import sweep
from bot import settings
from bot.clock import SHANGHAI, SystemClock
from programme.packs import RulePack, load_pack
from storage.engine import make_engine
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork

Say = Callable[[str], None]
Queued = Row[int, str, str, dict[str, object]]


def run(on: date | None, dry_run: bool, as_json: bool, file: Path | None, say: Say) -> int:
    """Sweep up to the end of `on` (today up to now); a day to come can only be tried. 1 where it can't be done."""
    chosen, now = settings.load(file), SystemClock().now()
    day = on or now.date()
    if day > now.date() and not dry_run:
        say(f"{day} 还没到，只能试算：加上 --dry-run。")
        return 1
    end = datetime.combine(day, time(23, 59, 59), SHANGHAI)
    try:
        queued = swept(
            make_engine(chosen.database), end if dry_run else min(now, end), load_pack(chosen.pack), dry_run
        )
    except DBAPIError:
        say(f"读不到数据库 {chosen.database}；还没有建好的话，先运行 yiqi db upgrade。")
        return 1
    say(_as_json(day, dry_run, queued) if as_json else _as_text(day, dry_run, queued))
    return 0


def swept(engine: Engine, now: datetime, rules: RulePack, dry_run: bool) -> list[Queued]:
    """Sweep in one transaction, which is undone again for a dry run; what was queued, in order."""
    with engine.connect() as connection:
        work = UnitOfWork(connection)
        newest = connection.execute(select(func.coalesce(func.max(Outbox.id), 0))).scalar_one()
        while sweep(work, now, rules):
            pass
        work.session.commit()
        fresh = select(Outbox.person_id, Outbox.kind, Outbox.key, Outbox.facts).where(Outbox.id > newest)
        queued = list(connection.execute(fresh.order_by(Outbox.id)))
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
