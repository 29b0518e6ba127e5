"""What each thing counts for, in points. A centre may change any of them in its settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Points; the first of two marks is reached only by the best possible value."""

    evidence: float = 20
    """A unit of what speaks for the expert's knowing the matter, as weights were learned for it (`evidence.json`)."""
    focus: float = 8
    """The asker belongs to a focus group that the expert has worked with."""
    manner: float = 10
    """Each thing that the firm would like in who helps (会讲粤语, 周末有空) and that the expert has said."""
    county: float = 18
    town: float = 15.5
    """Both in urban districts of one city, which lie side by side."""
    city: float = 13
    province: float = 3
    elsewhere: float = 0
    """Where another province is let in: online."""
    online_place: float = 0.3
    """How much of the place's points is left where the service is online."""
    room: float = 8
    """Nothing in hand; less as the hands fill."""
    satisfaction: float = 20
    """A full star above (or below) the usual, after shrinking few ratings towards it."""
    usual_stars: float = 4.5
    ratings_to_trust: float = 5
    answers: float = 12
    """Accepts always, against accepting usually."""
    usual_answers: float = 0.8
    answers_to_trust: float = 5
    urgent_answers: float = 2
    """How many times more answering counts where it is urgent."""
    rested: float = 3
    """No service for a quarter; less after less."""
    duty: float = 5
    """The year's duty is wholly open; less as it is done."""
    trial: float = 10
    """Somebody with few ratings is tried: for a share of needs, drawn by the numbers of need and expert."""
    trial_share: float = 0.2
    trial_ratings: int = 3
    """Ratings from which on nobody is new."""
    wish: float = 100
    """The firm asked for this expert."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A year's duty: hours, or enterprises (S6.1)."""

    hours: float = 12
    enterprises: int = 30
