"""`yiqi match`: a need in words, and whom matching would ask for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import language
from actions.offers.pool import open_pool
from actions.offers.suggest import Suggestion, suggest
from bot import settings
from bot.app import duty_of
from bot.clock import SystemClock
from bot.vocabulary import reader_options
from language import regions
from language.domains import label
from matching.facts import Wanted
from programme.packs import load_pack
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork

ANYWHERE = "000000"


def run(
    text: str,
    region: str | None,
    top: int,
    why: bool,
    as_json: bool,
    file: Path | None,
    say: Callable[[str], None],
) -> int:
    """Say whom; 1 where the region is unknown or nobody fits."""
    if region is not None and region not in regions.names():
        say(f"没有这个区划代码：{region} / no such region")
        return 1
    chosen = settings.load(file)
    clock = SystemClock()
    need = language.read_need(
        text, region, clock.now(), reader_options(chosen).vocabulary, deep=chosen.semantic
    )
    where = region or need.region
    form = need.form if where else "online"
    wanted = Wanted(
        0, need.domain, where or ANYWHERE, clock.now().date(), text, need.also, form, need.urgent, need.focus
    )
    engine = make_engine(chosen.database)
    open_pool(engine.pool, chosen.matching, duty_of(load_pack(chosen.pack)))
    with engine.execution_options(readonly=True).connect() as connection:
        found = suggest(UnitOfWork(connection), wanted, clock.now(), top)
    say(_as_json(wanted, found) if as_json else "\n".join(_lines(wanted, found, why)))
    return 0 if found else 1


def _as_json(wanted: Wanted, found: list[Suggestion]) -> str:
    experts = [
        {
            "expert": one.expert_id,
            "name": one.name,
            "unit": one.unit,
            "score": one.score,
            "reasons": [reason._asdict() for reason in one.reasons],
        }
        for one in found
    ]
    need = {
        "domain": wanted.domain,
        "also": list(wanted.also),
        "region": wanted.region,
        "urgent": wanted.urgent,
    }
    return json.dumps({"need": need, "experts": experts}, ensure_ascii=False)


def _lines(wanted: Wanted, found: list[Suggestion], why: bool) -> list[str]:
    place = regions.full_name(wanted.region) if wanted.region != ANYWHERE else "未说地区，按线上"
    lines = [f"{label(wanted.domain)} · {place}"]
    for number, one in enumerate(found, 1):
        lines.append(f"{number:2}. {one.score:6.2f}  {one.label}")
        if why:
            lines += [f"      {reason.points:+7.2f}  {reason.text}" for reason in one.reasons]
    return lines if found else [*lines, "没有空闲的合适专家 / nobody fits"]
