"""Whatever is imported from elsewhere is declared: what comes along with something else may leave with it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OURS = set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


def _imported(file: Path) -> Iterator[str]:
    """The top names of everything that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _plain(requirement: str) -> str:
    """A distribution's name without version and extras, as the index compares names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


def _declared(extras: set[str]) -> set[str]:
    project = PROJECT["project"]
    listed = [
        *project["dependencies"],
        *(one for name in extras for one in project["optional-dependencies"][name]),
    ]
    return {_plain(requirement) for requirement in listed}


@pytest.mark.parametrize(
    ("folders", "extras"),
    [
        (OURS, {"telegram", "wechat", "postgres", "train", "fine", "email"}),
        ({"tests"}, {"telegram", "wechat", "postgres", "test"}),
    ],
    ids=["product", "tests"],
)
def test_what_is_imported_is_declared(folders: set[str], extras: set[str]) -> None:
    declared, known = _declared(extras), packages_distributions()
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    names = {name for file in files for name in _imported(file)} - sys.stdlib_module_names - OURS - {"tests"}
    missing = {name for name in names if not declared & set(map(_plain, known.get(name, [name])))}
    assert not missing
