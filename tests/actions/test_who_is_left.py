"""A firm that its owner leaves, and what was asked of who speaks for it no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.needs.visits import Collected, answer_visit, hand_in, take_code
from actions.people.erase import ask_erasure, erase_rows
from actions.people.voices import hand_over, remove_colleague
from actions.refusal import Refused
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from handlers.engine import tokens
from handlers.message import Incoming
from storage.queries.people.erasure import subject_of
from storage.queries.people.speakers import Speaker, by_person
from storage.queries.people.voices import owners_of
from storage.tables import Need, Outbox, Person, VisitNeed
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, do

FIRM = "湛江金叶食品有限公司"
HEAD = Actor("陈站长", "station", "440803", unit="霞山产业园工作站", certified=date(2026, 1, 1))
OWNER = Actor("黄总", "enterprise", "440803", enterprise=FIRM)
TOLD = Collected(FIRM, "被税务局查账，要补税", "tax", "440803")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    app = open_app(newest.sqlite(tmp_path / "left.db"), clock=StoppedClock(MONDAY))
    for actor in (HEAD, OWNER, Actor("小周", "guest"), Actor("小吴", "guest"), Actor("客人", "guest")):
        arrive(app, actor)
    for name in ("小周", "小吴"):
        do(app, name, lambda work, who: joins(work, who, "colleague"))
    yield app
    app.close()


def joins(work: UnitOfWork, who: Speaker, role: str) -> None:
    """Speak for the firm from now on."""
    person = work.session.get_one(Person, who.person_id)
    person.enterprise_id, person.firm_role, person.consented_at = 1, role, MONDAY
    person.name = "某人"


def number_of(app: App, name: str) -> int:
    found = do(app, name, lambda work, who: who.person_id)
    assert isinstance(found, int)
    return found


def owners(app: App) -> list[int]:
    return list(app.database.write(lambda work: owners_of(work, 1)).result())


def test_of_two_owners_who_remove_each_other_at_once_one_is_left(app: App) -> None:
    do(app, "小周", lambda work, who: joins(work, who, "owner"))
    first, second = number_of(app, "黄总"), number_of(app, "小周")

    def race(work: UnitOfWork) -> None:
        of_first, of_second = by_person(work, first), by_person(work, second)
        remove_colleague(work, of_first, second, MONDAY)
        with pytest.raises(Refused) as refused:
            remove_colleague(work, of_second, first, MONDAY)
        assert refused.value.code == "not_owner"

    app.database.write(race).result()
    assert owners(app) == [first]


def test_of_two_hand_overs_at_once_one_counts(app: App) -> None:
    one, two = number_of(app, "小周"), number_of(app, "小吴")

    def race(work: UnitOfWork) -> None:
        mine = by_person(work, number), by_person(work, number)
        hand_over(work, mine[0], one, MONDAY)
        with pytest.raises(Refused):
            hand_over(work, mine[1], two, MONDAY)

    number = number_of(app, "黄总")
    app.database.write(race).result()
    assert owners(app) == [one]


def test_who_came_first_owns_a_firm_whose_last_owner_is_erased(app: App) -> None:
    do(app, "黄总", lambda work, who: ask_erasure(work, who, MONDAY))
    heir = number_of(app, "小周")
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(hours=13))
    app.clockwork.tick()
    assert owners(app) == [heir]
    with app.database.read() as connection:
        told = connection.execute(select(Outbox.person_id).where(Outbox.kind == "firm_handed_over")).scalars()
        assert told.all() == [heir]


def test_a_firm_with_another_owner_is_handed_to_nobody(app: App) -> None:
    do(app, "小吴", lambda work, who: joins(work, who, "owner"))
    do(app, "黄总", lambda work, who: ask_erasure(work, who, MONDAY))
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(hours=13))
    app.clockwork.tick()
    assert owners(app) == [number_of(app, "小吴")]


def visited(app: App) -> str | None:
    """The station tells of a visit; the code for the firm, where nobody of it is here."""
    kept = do(app, "陈站长", lambda work, who: hand_in(work, who, [TOLD], False, app.rules, MONDAY))
    code = kept[0].code
    assert code is None or isinstance(code, str)
    return code


def agree(app: App, who: str) -> int | None:
    number = do(app, who, lambda work, one: answer_visit(work, one, 1, True, app.rules, app.clock.now()))
    assert number is None or isinstance(number, int)
    return number


def test_who_was_removed_from_a_firm_agrees_for_it_no_more(app: App) -> None:
    do(app, "小周", lambda work, who: joins(work, who, "owner"))
    visited(app)
    first = number_of(app, "黄总")
    do(app, "小周", lambda work, who: remove_colleague(work, who, first, MONDAY))
    with pytest.raises(Refused) as refused:
        agree(app, "黄总")
    assert refused.value.code == "not_asked"
    assert agree(app, "小周") == 1


def test_what_a_visited_firm_has_in_hand_already_is_asked_once(app: App) -> None:
    visited(app)
    do(app, "陈站长", lambda work, who: hand_in(work, who, [TOLD], True, app.rules, MONDAY))
    assert agree(app, "黄总") == 1
    with app.database.read() as connection:
        assert connection.execute(select(Need.id)).scalars().all() == [1]


def test_the_same_told_again_asks_the_firm_once(app: App) -> None:
    visited(app)
    visited(app)
    with app.database.read() as connection:
        told = connection.execute(select(Outbox.id).where(Outbox.kind == "visit_asked")).all()
        assert (len(told), len(connection.execute(select(VisitNeed.id)).all())) == (1, 1)


def test_a_visit_of_somebody_erased_is_over(app: App) -> None:
    visited(app)

    def erased(work: UnitOfWork) -> None:
        erase_rows(work, subject_of(work, 1))

    app.database.write(erased).result()
    with pytest.raises(Refused) as refused:
        agree(app, "黄总")
    assert refused.value.code == "visit_lapsed"


def test_a_code_that_came_too_late_is_told_so(app: App) -> None:
    for name in ("黄总", "小周", "小吴"):
        do(
            app,
            name,
            lambda work, who: setattr(work.session.get_one(Person, who.person_id), "enterprise_id", None),
        )
    code = visited(app)
    assert code
    assert isinstance(app.clock, StoppedClock)
    app.clock.move(timedelta(days=31))
    app.clockwork.tick()
    with pytest.raises(Refused) as refused:
        do(app, "客人", lambda work, who: take_code(work, who, code, app.clock.now()))
    assert refused.value.code == "visit_lapsed"


def test_nobody_reads_a_visit_that_is_not_asked_of_them(app: App) -> None:
    visited(app)
    taps = [tokens.prompt("visit_answer", 1, "answer", "yes"), tokens.prompt("visit_answer", 1, "visit", 1)]
    for place, tap in enumerate([*taps, "s:visit_answer:visit=1"]):
        said = app.inbound.receive(Incoming("web", "客人", f"tap {place}", "", tap)).result()
        assert "查账" not in "\n".join(one.plain() for one in said.replies)
