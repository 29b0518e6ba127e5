"""The sample world on paper: who there is, and what they say. Everybody is invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Expert:
    """A line of `experts.tsv`. `temper` says how diligent: 勤, 常, 忙 or 静."""

    name: str
    unit: str
    domains: tuple[str, ...]
    region: str
    capacity: int
    temper: str
    specialities: str


@dataclass(frozen=True, slots=True)
class Station:
    """A line of `stations.tsv`; `name` is the person's in charge."""

    unit: str
    name: str
    region: str
    temper: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A line of `enterprises.tsv`; `name` is the person's who asks."""

    enterprise: str
    trade: str
    region: str
    name: str
    phone: str
    focus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Officer:
    """A line of `staff.tsv`."""

    name: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A need in a shopkeeper's words; `trade` is * where anybody could say it."""

    trade: str
    domain: str
    text: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What a diary tells; without `{firm}` in it, it was for several."""

    domain: str
    form: str
    text: str

    @property
    def for_one(self) -> bool:
        return "{firm}" in self.text


@dataclass(frozen=True, slots=True)
class Persona:
    """A line of `visitors.tsv`: whom one can step into, and what to try first."""

    slot: str
    name: str
    title: str
    role: str
    about: str


def experts() -> list[Expert]:
    return [
        Expert(name, unit, tuple(domains.split()), region, int(capacity), temper, specialities)
        for name, unit, domains, region, capacity, temper, specialities in _rows("experts.tsv")
    ]


def stations() -> list[Station]:
    return [Station(*row) for row in _rows("stations.tsv")]


def firms() -> list[Firm]:
    return [
        Firm(enterprise, trade, region, name, phone, tuple(focus.split()))
        for enterprise, trade, region, name, phone, focus in _rows("enterprises.tsv")
    ]


def officers() -> list[Officer]:
    return [Officer(*row) for row in _rows("staff.tsv")]


def wishes() -> list[Wish]:
    return [Wish(*row) for row in _rows("needs.tsv")]


@cache
def deeds() -> tuple[Deed, ...]:
    return tuple(Deed(*row) for row in _rows("diaries.tsv"))


@cache
def comments() -> tuple[tuple[int, str], ...]:
    """Stars and the words that go with them."""
    return tuple((int(stars), text) for stars, text in _rows("comments.tsv"))


@cache
def excuses() -> tuple[str, ...]:
    """Why an expert declines."""
    return tuple(row[0] for row in _rows("declines.txt"))


def personas() -> list[Persona]:
    return [Persona(*row) for row in _rows("visitors.tsv")]


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
