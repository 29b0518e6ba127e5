"""What people are told about activities."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class TrainingAnnounced(Notice):
    """A holder: a training is announced for whoever is like them."""

    kind = "training"
    training: int


@dataclass(frozen=True, slots=True)
class Trained(Notice):
    """A holder: the training that they came to is on record."""

    kind = "trained"
    training: int


@dataclass(frozen=True, slots=True)
class YearPaperHandedIn(Notice):
    """Staff: a station has handed in its plan or summary of a year."""

    kind = "year_paper"
    paper: int


@dataclass(frozen=True, slots=True)
class EventJoined(Notice):
    """Whoever holds the activity, and staff where somebody offers to speak: this person comes."""

    kind = "event_joined"
    event: int
    person: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class EventLeft(Notice):
    """Whoever holds the activity: this person does not come after all."""

    kind = "event_left"
    event: int
    person: int


@dataclass(frozen=True, slots=True)
class EventMoved(Notice):
    """Whoever signed up: the activity has another day or place."""

    kind = "event_moved"
    event: int


@dataclass(frozen=True, slots=True)
class EventCancelled(Notice):
    """Whoever signed up: the activity does not take place."""

    kind = "event_cancelled"
    event: int
