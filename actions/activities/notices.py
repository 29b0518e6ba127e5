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
