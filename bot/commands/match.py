"""一句需求，谁最合适 / a need in words: whom to ask."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

import language
from actions.offers.pool import open_pool
from actions.offers.suggest import Suggestion, suggest
from bot.app import duty_of
from bot.clock import SystemClock
from bot.commands._shared import FILE, existing
from bot.devtools.match_file import Crowd, answers, read
from bot.settings import Settings, load
from bot.settings_files import all_own_weights, own_weights, reader_options, rules_of
from language import regions
from language.domains import label
from matching.facts import Wanted
from matching.learned import named
from storage.unit_of_work import UnitOfWork

ANYWHERE = "000000"
_MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d"]


@click.command(help=__doc__)
@click.argument("text", required=False)
@click.option(
    "--region", default=None, help="六位区划代码；默认从文字里读 / GB/T 2260; default: read from the text"
)
@click.option("--top", default=10, show_default=True)
@click.option("--file", "file", type=FILE, help="专家和需求的 JSON 行 / experts and needs as JSON lines")
@click.option(
    "--at", "at", type=click.DateTime(_MOMENTS), help="按哪一刻算（配合 --file） / as of when, with --file"
)
@click.option("--words-alone", is_flag=True, help="不用句向量 / without sentence vectors, with --file")
@click.option("--why", is_flag=True, help="逐项说明理由和分数 / each reason with its points")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, /, text: str | None, file: Path | None, **options: Any) -> None:
    """Say whom; exit code 1 where the region is unknown or nobody fits."""
    settings = load(context.obj)
    if file is not None:
        _of_file(file, options["at"] or SystemClock().now(), settings, options["words_alone"])
    elif text is None:
        raise click.UsageError("请给一句需求，或者 --file / a need in words, or --file")
    else:
        found = _of_text(settings, text, **options)
        context.exit(0 if found else 1)


def _of_file(file: Path, at: datetime, settings: Settings, words_alone: bool) -> None:
    """A line for each need of the file, as `bot.devtools.match_file` answers them."""
    lines = file.read_text(encoding="utf-8").splitlines()
    encoder = None if words_alone else settings.encoder
    rules = rules_of(settings)
    crowd = Crowd(read(lines, "expert"), at, rules, settings.matching, encoder)
    crowd.index.learned = all_own_weights(settings).get(named(encoder), crowd.index.learned)
    for answer in answers(crowd, read(lines, "need")):
        click.echo(json.dumps(answer, ensure_ascii=False))


def _of_text(
    settings: Settings, text: str, region: str | None, top: int, why: bool, as_json: bool, **_: Any
) -> list[Suggestion]:
    if region is not None and region not in regions.names():
        raise click.ClickException(f"没有这个区划代码：{region} / no such region")
    now = SystemClock().now()
    engine = existing(settings)
    wanted = _wanted(text, region, now, settings)
    pool = settings.matching, duty_of(rules_of(settings)), settings.encoder, own_weights(settings)
    open_pool(engine, *pool)
    with engine.execution_options(readonly=True).connect() as connection:
        found = suggest(UnitOfWork(connection), wanted, now, top)
    click.echo(_as_json(wanted, found) if as_json else "\n".join(_lines(wanted, found, why)))
    return found


def _wanted(text: str, region: str | None, now: datetime, settings: Settings) -> Wanted:
    words = reader_options(settings).vocabulary
    need = language.read_need(text, region, now, words, deep=settings.semantic)
    where = region or need.region
    form = need.form if where else "online"
    return Wanted(
        0, need.domain, where or ANYWHERE, now.date(), text, need.also, form, need.urgent, need.focus
    )


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
