"""Tests run against one mutant, in a process that has nothing of the project loaded yet."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from multiprocessing import get_context
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.mutants import Mutant, mutated
from tests.mutation.plugin import LOADED_BEFORE, Chosen


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, and rounds of tests, each in the order they are tried, with a limit in seconds of processor time."""

    mutant: Mutant
    rounds: tuple[tuple[tuple[str, ...], int], ...]


def survives(trial: Trial) -> bool:
    """Whether all rounds of tests pass in spite of the change; one that takes too long has noticed it."""
    return all(_passes(trial.mutant, tests, limit) for tests, limit in trial.rounds if tests)


def _passes(mutant: Mutant, tests: tuple[str, ...], limit: int) -> bool:
    child = get_context("fork").Process(target=_run, args=(mutant, tests, limit))
    child.start()
    child.join()
    return child.exitcode == 0


def _run(mutant: Mutant, tests: tuple[str, ...], limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, _Changed(mutant))
    files = sorted({name.partition("::")[0] for name in tests})
    options = [*LOADED_BEFORE, "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
    code = pytest.main([*options, *files], plugins=[Chosen(tests)])
    os._exit(code)


class _Changed:
    """Finds the mutant's module in place of the one on disk."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = ".".join(Path(mutant.file).with_suffix("").parts).removesuffix(".__init__")

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != self.name:
            return None
        return spec_from_file_location(name, self.mutant.file, loader=_Loader(name, self.mutant))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(Path(mutant.file).resolve()))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(mutated(self.mutant), self.path, "exec")
