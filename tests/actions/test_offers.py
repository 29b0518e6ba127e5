"""What becomes of those who were asked: barred by the firm, come back after all, full when the plan is carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select, update

from actions.needs.post import Posting, post_need
from actions.offers.answer import decline_offer
from actions.offers.bar import refuse_expert
from actions.offers.plan import Proposal, carry_out, propose
from actions.offers.volunteer import open_needs_near, volunteer
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Audit, Expert, Need, Offer, Refusal
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows

T = TypeVar("T")
STAFF = Actor("小赵", "staff", jurisdiction="440800")
FIRST, SECOND = "甲律师", "乙律师"


def _as(app: App, name: str, deed: Callable[[UnitOfWork, Speaker], T]) -> T:
    """What comes of a deed by the person of this name."""

    def doing(work: UnitOfWork) -> T:
        speaker = by_account(work, "web", name)
        assert speaker
        return deed(work, speaker)

    return app.database.write(doing).result()


def _post(app: App, urgent: bool = False) -> int:
    posting = Posting(NEED, "law", "440802", urgent=urgent)
    return _as(app, FIRM.name, lambda work, who: post_need(work, who, posting, app.rules, app.clock.now())[0])


def _bar(app: App, expert: int) -> None:
    _as(app, FIRM.name, lambda work, who: refuse_expert(work, who, expert, app.rules, app.clock.now()))


def _offers(app: App) -> dict[int, str]:
    """The state of each expert's offer."""
    with app.database.read() as connection:
        found = connection.execute(select(Offer.expert_id, Offer.state).order_by(Offer.id)).all()
    assert len({expert for expert, _ in found}) == len(found), "asked twice"
    return {expert: state for expert, state in found}  # noqa: C416 - rows are no pairs to mypy


def _enter(app: App, *names: str) -> None:
    arrive(app, FIRM)
    for name in names:
        arrive(app, lawyer(name))


def test_whoever_is_barred_is_asked_no_more_and_the_others_are_left_to_answer(app: App) -> None:
    _enter(app, FIRST, SECOND)
    _post(app, urgent=True)
    assert _offers(app) == {1: "pending", 2: "pending"}
    _bar(app, 1)
    _bar(app, 1)
    assert _offers(app) == {1: "closed", 2: "pending"}
    assert rows(app, Refusal) == 1


def test_when_the_only_one_asked_is_barred_the_next_is_asked(app: App) -> None:
    _enter(app, FIRST, SECOND)
    _post(app)
    (asked,) = _offers(app)
    _bar(app, asked)
    assert _offers(app) == {asked: "closed", 3 - asked: "pending"}
    _bar(app, 3 - asked)
    assert rows(app, Need, Need.state == "unanswered") == 1


def test_one_who_declined_may_come_after_all_by_the_same_offer(app: App) -> None:
    _enter(app, FIRST)
    need = _post(app)

    def decline(work: UnitOfWork, who: Speaker) -> None:
        decline_offer(
            work, who, work.session.scalars(select(Offer.id)).one(), "忙", app.rules, app.clock.now()
        )

    _as(app, FIRST, decline)
    assert [one.id for one in _as(app, FIRST, open_needs_near)] == [need]
    _as(app, FIRST, lambda work, who: volunteer(work, who, need, app.rules, app.clock.now()))
    assert _offers(app) == {1: "accepted"}
    assert rows(app, Need, Need.state == "accepted", Need.expert_id == 1) == 1


def test_needs_nearby_are_for_experts(app: App) -> None:
    _enter(app)
    _post(app)
    assert _as(app, FIRM.name, open_needs_near) == []


def test_a_plan_asks_only_whom_it_still_can(app: App) -> None:
    """Two needs wait, and each has an expert by the plan; then the one expert fills up, and the other need is taken."""
    _enter(app)
    arrive(app, STAFF)
    for _ in range(2):
        _post(app)
    for name in (FIRST, SECOND):
        arrive(app, lawyer(name, capacity=1))
    found: Proposal = _as(app, STAFF.name, lambda work, who: propose(work, who, app.clock.now()))
    pairs = list(found.pairs)
    assert (sorted(need for need, _ in pairs), found.without) == ([1, 2], 0)

    def carried_out() -> int:
        return _as(app, STAFF.name, lambda work, who: carry_out(work, who, pairs, app.rules, app.clock.now()))

    first, second = (expert for _, expert in sorted(pairs))
    full = update(Expert).where(Expert.id == first).values(load=1)
    app.database.write(lambda work: work.session.execute(full) and None).result()
    assert carried_out() == 1
    assert _offers(app) == {second: "pending"}
    assert rows(app, Audit, Audit.deed == "assign_expert") == 1
    assert carried_out() == 0, "what is asked already waits no more"


def test_a_plan_is_made_by_staff_alone(app: App) -> None:
    _enter(app, FIRST)
    _post(app)
    for name in (FIRM.name, FIRST):
        found = _as(app, name, lambda work, who: propose(work, who, app.clock.now() + timedelta(days=3)))
        assert found.pairs == ()
        assert found.without == 0
