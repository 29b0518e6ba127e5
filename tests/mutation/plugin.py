"""What pytest is told in a run for mutation: note how long tests take; run the chosen ones; make no failure smaller."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, settings

LOADED_BEFORE = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
"""Options for pytest where hypothesis is loaded before it."""


class Timed:
    """Writes the seconds that each test took, set-up included, to a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        self.file.write_text(json.dumps(self.seconds), encoding="utf-8")


class Chosen:
    """Runs the named tests alone, in their order; hypothesis stops at the first example that fails."""

    def __init__(self, names: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(names)}

    def pytest_configure(self) -> None:
        settings.register_profile("mutation", settings.default, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutation")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.places), key=lambda item: self.places[item.nodeid]
        )
