"""What is told about objections, complaints, appeals and suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class CaseFiled(Notice):
    """To staff: somebody has brought a case."""

    kind: ClassVar[str] = "case_filed"
    case: int


@dataclass(frozen=True, slots=True)
class CaseDecided(Notice):
    """To who brought it: what came of it."""

    kind: ClassVar[str] = "case_decided"
    case: int


@dataclass(frozen=True, slots=True)
class CaseWithdrawn(Notice):
    """To staff who heard of a case: it was taken back."""

    kind: ClassVar[str] = "case_withdrawn"
    case: int
