"""从接单、婉拒和评价学配对的权重 / learn the weights of matching from acceptances, declines and ratings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy import Connection

from actions.offers.lessons import Change, changes, learn
from actions.offers.pool import open_pool
from bot.app import duty_of
from bot.clock import SystemClock
from bot.commands._shared import existing
from bot.settings import Settings, load
from bot.settings_files import all_own_weights, own_weights, rules_of
from language.anonymise import Names, anonymous
from language.discretion import called
from matching.facts import Candidate
from matching.learned import named, written
from matching.learning import ENOUGH, Outcome
from storage.queries.delivery.heard import houses_named, people_named
from storage.unit_of_work import UnitOfWork

EXAMPLES = 3
_LONGEST = 40


@click.command(help=__doc__)
@click.option("--yes", is_flag=True, help="看过报告就写，不再问 / write without asking")
@click.pass_obj
def command(config: Path | None, yes: bool) -> None:
    """Say what would change; nothing is written but on a yes. The next start takes it up."""
    settings = load(config)
    found = _reported(settings)
    if not found.enough or found.after == found.before:
        click.echo("权重不改 / nothing is changed")
    elif yes or click.confirm("照这样改吗 / write these weights?", default=False):
        _write(settings, found)
    else:
        click.echo("没有写 / nothing was written")


def _reported(settings: Settings) -> Outcome:
    engine, now = existing(settings), SystemClock().now()
    pool = settings.matching, duty_of(rules_of(settings)), settings.encoder, own_weights(settings)
    open_pool(engine, *pool)
    with engine.execution_options(readonly=True).connect() as connection:
        work = UnitOfWork(connection)
        found = learn(work, now)
        click.echo("\n".join(_lines(found)))
        if found.enough:
            looked_at, changed = changes(work, found.after, now)
            click.echo("\n".join(_changed(connection, looked_at, changed)))
    return found


def _lines(found: Outcome) -> Iterator[str]:
    yield f"{found.needs} 件需求里有人接了、有人说不是专长，{found.pairs} 对可比 / needs and pairs to learn from"
    if not found.enough:
        yield f"至少要 {ENOUGH} 件，还不够，先不提 / too few: at least {ENOUGH} needs"
        return
    now, then = found.right
    yield f"排对的：现在 {now:.3f}，改后 {then:.3f}（没拿来学的那些上量的） / pairs in the right order, held out"
    for name, value in found.before.weights.items():
        yield f"  {name:18} {value:6.2f} → {found.after.weights[name]:6.2f}"
    yield f"  {'floor':18} {found.before.floor:6.2f} → {found.after.floor:6.2f}"


def _changed(connection: Connection, looked_at: int, changed: list[Change]) -> Iterator[str]:
    yield f"最近 {looked_at} 件需求里，{len(changed)} 件会先请别人 / recent needs that would go to another first"
    houses = houses_named(connection)
    known = Names(people_named(connection), {way for house in houses for way in called(house)})
    for one in changed[:EXAMPLES]:
        yield f"  “{_masked(one.text, known)}”：{_named(one.before, known)} → {_named(one.after, known)}"


def _named(one: Candidate, known: Names) -> str:
    """An expert by the phrase that answers, and not by name."""
    return f"写“{_masked(one.phrase, known)}”的" if one.phrase else "没写到这件事的"


def _masked(text: str, known: Names) -> str:
    shown = " ".join(anonymous(text, known).split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _write(settings: Settings, found: Outcome) -> None:
    """Beside what was learned for another encoder, all of it or nothing."""
    if not settings.matching.learned:
        raise click.ClickException("设置里 [matching] learned 是空的，没处写 / the settings name no file")
    file = Path(settings.matching.learned).absolute()
    part = file.with_name(f"{file.name}.part")
    part.write_text(
        written(all_own_weights(settings) | {named(settings.encoder): found.after}), encoding="utf-8"
    )
    os.replace(part, file)
    click.echo(
        f"写进了 {file}，重启后生效；不要了就运行 yiqi weights undo / written; in force from the next start"
    )
