"""Who is to speak at an activity stays so, who was there was there, and who is not taken sits where there is a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from actions.activities.door import check_in
from actions.activities.events import Event, publish
from actions.activities.joining import attendance, join_event
from actions.activities.notices import SpeakerAnswered, SpeakerSettled
from actions.activities.speaking import answer_invitation, invite_speakers, settle_speaker
from actions.refusal import Refused
from bot.app import App
from storage.queries.activities.coming import door_code
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Activity, Outbox
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer

SALON = Event("用工沙龙", MONDAY.date(), "", "440802", begins=1080, finishes=1200)
CLINIC = Event("义诊", MONDAY.date(), "", "440802", begins=1080, finishes=1140, slot_minutes=30)


def _do(app: App, deed: Callable[[UnitOfWork], Any]) -> Any:
    return app.database.write(deed).result()


def _who(work: UnitOfWork, name: int) -> Speaker:
    return by_person(work, name)


def _given(app: App, giver: int, what: Event) -> int:
    return int(_do(app, lambda work: publish(work, _who(work, giver), what, MONDAY)))


def _stands(app: App, key: int, person: int) -> tuple[str, str, int | None]:
    def read(work: UnitOfWork) -> tuple[str, str, int | None]:
        found = attendance(work, person, work.session.get_one(Activity, key))
        assert found is not None
        return found.state, found.part, found.slot

    return _do(app, read)  # type: ignore[no-any-return]  # what a deed returns


def _invited(app: App) -> tuple[int, int, int]:
    giver, other = arrive(app, lawyer("主办")), arrive(app, lawyer("主讲"))
    key = _given(app, giver, SALON)

    def ask(work: UnitOfWork) -> None:
        expert = _who(work, other).expert_id
        assert expert is not None
        invite_speakers(work, _who(work, giver), key, [expert], MONDAY)

    _do(app, ask)
    return giver, other, key


@pytest.mark.parametrize("speaks", [True, False])
def test_who_was_taken_or_has_checked_in_stays_so_whatever_they_offer(sqlite_app: App, speaks: bool) -> None:
    giver, other = arrive(sqlite_app, lawyer("主办")), arrive(sqlite_app, lawyer("主讲"))
    key = _given(sqlite_app, giver, SALON)

    def offer(speaks: bool) -> None:
        _do(sqlite_app, lambda work: join_event(work, _who(work, other), key, speaks, MONDAY))

    offer(True)
    _do(sqlite_app, lambda work: settle_speaker(work, _who(work, giver), key, other, True, MONDAY))
    offer(speaks)
    assert _stands(sqlite_app, key, other) == ("speaks", "speaker", None)
    code = _do(sqlite_app, lambda work: door_code(work, key))
    _do(sqlite_app, lambda work: check_in(work, _who(work, other), code, MONDAY))
    offer(speaks)
    assert _stands(sqlite_app, key, other) == ("attended", "speaker", None)


@pytest.mark.parametrize("speaks", [True, False])
def test_who_was_invited_and_signs_up_has_accepted(sqlite_app: App, speaks: bool) -> None:
    _, other, key = _invited(sqlite_app)
    _do(sqlite_app, lambda work: join_event(work, _who(work, other), key, speaks, MONDAY))
    assert _stands(sqlite_app, key, other) == ("signed_up", "speaker", None)
    assert _told(sqlite_app, SpeakerAnswered.kind) == 1


def test_whoever_changes_their_mind_is_heard_each_time_until_they_are_there(sqlite_app: App) -> None:
    _, other, key = _invited(sqlite_app)
    for minute, comes in enumerate((True, False, True)):
        then = MONDAY + timedelta(minutes=minute)
        _do(sqlite_app, lambda work: answer_invitation(work, _who(work, other), key, comes, then))  # noqa: B023
    assert _told(sqlite_app, SpeakerAnswered.kind) == 3
    code = _do(sqlite_app, lambda work: door_code(work, key))
    _do(sqlite_app, lambda work: check_in(work, _who(work, other), code, MONDAY))
    with pytest.raises(Refused, match="checked_in"):
        _do(sqlite_app, lambda work: answer_invitation(work, _who(work, other), key, False, MONDAY))
    assert _stands(sqlite_app, key, other)[0] == "attended"


def test_who_is_not_taken_at_a_clinic_has_a_slot_of_their_own_or_waits(sqlite_app: App) -> None:
    giver = arrive(sqlite_app, lawyer("主办"))
    crowd = [arrive(sqlite_app, lawyer(f"来的{number}")) for number in range(3)]
    key = _given(sqlite_app, giver, CLINIC)
    for person in crowd:
        _do(sqlite_app, lambda work: join_event(work, _who(work, person), key, True, MONDAY))  # noqa: B023
    for person in crowd:
        _do(sqlite_app, lambda work: settle_speaker(work, _who(work, giver), key, person, False, MONDAY))  # noqa: B023
    found = [_stands(sqlite_app, key, person) for person in crowd]
    assert found == [
        ("signed_up", "guest", 1080),
        ("signed_up", "guest", 1110),
        ("waiting", "guest", None),
    ]
    assert _told(sqlite_app, SpeakerSettled.kind) == 3


def _told(app: App, kind: str) -> int:
    with app.database.read() as connection:
        return connection.execute(select(func.count()).where(Outbox.kind == kind)).scalar_one()
