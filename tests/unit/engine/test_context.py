"""What is asked of a form in a message is worked out once, until a deed changes the world."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from actions.refusal import Refused
from handlers.engine.context import ConversationContext, ReaderOptions
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.talks import talk


def test_the_same_question_is_answered_once() -> None:
    asked: list[object] = []

    def ask(talk: ConversationContext, values: dict[str, object]) -> int:
        asked.append(dict(values))
        return len(asked)

    here = talk()
    values: dict[str, object] = {"a": 1}
    assert [here.once(ask, values), here.once(ask, dict(values))] == [1, 1]
    values["a"] = "1"
    assert here.once(ask, values) == 2
    assert talk().once(ask, {"a": 1}) == 3


def test_two_questions_are_not_mixed_up_and_nothing_is_an_answer() -> None:
    here, asked = talk(), []

    def none(talk: ConversationContext) -> None:
        asked.append(1)

    assert here.once(none) is None
    assert here.once(none) is None
    assert asked == [1]
    assert here.once(lambda talk: "other") == "other"


def test_after_a_deed_everything_is_asked_anew(work: UnitOfWork) -> None:
    here, asked = talk(work), []

    def ask(talk: ConversationContext) -> int:
        asked.append(1)
        return len(asked)

    here.once(ask)
    with here.deed():
        pass
    assert here.once(ask) == 2


def test_a_refused_deed_leaves_the_speaker_as_they_were(work: UnitOfWork) -> None:
    here = talk(work)
    with pytest.raises(Refused), here.deed():
        _become(here)
    assert (here.speaker.name, here.speaker.station_id) == ("张厂长", None)
    with here.deed():
        here.speaker.station_id = 7
    assert here.speaker.station_id == 7


def _become(here: ConversationContext) -> None:
    here.speaker.name, here.speaker.station_id = "别人", 7
    raise Refused("no", "不行")


def test_today_and_home_are_the_speakers_and_messages_are_read_without_extras() -> None:
    here = talk(expert_id=1, expert_region="440802")
    assert (here.today, here.home) == (date(2026, 3, 2), "440802")
    assert talk().home is None
    assert not ReaderOptions().deep


@pytest.mark.parametrize(
    ("written", "believed"),
    [
        (timedelta(hours=-15), True),
        (timedelta(days=-7), True),
        (timedelta(days=-7, seconds=-1), False),
        (timedelta(seconds=1), False),
        (timedelta(days=365), False),
        (None, False),
    ],
)
def test_today_is_the_day_of_writing_where_its_moment_can_be_believed(
    written: timedelta | None, believed: bool
) -> None:
    here = talk()
    moment = None if written is None else (here.now + written).astimezone(UTC)
    here = replace(here, written_at=moment)
    assert here.said_at == (moment if believed else here.now)
    assert here.said_at.utcoffset() == here.now.utcoffset()
    assert here.said_on == here.said_at.date()
