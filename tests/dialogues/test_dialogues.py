"""Every talk in this folder behaves as its lines say; read the YAML, it is meant for officers."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import run
from bot.devtools.talks.lengths import (
    DECISIONS,
    DIGESTS,
    LINES,
    OF_OTHERS,
    has_a_step,
    is_grave,
    thanks,
)
from bot.devtools.talks.overheard import Said, listening
from tests import newest
from tests.voice import broken

HERE = Path(__file__).parent
TALKS = sorted(HERE.glob("*.yaml"))
ALSO_ON_POSTGRES = (
    "urgent-first-wins",
    "newcomer-posts",
    "redelivered",
    "rating-low",
    "diary-take-back",
    "full-after-all",
    "diary-take-back-when-full",
    "campaign-rules",
    "station-people",
)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_the_talk_goes_as_written(talk: Path, tmp_path: Path) -> None:
    numbers, heard = count(), list[Said]()
    start = listening(talk.name, heard.append)
    assert run(talk, lambda: newest.sqlite(tmp_path / f"{next(numbers)}.db"), start) == []
    assert [(rules, one.text) for one in heard if (rules := _broken(one))] == []
    assert [one.text for one in heard if not _has_its_step(one)] == []
    assert [one.text for one in heard if _is_long(one)] == []


def _has_its_step(one: Said) -> bool:
    """Hard moments and thanks need none; a group is offered nothing that is one person's."""
    return has_a_step(one) or is_grave(one) or thanks(one) or bool(one.reply.room)


def _is_long(one: Said) -> bool:
    """A push has four lines above its card, six on it and three buttons; lists and what staff decide on have their own measures."""
    if not one.kind or one.to_staff or one.kind in DIGESTS | DECISIONS | OF_OTHERS or is_grave(one):
        return False
    rows = one.reply.card.rows if one.reply.card else ()
    buttons = [choice for choice in one.reply.choices if not choice.label[:1].isdigit()]
    return one.reply.text.count("\n") >= LINES or len(rows) > ROWS or len(buttons) > BUTTONS


ROWS, BUTTONS = 6, 4
"""Of a push; a scale of stars counts as none, and a service just taken has a way to staff besides."""


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
