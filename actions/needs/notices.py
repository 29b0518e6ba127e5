"""What is told about a need that is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Withdrawn(Notice):
    """To the expert who had accepted: the enterprise has taken the need back."""

    kind: ClassVar[str] = "withdrawn"
    need: int
