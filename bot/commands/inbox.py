"""大家想要什么，哪些没听懂 / what people wanted and what was missed, with phones and names masked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection

from bot.clock import SHANGHAI
from bot.commands._shared import DAY, existing
from bot.settings import load
from language.anonymise import Names, anonymous
from language.discretion import called
from language.intents.taxonomy import INTENTS
from storage.queries.delivery.heard import Heard, heard, houses_named, people_named

UNREAD = "unclear"
MISSED = frozenset({"clarify", "hand_over", "stay"})
KEEP_COMPANY = frozenset({"smalltalk", "abuse", "offtopic"})
"""With these, staying where the talk is was right."""
NO_WISH = frozenset({"tap", "steer", "relay"})
"""Moves that answer what was shown, or belong to a talk with staff."""
MOST_EXAMPLES = 5


@dataclass(slots=True)
class Tally:
    """What became of one intent: how often it was asked for, missed, and handed over; and words of those missed."""

    asked: int = 0
    unsure: int = 0
    missed: int = 0
    handed_over: int = 0
    examples: list[str] = field(default_factory=list)


@click.command(help=__doc__)
@click.option("--from", "first", type=DAY, required=True, help="从哪一天 / first day")
@click.option("--to", "last", type=DAY, required=True, help="到哪一天（含） / last day, included")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(config: Path | None, first: datetime, last: datetime, as_json: bool) -> None:
    """By intent, those that were missed most first."""
    engine = existing(load(config))
    with engine.connect() as connection:
        tallies = tallied(connection, first.date(), last.date())
    click.echo(_as_json(first, last, tallies) if as_json else _as_text(first, last, tallies))


def tallied(connection: Connection, first: date, last: date) -> dict[str, Tally]:
    """The tally of each intent in a span of days, those missed most first."""
    begins, ends = (datetime.combine(day, time(), SHANGHAI) for day in (first, last + timedelta(days=1)))
    tallies: dict[str, Tally] = {}
    known = _names(connection)
    for one in _wishes(heard(connection, begins, ends)):
        _count(tallies.setdefault(one.intent or UNREAD, Tally()), one, known)
    return dict(sorted(tallies.items(), key=lambda pair: (-pair[1].missed, -pair[1].asked, pair[0])))


def _wishes(rows: Iterable[Heard]) -> Iterable[Heard]:
    """What was read for a wish, and what nothing was made of."""
    return (one for one in rows if one.move not in NO_WISH and (one.intent or one.move in MISSED))


def _count(tally: Tally, one: Heard, known: Names) -> None:
    missed = one.move in MISSED and one.intent not in KEEP_COMPANY
    tally.asked += 1
    tally.unsure += one.sure is False
    tally.missed += missed
    tally.handed_over += one.move == "hand_over"
    if missed and one.text and len(tally.examples) < MOST_EXAMPLES:
        words = anonymous(one.text, known)
        tally.examples += [words] if words not in tally.examples else []


def _names(connection: Connection) -> Names:
    houses = houses_named(connection)
    return Names(people_named(connection), {way for house in houses for way in called(house)})


def _as_json(first: datetime, last: datetime, tallies: dict[str, Tally]) -> str:
    intents = {intent: asdict(tally) for intent, tally in tallies.items()}
    body: dict[str, Any] = {"from": f"{first:%Y-%m-%d}", "to": f"{last:%Y-%m-%d}", "intents": intents}
    return json.dumps(body, ensure_ascii=False)


def _as_text(first: datetime, last: datetime, tallies: dict[str, Tally]) -> str:
    head = f"{first:%Y-%m-%d} 到 {last:%Y-%m-%d}：{sum(one.asked for one in tallies.values())} 句"
    return "\n".join([head, *(line for intent, tally in tallies.items() for line in _lines(intent, tally))])


def _lines(intent: str, tally: Tally) -> list[str]:
    caption = INTENTS[intent].caption if intent in INTENTS else intent
    figures = f"问 {tally.asked}　没把握 {tally.unsure}　没听懂 {tally.missed}　转人工 {tally.handed_over}"
    return [f"{caption}（{intent}）　{figures}", *(f"　{words}" for words in tally.examples)]
