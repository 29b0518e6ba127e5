"""What binds firms to experts is the same asked for one need and for many."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.offers.ties import Ties, ties, ties_by_need
from storage.tables import Expert, Need, Person, Refusal, Wish
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, say

OTHER = Actor("林老板", "enterprise", "440802", enterprise="赤坎小家电配件厂")


def test_many_needs_are_bound_as_each_of_them_is(app: App) -> None:
    for actor in (
        FIRM,
        OTHER,
        lawyer("甲律师"),
        lawyer("乙律师"),
        replace(lawyer("丙律师"), region="130102"),
    ):
        arrive(app, actor)
    for name in (FIRM.name, OTHER.name):
        say(app, name, NEED)
        say(app, name, "确认")
    app.database.write(_bind).result()
    one_by_one, together = app.database.write(_both).result()
    assert one_by_one == together
    assert {need: (bound.wish, len(bound.barred)) for need, bound in together.items()} == {
        1: (2, 3),
        2: (None, 1),
    }


def _bind(work: UnitOfWork) -> None:
    """The first firm wishes for the second lawyer, refuses the first, and the third works there."""
    work.session.add(Wish(need_id=1, expert_id=2))
    now = work.session.get_one(Need, 1).created_at
    bars = Refusal(enterprise_id=1, expert_id=_free(work), created_at=now)
    work.session.add(bars)
    third = work.session.get_one(Expert, 3).person_id
    work.session.get_one(Person, third).enterprise_id = 1


def _free(work: UnitOfWork) -> int:
    """Of the first two lawyers the one who was not asked for the first need."""
    asked = ties(work, 1, 1).barred
    return next(one for one in (1, 2) if one not in asked)


def _both(work: UnitOfWork) -> tuple[dict[int, Ties], dict[int, Ties]]:
    needs = list(work.session.scalars(select(Need).order_by(Need.id)))
    one_by_one = {need.id: ties(work, need.id, need.enterprise_id) for need in needs}
    return one_by_one, ties_by_need(work, list(one_by_one))
