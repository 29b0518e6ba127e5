"""Sets of roles: what stands in which, and that each is declared here alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from programme import roles
from programme.roles import Role


def test_who_belongs_to_which_set() -> None:
    assert {"reviewer", "operator", "admin"} == roles.STAFF
    assert {"reviewer", "admin"} == roles.DECIDERS
    assert {"expert", "station"} == roles.HOLDERS
    assert {"guest", "enterprise", "expert", "station"} == roles.APPLICANTS
    assert roles.PEOPLE == roles.APPLICANTS | roles.STAFF
    assert Role.clock not in roles.PEOPLE
    assert roles.STAFF_NAMES.keys() == roles.STAFF
    assert len(set(roles.STAFF_NAMES.values())) == 3


def test_whom_a_conversation_is_for() -> None:
    assert {"guest"} == roles.GUEST
    assert {"expert"} == roles.EXPERT
    assert {"station"} == roles.STATION
    assert {"enterprise"} == roles.ENTERPRISE
    assert {"guest", "enterprise"} == roles.NEWCOMERS
    assert {"guest", "enterprise", "station"} == roles.ASKERS
    assert {"staff"} == roles.OFFICE
    assert {"expert", "station", "staff"} == roles.MEMBERS
    assert {"enterprise", "expert", "station", "staff", "guest"} == roles.EVERYBODY


PRODUCT = Path(__file__).parents[3]
NAMES = {*map(str, Role), *roles.OFFICE}


@pytest.mark.parametrize("package", ["handlers", "actions", "web", "bot", "storage"])
def test_each_set_is_declared_once(package: str) -> None:
    assert not [
        f"{path.relative_to(PRODUCT)}:{line}"
        for path in (PRODUCT / package).rglob("*.py")
        for line in _sets_of_roles(path.read_text(encoding="utf-8"))
    ]


def test_a_set_of_roles_is_recognised() -> None:
    assert list(_sets_of_roles('A = 1\nB = frozenset({"expert", "station"})\nC = {"expert", "no role"}')) == [
        2
    ]


def _sets_of_roles(source: str) -> Iterator[int]:
    """The lines of sets that hold names of roles and nothing else."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Set) and all(
            isinstance(one, ast.Constant) and one.value in NAMES for one in node.elts
        ):
            yield node.lineno
