"""What people are told about activities."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class TrainingAnnounced(Notice):
    """A holder: a training is announced for whoever is like them."""

    kind = "training"
    training: int
