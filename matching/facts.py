"""What matters of a need and of an expert, and what a ranking says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need. `form` is online, offline or None; `wish` the expert that the firm asked for; `prefers` what it would like
    in whoever helps, as codes of `language.traits`.

    `barred` holds experts who may not be asked: the firm's own, those asked before, those not wanted again. Where there are too few
    experts, one that goes `first` is not the one to go without (S3.4).
    """

    need_id: int
    domain: str
    region: str
    today: date
    text: str = ""
    also: tuple[str, ...] = ()
    form: str | None = None
    urgent: bool = False
    focus: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    wish: int | None = None
    barred: frozenset[int] = frozenset()
    first: bool = False


class Profile(NamedTuple):
    """An expert. `past` is what they wrote of their services, newest first; `hours` and `firms` are this year's.

    `serving`: holds a title that lets them serve. `away_until`: back the day after; `away_from`: the first day away,
    where they have not left yet. `quiet`: weekdays on which nobody may ask them, as «67» for the weekend. `rated`
    ratings average `stars`; of `asked` offers answered or let lapse they took `accepted`. `doubted`: own phrases by which
    they were asked for what they then declined as none of their skill. `traits`: what they have said of themselves, as codes of `language.traits`.
    """

    expert_id: int
    region: str | None
    domains: tuple[str, ...]
    specialities: str = ""
    past: str = ""
    serving: bool = True
    load: int = 0
    capacity: int = 3
    away_until: date | None = None
    away_from: date | None = None
    quiet: str = ""
    rated: int = 0
    stars: float = 0.0
    asked: int = 0
    accepted: int = 0
    hours: float = 0.0
    firms: int = 0
    last_served: date | None = None
    unit: str = ""
    doubted: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


class Reason(NamedTuple):
    """One thing that speaks for a candidate, or below 0 points against; `kind` is one of `reasons.ORDER`."""

    kind: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert who can be asked; the reasons' points add up to the score.

    `fits`: something of the matter is named by what they say of themselves, so that they may be asked unseen;
    `evidence` says how much, in units of `matching.learned`; `phrase` is what of it answers best, empty where nothing does.
    """

    expert_id: int
    score: float
    reasons: tuple[Reason, ...] = field(default=())
    fits: bool = True
    evidence: float = 0.0
    phrase: str = ""
