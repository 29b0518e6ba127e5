"""年度考核：一人（编号或姓名）或全体 / the duty year of one (id or name) or of all."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from time import perf_counter
from typing import Any

import click
from sqlalchemy import Connection

from bot.clock import SystemClock
from bot.commands._shared import DAY, existing
from bot.settings import load
from bot.settings_files import rules_of
from programme.assess import assess, bands
from programme.duty import duty_year
from programme.packs import KINDS, Kind, RulePack, load_pack
from programme.qualification import IN_FORCE
from programme.roles import HOLDER_NAMES
from storage.queries.reports.assessments import Assessed, assessed, count_standings

Say = Callable[[str], None]
WORDS = {"met": "达标", "disputed": "两条规定结论不一", "short": "未达标", "not_asked": "未定指标"}
PER_PERSON = "{title}的年度从认定日起算，各人不同，请按编号或姓名逐个评估。"


@click.command(help=__doc__)
@click.argument("who", required=False)
@click.option("--pack", default=None, help="规则包；默认按设置 / default: as in the settings")
@click.option("--on", type=DAY, default=None, help="截至哪天 / default: today")
@click.option("--explain", is_flag=True, help="逐条说明依据 / with every clause")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(
    context: click.Context,
    who: str | None,
    pack: str | None,
    on: datetime | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Say how `who` (everybody when None) stands; exit code 1 where that can't be said."""
    settings, day = load(context.obj), (on or SystemClock().now()).date()
    rules = load_pack(pack) if pack else rules_of(settings)
    with existing(settings).execution_options(readonly=True).connect() as connection:
        if who is None:
            context.exit(_all(connection, rules, day, explain, as_json, click.echo))
        context.exit(_one(connection, rules, day, who, explain, as_json, click.echo))


def _kinds(rules: RulePack) -> list[Kind]:
    return [kind for kind in KINDS if (rules.expert if kind == "expert" else rules.station)]


def _all(connection: Connection, rules: RulePack, on: date, explain: bool, as_json: bool, say: Say) -> int:
    """Everybody: how many stand how, in one statement for each kind of holder."""
    if rules.year.own:
        say(PER_PERSON.format(title=rules.named))
        return 1
    year, started = duty_year(rules.year, None, on), perf_counter()
    counted: dict[str, dict[str, int]] = {
        kind: count_standings(connection, rules.id, kind, IN_FORCE, bands(rules, kind, on), year, on)
        for kind in _kinds(rules)
    }
    seconds = round(perf_counter() - started, 3)
    if as_json:
        subjects = sum(sum(found.values()) for found in counted.values())
        body = {"pack": rules.id, "on": str(on), "subjects": subjects, "seconds": seconds, **counted}
        say(json.dumps(body, ensure_ascii=False))
        return 0
    say(f"{rules.short}，{year[0]} 至 {year[1]}，截至 {on}")
    for kind, found in counted.items():
        shown = "、".join(f"{word} {found[code]}" for code, word in WORDS.items() if found.get(code))
        say(f"{HOLDER_NAMES[kind]} {sum(found.values())}：{shown or '无'}")
    if explain:
        _explain_all(connection, rules, on, year, say)
    return 0


def _explain_all(
    connection: Connection, rules: RulePack, on: date, year: tuple[date, date], say: Say
) -> None:
    """Whoever has not met every clause, with figures: what staff will decide about."""
    for kind in _kinds(rules):
        for one in assessed(connection, rules.id, kind, IN_FORCE, bands(rules, kind, on), year, on):
            if one.standing in ("short", "disputed"):
                say(f"{one.id} {one.name}：{WORDS[one.standing]}；{_progress(rules, kind, one, on)}")


def _one(
    connection: Connection, rules: RulePack, on: date, who: str, explain: bool, as_json: bool, say: Say
) -> int:
    found = [(kind, one) for kind in _kinds(rules) for one in _find(connection, rules, kind, who, on)]
    if not found:
        say(f"没有在{rules.named}下认定的「{who}」。")
        return 1
    for kind, one in found:
        result = assess(rules, kind, one.record, one.certified_on, on)
        if as_json:
            say(json.dumps(_json(kind, one, rules, on), ensure_ascii=False))
        else:
            text = result.explain() if explain else _progress(rules, kind, one, on)
            say(f"{HOLDER_NAMES[kind]} {one.id} {one.name}：{WORDS[result.standing]}\n{text}")
    return 0


def _find(connection: Connection, rules: RulePack, kind: Kind, who: str, on: date) -> list[Assessed]:
    """By id or name; the year is the person's own where the pack counts from certification."""
    key: dict[str, Any] = {"among": (int(who),)} if who.isdecimal() else {"named": who}
    table, year = bands(rules, kind, on), duty_year(rules.year, None, on)
    found = assessed(connection, rules.id, kind, IN_FORCE, table, year, on, **key)
    if not rules.year.own:
        return found
    return [
        again
        for one in found
        for again in assessed(
            connection,
            rules.id,
            kind,
            IN_FORCE,
            table,
            duty_year(rules.year, one.certified_on, on),
            on,
            among=(one.id,),
        )
    ]


def _progress(rules: RulePack, kind: Kind, one: Assessed, on: date) -> str:
    return assess(rules, kind, one.record, one.certified_on, on).progress.line


def _json(kind: Kind, one: Assessed, rules: RulePack, on: date) -> dict[str, Any]:
    result = assess(rules, kind, one.record, one.certified_on, on)
    return {
        "kind": kind,
        "id": one.id,
        "name": one.name,
        "pack": rules.id,
        "on": str(on),
        "standing": result.standing,
        "met": result.met,
        "clause": result.clause,
        "hours": str(one.record.hours),
        "enterprises": one.record.enterprises,
        "explain": result.explain().splitlines(),
    }
