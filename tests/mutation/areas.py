"""What is mutated, and which tests must notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Area:
    """Patterns of the source files, what pytest is given to run, and patterns of sources left out."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()

    def files(self) -> list[str]:
        """The source files, from the project's root."""
        root = Path()
        chosen = {path for pattern in self.sources for path in root.glob(pattern)}
        chosen -= {path for pattern in self.without for path in root.glob(pattern)}
        return sorted(map(str, chosen))


AREAS: Mapping[str, Area] = {
    "programme": Area(("programme/**/*.py",), ("tests/unit/programme",)),
    "matching": Area(("matching/**/*.py",), ("tests/unit/matching",)),
    "language": Area(("language/**/*.py",), ("tests/unit/language",), without=("language/train.py",)),
    "engine": Area(("handlers/engine/**/*.py",), ("tests/unit/engine",)),
}
