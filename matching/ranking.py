"""Rank experts for a need: domain, place and load, each with its reason in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from language import regions
from language.domains import label

PRIMARY, ALSO = 60.0, 35.0
COUNTY, CITY, PROVINCE, ONLINE = 25.0, 15.0, 5.0, 8.0
IDLE = 15.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What matters of a need. `form` is online, offline or None."""

    need_id: int
    domain: str
    also: tuple[str, ...]
    region: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """What matters of an expert: domains as codes, home region, services under way, how many are too many."""

    expert_id: int
    domains: tuple[str, ...]
    region: str | None
    load: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert who fits, best score first; `reasons` are for people."""

    expert_id: int
    score: float
    reasons: tuple[str, ...]


def rank(wanted: Wanted, experts: Iterable[Available]) -> list[Candidate]:
    """Those who fit, best first. Same data, same order; the need's id decides between equals."""
    fitting = [candidate for expert in experts if (candidate := _weigh(wanted, expert))]
    return sorted(fitting, key=lambda c: (-c.score, _lot(wanted.need_id, c.expert_id)))


def _weigh(wanted: Wanted, expert: Available) -> Candidate | None:
    if expert.load >= expert.capacity:
        return None
    domain, place = _domain(wanted, expert), _place(wanted, expert)
    if domain is None or place is None:
        return None
    load = IDLE * (1 - expert.load / expert.capacity)
    reasons = (domain[1], place[1], f"手上 {expert.load} 件")
    return Candidate(expert.expert_id, round(domain[0] + place[0] + load, 2), reasons)


def _domain(wanted: Wanted, expert: Available) -> tuple[float, str] | None:
    if wanted.domain in expert.domains:
        return PRIMARY, f"擅长{label(wanted.domain)}"
    shared = next((code for code in wanted.also if code in expert.domains), None)
    return (ALSO, f"擅长{label(shared)}") if shared else None


def _place(wanted: Wanted, expert: Available) -> tuple[float, str] | None:
    here, there = wanted.region, expert.region
    if there and here == there:
        return COUNTY, f"同在{regions.name(here)}"
    if there and here[:4] == there[:4]:
        return CITY, f"同在{regions.name(here[:4] + '00')}"
    if there and here[:2] == there[:2]:
        return PROVINCE, "同省"
    return (ONLINE, "可线上") if wanted.form == "online" else None


def _lot(need_id: int, expert_id: int) -> int:
    """A draw that differs from need to need, so that nobody is always first among equals."""
    return crc32(f"{need_id}:{expert_id}".encode())
