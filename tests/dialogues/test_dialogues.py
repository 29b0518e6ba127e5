"""Every talk in this folder behaves as its lines say; read the YAML, it is meant for officers."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import run
from bot.devtools.talks.lengths import OF_OTHERS
from bot.devtools.talks.overheard import Said, listening
from tests import newest
from tests.voice import broken

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared" / "dialogues"
TALKS = sorted([*HERE.glob("*.yaml"), *SHARED.glob("*.yaml")])
ALSO_ON_POSTGRES = (
    "urgent-first-wins",
    "newcomer-posts",
    "redelivered",
    "rating-low",
    "diary-take-back",
    "full-after-all",
    "diary-take-back-when-full",
)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_the_talk_goes_as_written(talk: Path, tmp_path: Path) -> None:
    numbers, heard = count(), list[Said]()
    start = listening(talk.name, heard.append)
    assert run(talk, lambda: newest.sqlite(tmp_path / f"{next(numbers)}.db"), start) == []
    assert [(rules, one.text) for one in heard if (rules := _broken(one))] == []


def _broken(one: Said) -> list[str]:
    """The rules of speech that a message to somebody outside the office breaks; what others wrote is theirs."""
    if one.to_staff or one.kind in OF_OTHERS:
        return []
    return broken(_GIVEN.sub("", one.reply.text))


_GIVEN = re.compile(r"(?:原因|说明|通知|事)：.*|^\u3000.*", re.MULTILINE)
"""Words of staff within a message, to the end of the line; and of a firm, set in beneath its need in a list."""


@pytest.mark.parametrize("name", ALSO_ON_POSTGRES)
def test_the_talk_goes_the_same_on_postgresql(name: str, postgres: Callable[[], str]) -> None:
    assert run(HERE / f"{name}.yaml", postgres) == []
