"""Which tests come by which line, and how long each takes: from one run of an area's tests."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from tests.mutation.areas import Area
from tests.mutation.mutants import Mutant


@dataclass(frozen=True, slots=True)
class Touched:
    """By file and line the tests that came by it, «» for the import, and the seconds of each test."""

    contexts: Mapping[str, Mapping[int, list[str]]]
    seconds: Mapping[str, float]

    def by_line(self, mutant: Mutant) -> set[str]:
        """The tests that come by what is changed; all that come by the file if it is run at import."""
        contexts, lines = self.contexts[mutant.file], range(mutant.first_line, mutant.last_line + 1)
        there = {name for line in lines for name in contexts.get(line, [])}
        return self.by_file(mutant) if "" in there else _tests(there)

    def by_file(self, mutant: Mutant) -> set[str]:
        """The tests that come by the file; all there are if it is run at import alone."""
        there = _tests({name for names in self.contexts[mutant.file].values() for name in names})
        return there or set(self.seconds)

    def quickest_first(self, tests: set[str]) -> tuple[str, ...]:
        """The tests in the order in which most is noticed soonest."""
        return tuple(sorted(tests, key=lambda test: (self.seconds[test], test)))

    def duration(self, tests: set[str]) -> float:
        """Seconds that the tests took together, watched by coverage."""
        return sum(self.seconds[test] for test in tests)


def run(area: Area, kept: Path) -> Touched:
    """Run the area's tests once; they must pass. What was seen is kept in files of this name."""
    data, times = kept.with_suffix(".coverage"), kept.with_suffix(".json")
    settings = kept.with_suffix(".ini")
    sources = "".join(f"\n    {file}" for file in area.files())
    settings.write_text(f"[run]\ndata_file = {data}\ninclude ={sources}\n", encoding="utf-8")
    options = [
        f"--cov-config={settings}",
        "--cov",
        "--cov-context=test",
        "--cov-report=",
        "-n2",
    ]
    command = [sys.executable, "-m", "tests.mutation.timed", str(times), *options, *area.tests]
    subprocess.run(command, check=True)
    lines = CoverageData(str(data))
    lines.read()
    contexts = {file: lines.contexts_by_lineno(str(Path(file).resolve())) for file in area.files()}
    return Touched(contexts, json.loads(times.read_text(encoding="utf-8")))


def _tests(contexts: set[str]) -> set[str]:
    """Names of tests out of contexts as pytest-cov writes them: the test, and which of its three phases."""
    return {context.rpartition("|")[0] for context in contexts if context}
