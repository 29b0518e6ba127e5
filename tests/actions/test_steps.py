"""Staff of any level act inside their step and their place, or are refused: tried with offices drawn by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from actions.applications.apply import Filing, apply
from actions.applications.review import review
from actions.refusal import Refused
from actions.titles.suspend import suspend
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from programme.jurisdiction import covers, prefix
from programme.packs import RulePack, load_pack
from storage.queries.people.speakers import by_person
from storage.tables import Application, Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY

PLACE = "440802"
OFFICES = ("000000", "440000", "440800", "440802", "440803", "130000", "130100")
ROLES = (("reviewer",), ("operator",), ("admin",), ("reviewer", "operator"))
OWNS = {"national-2023": 0, "hebei-2020": 2, "zhanjiang-2020": 4}
"""Whose reviews and titles of experts are, by each pack: the country's, the province's, the city's."""


@dataclass(frozen=True)
class Member:
    """One of the staff, as drawn."""

    office: str
    roles: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Answers for the place, and may decide at all."""
        return covers(self.office, PLACE) and self.roles != ("operator",)

    @property
    def level(self) -> int:
        return len(prefix(self.office))


STAFF = st.lists(st.builds(Member, st.sampled_from(OFFICES), st.sampled_from(ROLES)), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    database = newest.sqlite(tmp_path_factory.mktemp("steps") / "yiqi.db")
    made = open_app(database, clock=StoppedClock(MONDAY))
    yield made
    made.close()


class Over(Exception):
    """Ends a trial, so that nothing of it is kept."""


def acting(owns: int, staff: Sequence[Member]) -> int | None:
    """Who does a step of this level, as people say it: the owner, else the nearest above, else the highest there is."""
    levels = {one.level for one in staff if one.counts}
    return max((one for one in levels if one <= owns), default=min(levels, default=None))


def tried(app: App, trial: Callable[[UnitOfWork], None]) -> None:
    """Run it in a transaction that is undone."""

    def undone(work: UnitOfWork) -> None:
        trial(work)
        raise Over

    with pytest.raises(Over):
        app.database.write(undone).result()


def entered(work: UnitOfWork, app: App, staff: Sequence[Member]) -> list[int]:
    """The staff's persons, in their order."""
    actors = [
        Actor(f"员工{place}", "staff", jurisdiction=one.office, staff_roles=one.roles)
        for place, one in enumerate(staff)
    ]
    return [enter(work, actor, [], app.rules, app.clock.now()) for actor in actors]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(OWNS)), STAFF)
def test_a_title_is_suspended_by_the_level_whose_step_it_is_and_nobody_else(
    app: App, name: str, staff: list[Member]
) -> None:
    pack, now = load_pack(name), app.clock.now()
    does_it = acting(OWNS[name], staff)

    def trial(work: UnitOfWork) -> None:
        expert = Actor("周教授", "expert", PLACE, certified=date(2026, 1, 1))
        enter(work, expert, [], pack, now)
        people = entered(work, app, staff)
        held = work.session.scalars(select(Qualification).order_by(Qualification.id.desc())).first()
        assert held is not None
        for one, person in zip(staff, people, strict=True):
            able = one.counts and one.level == does_it
            by = by_person(work, person)
            done = _does(work, partial(suspend, work, by, held.id, "suspend", "查核投诉", app.rules, now))
            assert done == able, one
            assert (held.state == "suspended") == able
            held.state = "active"

    tried(app, trial)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(OWNS)), STAFF)
def test_an_application_is_told_to_and_decided_by_the_level_whose_step_it_is(
    app: App, name: str, staff: list[Member]
) -> None:
    pack, now = load_pack(name), app.clock.now()
    does_it = acting(OWNS[name], staff)

    def trial(work: UnitOfWork) -> None:
        people = entered(work, app, staff)
        key = _applied(work, app, pack)
        told = set(work.session.scalars(select(Outbox.person_id).where(Outbox.kind == "application")))
        expected = {
            person for one, person in zip(staff, people, strict=True) if one.counts and one.level == does_it
        }
        assert told == expected
        for one, person in zip(staff, people, strict=True):
            able = person in expected
            by = by_person(work, person)
            done = _does(work, partial(review, work, by, key, "refuse", "材料不实", app.rules, now))
            assert done == able, one
            filed = work.session.get_one(Application, key)
            assert (filed.state == "refused") == able
            filed.state = "submitted"

    tried(app, trial)


def _applied(work: UnitOfWork, app: App, pack: RulePack) -> int:
    applicant = by_person(work, enter(work, Actor("何工", "enterprise", PLACE), [], pack, app.clock.now()))
    return apply(work, applicant, Filing("expert", "何志强", PLACE, "何志强"), pack, app.clock.now())


def _does(work: UnitOfWork, deed: Callable[[], object]) -> bool:
    """Whether the deed is done; a refusal is one of authority, and leaves nothing."""
    code = ""
    try:
        with work.undone_if_refused():
            deed()
    except Refused as refused:
        code = refused.code
    assert code in ("", "wrong_role", "outside", "wrong_level")
    return not code
