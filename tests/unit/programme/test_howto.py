"""The how-to of rule packs names every table, key, choice, operator and step that the model knows, and no other."""

from __future__ import annotations

import re
from dataclasses import MISSING, is_dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from programme.packs import admitting, duties, model, spans, times
from programme.packs.conditions import OPERATORS, SCALES
from programme.packs.conventions import conventions
from programme.packs.decode import keys
from programme.packs.model import RulePack
from programme.spans import Span

ROOT = next(folder for folder in Path(__file__).parents if (folder / "docs" / "howto").is_dir())
HOWTO = (ROOT / "docs" / "howto" / "rule-pack.md").read_text("utf-8")
TABLES: dict[str, type] = {
    "top": model.RulePack,
    "`[year]`": duties.Year,
    "`[[rounds]]`": model.Round,
    "`[yearly_round]`": model.YearlyRound,
    "`[validity]`": model.Validity,
    "`[goal]`": model.Goal,
    "`[monitoring]`": model.Monitoring,
    "`[trades]`": model.Trades,
    "`[facts.NAME]`": admitting.Fact,
    "`[expert]` and `[station]`": model.KindRules,
    "`review`": admitting.Review,
    "`conferral`": model.Conferral,
    "`publicity`": admitting.Publicity,
    "`steps`": model.Steps,
    "`recommendation`": admitting.Recommendation,
    "`duty` and `loss`": duties.Demand,
    "`governing`": duties.Governing,
    "`warning`": duties.Warn,
    "`term`": duties.Term,
    "`assessment`": duties.Weights,
    "`training`": model.Training,
    "`collecting`": model.Collecting,
    "`plans`": model.Plans,
    "`conditions`, `priority` and `ways`": admitting.Condition,
    "`categories`": admitting.Category,
    "`papers`": admitting.Paper,
    "`losses`": duties.Loss,
    "`prohibitions`": duties.Prohibition,
    "`roads`": admitting.Road,
    "`stars`": duties.Star,
    "`[counting]`": duties.Counting,
    "`[service_times]`": times.ServiceTimes,
    "`[offers]`": spans.Offers,
    "`[diaries]`": spans.Diaries,
    "`[reminders]`": spans.Reminders,
    "`[limits]`": spans.Limits,
    "`[waiting]`": spans.Waiting,
    "`[deciding]`": spans.Deciding,
    "`[[complaints]]`": spans.Grievance,
}
ROW = re.compile(r"^\| `(?P<key>\w+)`(?P<optional> \?)? \| (?P<value>[^|]*) \|", re.MULTILINE)


def sections() -> dict[str, str]:
    parts = re.split(r"^###? (.+)$", HOWTO, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def choices(hint: Any) -> set[str]:
    """The words of every Literal within a type."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return {word for inner in get_args(hint) for word in choices(inner)}


def reached(cls: type) -> set[type]:
    """The dataclasses that a table of this kind may hold, itself included."""
    found = {cls}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        if name in {field.name for field in keys(cls)}:
            for inner in _dataclasses(hint):
                found |= reached(inner)
    return found


def _dataclasses(hint: Any) -> set[type]:
    own = {hint} if isinstance(hint, type) and is_dataclass(hint) else set()
    return own | {one for inner in get_args(hint) for one in _dataclasses(inner)}


def test_every_table_of_a_pack_has_a_section() -> None:
    assert set(TABLES.values()) == reached(RulePack) - {model.Right, Span}
    assert TABLES.keys() <= sections().keys()


@pytest.mark.parametrize("heading", TABLES)
def test_a_section_has_the_keys_of_the_model_and_no_other(heading: str) -> None:
    rows = {row["key"]: row for row in ROW.finditer(sections()[heading])}
    known = {field.name: field for field in keys(TABLES[heading])}
    assert list(rows) == list(known)
    hints = get_type_hints(TABLES[heading], include_extras=True)
    for name, field in known.items():
        has_default = field.default is not MISSING or field.default_factory is not MISSING
        assert bool(rows[name]["optional"]) == (
            has_default or (heading == "top" and name in conventions().keys() - {"documents"})
        ), name
        assert set(re.findall(r"`(\w+)`", rows[name]["value"])) == choices(hints[name]), name


def test_every_operator_and_step_is_named() -> None:
    said = sections()["Conditions"]
    for word in ("and", "or", "not", "not under_investigation", *OPERATORS):
        assert f"`{word}`" in said
    for scale, steps in SCALES.items():
        assert f"`{scale}` are {', '.join(f'`{step}`' for step in steps)}" in " ".join(said.split())
