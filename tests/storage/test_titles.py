"""Titles as queries: one statement by jurisdiction, the limit applied inside it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event, select

from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.titles.holders import holder_of, holders_in
from storage.queries.titles.standing import renewals_in, warnings_in
from storage.tables import FormalWarning, Qualification, Renewal
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, lawyer

HERE, ELSEWHERE, EVERYWHERE = "440800", "130100", "000000"


def _people(app: App) -> None:
    """Two far away, who came first; two experts and a station here; a warning and a renewal for each."""
    away = [Actor(name, "expert", "130102", certified=date(2026, 1, 1)) for name in ("赵远", "钱远")]
    station = Actor("陈站长", "station", "440803", unit="霞山工作站", certified=date(2026, 1, 1))
    for actor in (*away, lawyer("孙近"), lawyer("李近"), station):
        arrive(app, actor)
    app.database.write(_trouble).result()


def _trouble(work: UnitOfWork) -> None:
    for held in work.session.scalars(select(Qualification).order_by(Qualification.id)):
        since, asked = held.certified_on, held.certified_on
        work.session.add(FormalWarning(qualification_id=held.id, silent_since=since, due_on=asked))
        work.session.add(Renewal(qualification_id=held.id, until=held.until, asked_at=MONDAY))


def test_those_far_away_take_no_place_of_those_here(app: App) -> None:
    _people(app)

    def names(work: UnitOfWork) -> list[list[str]]:
        active = ("active",)
        return [
            [one.name for one in holders_in(work, HERE, active, limit=2)],
            [one.name for one in holders_in(work, HERE, active, kinds=["station"])],
            [one.name for one in holders_in(work, HERE, active, named="赵远")],
            [one.name for one in holders_in(work, EVERYWHERE, active, named="赵远")],
            [one.name for one in holders_in(work, None, active)],
            [one.who.name for one in warnings_in(work, HERE, "due")],
            [one.who.name for one in renewals_in(work, ELSEWHERE, "asked")],
        ]

    here = ["孙近", "李近", "霞山工作站"]
    assert app.database.write(names).result() == [
        here[:2],
        here[2:],
        [],
        ["赵远"],
        [],
        here,
        ["赵远", "钱远"],
    ]


def test_a_holder_is_given_with_name_unit_and_region(app: App) -> None:
    _people(app)
    found = app.database.write(lambda work: [holder_of(work, key) for key in (3, 5, 6)]).result()
    assert [(one.name, one.kind, one.unit, one.region) for one in found if one] == [
        ("孙近", "expert", "", "440802"),
        ("霞山工作站", "station", "", "440803"),
    ]
    assert found[2] is None


def test_whom_a_decision_may_be_about_is_one_statement(app: App) -> None:
    _people(app)

    def statements(work: UnitOfWork) -> list[str]:
        seen: list[str] = []
        event.listen(work.connection, "before_cursor_execute", lambda *args: seen.append(args[2]))
        found = warnings_in(work, EVERYWHERE, "due"), renewals_in(work, EVERYWHERE, "asked")
        assert [len(some) for some in found] == [5, 5]
        return [one for one in seen if one.startswith("SELECT")]

    assert len(app.database.write(statements).result()) == 2
