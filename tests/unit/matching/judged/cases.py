"""Judged needs: who was asked what, which experts there were that day, and what the officer says.

`needs.yaml` and `later.yaml` are of one officer and one crowd (`experts.yaml`); files `*.jsonl` are of other officers and
hold their own experts, as `yiqi match --file` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.clock import SHANGHAI
from bot.devtools.match_file import Crowd, read
from language import read_need
from matching.deduplication import same_firm
from matching.facts import Profile, Wanted
from matching.weights import Weights
from programme.packs import load_pack

HERE = Path(__file__).parent
MONDAY = date(2026, 9, 14)


@dataclass(frozen=True, slots=True)
class Case:
    """A need with its field as it is read, the experts as they were that day, and the officer's judgement.

    `right` would be asked first, `could` would help too; everybody else is wrong. `para` is the same in other words.
    """

    wanted: Wanted
    experts: tuple[Profile, ...]
    right: frozenset[int]
    could: frozenset[int]
    never: frozenset[int] = frozenset()
    para: tuple[Wanted, ...] = ()


@cache
def cases(*, final: bool) -> tuple[Case, ...]:
    """The half with odd ids, or the one with even ids; weights are learned from both."""
    return tuple(_case(need) for need in _read("needs") if (need["id"] % 2 == 0) == final)


@cache
def later() -> tuple[Case, ...]:
    """Needs that nothing is learned from or tuned on."""
    return tuple(_case(need) for need in _read("later"))


@cache
def by_others(name: str) -> tuple[Case, ...]:
    """The needs of another officer's file."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    at = datetime(2026, 11, 25, 10, tzinfo=SHANGHAI)
    crowd = Crowd(read(lines, "expert"), at, load_pack("national-2023"), Weights(), None)
    crowd.deep = True  # needs are read as they are in earnest; who is ranked how is each way's affair
    experts = tuple(crowd.profiles)
    return tuple(
        Case(
            crowd.wanted(need, need["text"]),
            experts,
            frozenset(need["right"]),
            frozenset(need.get("could", ())),
            frozenset({*map(int, need.get("conflict", ())), *map(int, need.get("not_now", ()))}),
            tuple(crowd.wanted(need, text) for text in need.get("para", ())),
        )
        for need in read(lines, "need")
    )


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def _case(need: dict[str, Any]) -> Case:
    rows = [row | need.get("with", {}).get(row["id"], {}) for row in _experts()]
    today = need.get("day", MONDAY)
    told = read_need(need["text"], need["region"])
    plain = Wanted(1000 + need["id"], told.domain, need["region"], today, need["text"], told.also)
    wanted = replace(
        plain,
        form=need.get("form"),
        urgent=need.get("urgent", False),
        focus=tuple(need.get("focus", ())),
        wish=need.get("wish"),
        barred=frozenset(need.get("refuse", ())) | {row["id"] for row in rows if _of_firm(row, need)},
    )
    profiles = tuple(_expert(row, today) for row in rows)
    return Case(wanted, profiles, frozenset({need["best"]}), frozenset(need["fine"]))


@cache
def _experts() -> list[dict[str, Any]]:
    return _read("experts")


def _of_firm(row: dict[str, Any], need: dict[str, Any]) -> bool:
    return "firm" in need and same_firm(row["unit"], need["firm"])


def _expert(row: dict[str, Any], today: date) -> Profile:
    (rated, stars), (asked, accepted) = row["rating"], row["offers"]
    return Profile(
        row["id"],
        row["region"],
        tuple(row["domains"]),
        row["specialities"],
        "；".join(row["diaries"]),
        load=row.get("load", 0),
        capacity=row.get("capacity", 3),
        away_until=row.get("away"),
        quiet="".join(map(str, row.get("quiet", ()))),
        rated=rated,
        stars=stars,
        asked=asked,
        accepted=accepted,
        hours=row["hours"],
        firms=row["firms"],
        last_served=today - timedelta(days=row["rested"]),
        unit=row["unit"],
    )
