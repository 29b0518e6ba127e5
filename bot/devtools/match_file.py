"""Judged needs told in a file: experts and needs as JSON lines, ranked as the product would, for measuring.

Nothing is stored. The field, the urgency and whatever else a need has are read from its text; the experts' figures are as
the file has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from actions.offers.kept_out import KeptOut
from actions.offers.named import stances
from language import read_need, traits
from matching.asking import each_matter, first_wave, one_for_each
from matching.facts import Candidate, Profile, Wanted
from matching.index import Index, Kept
from matching.meaning import Encoder, Packed, packed
from matching.ranking import rank
from matching.weights import Weights
from programme.offers import wave
from programme.packs import RulePack

RANKED = 10
_SPARE = 10


@dataclass(frozen=True, slots=True)
class Person:
    """An expert as the file names them."""

    id: int
    name: str
    unit: str
    region: str | None
    domains: tuple[str, ...]
    specialities: str


class Crowd:
    """The experts of a file and how they are asked."""

    def __init__(
        self,
        rows: Iterable[dict[str, Any]],
        now: datetime,
        rules: RulePack,
        weights: Weights,
        encoder: Encoder | None,
    ) -> None:
        listed = sorted(rows, key=lambda row: (row["region"] or "", row["id"]))
        self.now, self.rules, self.deep = now, rules, encoder is not None
        self.people = {row["id"]: _person(row) for row in listed}
        self.profiles = [_profile(row, now.date()) for row in listed]
        self.index = index_of(self.profiles, weights, encoder)

    def answer(self, need: dict[str, Any], text: str) -> dict[str, Any]:
        """Whom the product would name for a need so told, whom it would ask at first, and why."""
        wanted = self.wanted(need, text)
        kept_out = KeptOut(need["firm"], need["region"], text)
        ranked = self._ranked(wanted, kept_out)
        most = wave(self.rules.offers, wanted.urgent)
        waves = [first_wave(self._ranked(one, kept_out), most) for one in each_matter(wanted)]
        asked = one_for_each(waves, most)
        return {
            "ranked": [one.expert_id for one in ranked[:RANKED]],
            "asked": [one.expert_id for one in asked],
            "reasons": {str(one.expert_id): _texts(one) for one in ranked[:RANKED]},
        }

    def _ranked(self, wanted: Wanted, kept_out: KeptOut) -> list[Candidate]:
        return [
            one
            for one in rank(self.index, wanted, RANKED + _SPARE)
            if not kept_out.bars(self.people[one.expert_id], wished=one.expert_id == wanted.wish)
        ]

    def wanted(self, need: dict[str, Any], text: str) -> Wanted:
        """A need told in these words, as reading has it."""
        read = read_need(text, need["region"], self.now, deep=self.deep)
        named = stances(text, self.people.values(), need["region"])
        plain = Wanted(need["id"], read.domain, need["region"], self.now.date(), text)
        return replace(
            plain,
            also=read.also,
            form=read.form,
            urgent=read.urgent,
            focus=read.focus,
            prefers=read.prefers,
            wish=named.wished,
            barred=named.turned_away,
        )


def answers(crowd: Crowd, needs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A line for each need, and one for each time it is told in other words."""
    for need in needs:
        for place, text in enumerate([need["text"], *need.get("para", ())], -1):
            told = {"need": need["id"], "para": place if place >= 0 else None}
            yield told | crowd.answer(need, text)


def read(lines: Iterable[str], kind: str) -> list[dict[str, Any]]:
    """The rows of a kind, «expert» or «need»."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row.get("type", "need") == kind]


def index_of(profiles: Iterable[Profile], weights: Weights | None, encoder: Encoder | None) -> Index:
    """An index of these, whose phrases' vectors are made on the spot, once in a process."""
    return Index(profiles, weights, encoder=encoder, kept=_made_by(encoder) if encoder else None)


@cache
def _made_by(encoder: Encoder) -> Kept:
    made: dict[str, Packed] = {}

    def kept(texts: list[str]) -> dict[str, Packed]:
        fresh = [text for text in texts if text not in made]
        made.update(zip(fresh, packed(encoder.vectors(fresh)), strict=True))
        return {text: made[text] for text in texts}

    return kept


def _texts(one: Candidate) -> list[str]:
    return [f"{reason.text} {reason.points:+.1f}" for reason in one.reasons]


def _person(row: dict[str, Any]) -> Person:
    unit = row.get("works_at") or row["unit"]
    return Person(row["id"], row["name"], unit, row["region"], tuple(row["domains"]), row["specialities"])


def _profile(row: dict[str, Any], today: date) -> Profile:
    return Profile(
        row["id"],
        row["region"],
        tuple(row["domains"]),
        row["specialities"],
        "；".join(row["past"]),
        serving=row.get("state", "active") == "active",
        load=row["load"],
        capacity=row["capacity"],
        away_until=date.fromisoformat(row["away"]) if row.get("away") else None,
        quiet=str(row.get("quiet") or ""),
        rated=row["rated"],
        stars=row["stars"] or 0.0,
        asked=row["asked"],
        accepted=row["accepted"],
        hours=row["hours"],
        firms=row["firms"],
        last_served=today - timedelta(days=row["rested"]) if row.get("rested") is not None else None,
        unit=row["unit"],
        traits=tuple(traits.with_said((), row["specialities"])),
    )
