"""Every life under every shipped pack, line by line: `lives/*.tsv`, one file a pack, to be read by an officer.

A line has the life, the state, the deed, the state that follows, the office that must do it, who may, and the
clause; one that begins with «名» lists a life's states in words. A pack without a file is not read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from programme.activities import event, training
from programme.application import application, recommendation
from programme.cases import COMPLAINTS, complaint, objection, recruitment_round
from programme.lifecycle import Lifecycle
from programme.packs import load_pack
from programme.qualification import appointment_letter, qualification, renewal, service_agreement, warning
from programme.roles import Role

FOLDER = Path(__file__).parent / "lives"
MAKERS = (
    application,
    recommendation,
    qualification,
    renewal,
    warning,
    appointment_letter,
    service_agreement,
    objection,
    training,
)


def lines(name: str) -> Iterator[str]:
    pack = load_pack(name)
    for kind in pack.kinds:
        for make in MAKERS:
            yield from _of(f"{kind}.{make.__name__}", make(pack, kind))
        for about in COMPLAINTS:
            yield from _of(f"{kind}.complaint.{about}", complaint(pack, kind, about))
    for number, rule in enumerate(pack.rounds):
        yield from _of(f"rounds.{number}", recruitment_round(rule))
    yield from _of("event", event())


def _of(where: str, life: Lifecycle) -> Iterator[str]:
    states = "，".join(f"{state}={word}" for state, word in life.names.items())
    yield "\t".join(["名", where, life.name, life.initial, states])
    for one in life.transitions:
        roles = " ".join(role for role in Role if role in one.roles)
        yield "\t".join([where, one.source, one.deed, one.target, one.level or "-", roles, one.clause])


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.tsv")))
def test_every_line_of_every_life_is_as_written(name: str) -> None:
    assert list(lines(name)) == (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
