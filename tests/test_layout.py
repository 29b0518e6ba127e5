"""The application's plan is kept: imports, formats and types, and every room is named."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
NOT_ROOMS = {"tests", "docs", "requirements"}
BUILT_ON_SUBJECTS = {"actions.limits", "actions.office"}
"""Modules of the deeds that stand beside the kernel and are no part of it."""


def _run(*command: str) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_run_one_way() -> None:
    _run("lint-imports")


def test_every_package_is_named_in_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    linter = settings["tool"]["importlinter"]
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_ROOMS
    named = {name.strip() for layer in linter["contracts"][0]["layers"] for name in layer.split("|")}
    assert rooms == named == set(linter["root_packages"])
    assert rooms == set(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


def test_every_subject_and_every_module_of_the_kernel_is_named_in_its_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["name"]: one for one in settings["tool"]["importlinter"]["contracts"]}
    subjects = {f"actions.{file.parent.name}" for file in ROOT.glob("actions/*/__init__.py")}
    last = {"actions.reports", "actions.reminders"}
    assert set(contracts["No subject knows reports or the sweep"]["source_modules"]) == subjects - last
    kernel = contracts["The kernel of deeds uses no subject"]
    assert set(kernel["forbidden_modules"]) == subjects
    modules = {f"actions.{file.stem}" for file in ROOT.glob("actions/[!_]*.py")}
    assert set(kernel["source_modules"]) == modules - BUILT_ON_SUBJECTS


@pytest.mark.timeout(400)
def test_types_hold() -> None:
    _run("mypy")


def test_style_holds() -> None:
    _run("ruff", "check", ".")
    _run("ruff", "format", "--check", ".")


def test_the_lock_files_name_no_index() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock
