"""People of one more district, so that only they are matched: a firm, two lawyers, and who arranges things there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.devtools.fixtures import Actor
from storage.tables import Account, Enterprise, Expert, Need, Offer, Person
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Scene, Step, change

PLACE, OFFICE = "130102", "130100"
SINCE = date(2026, 1, 1)
PEOPLE = {
    "firm": Actor("林老板", "enterprise", PLACE, enterprise="长安小家电配件厂", phone="13800000002"),
    "lawyer": Actor("甲律师", "expert", PLACE, domains=("law",), certified=SINCE),
    "another": Actor("乙律师", "expert", PLACE, domains=("law",), certified=SINCE),
    "officer": Actor("小钱", "staff", jurisdiction=OFFICE),
}
PROBLEM = "供应商拖欠货款，合同纠纷，想找律师问问"
NEED = 101
"""The number of the need that the firm posts."""


def everybody(scene: Scene) -> None:
    """They come; whoever was there before is away, and the firm has had a need long ago."""
    scene.change(lambda work: work.session.execute(update(Expert).values(away_until=date(2027, 1, 1))))
    for name, actor in PEOPLE.items():
        scene.arrive(name, actor)
    scene.change(_long_ago)


def posted(scene: Scene) -> None:
    """The firm has posted its need, and the first lawyer is asked."""
    scene.change(lambda work: load(work, "another", 3))
    scene.says("firm", PROBLEM)
    scene.says("firm", "确认")
    scene.change(lambda work: load(work, "another", 0))


def all_away(work: UnitOfWork) -> None:
    """Until tomorrow both lawyers are away."""
    work.session.execute(update(Expert).where(Expert.away_until.is_(None)).values(away_until=NOW.date()))


def posted_in_vain(scene: Scene) -> None:
    """The firm has posted its need, nobody can be asked today, and it is asked whether to wait."""
    scene.says("firm", PROBLEM)
    assert "等不等" in scene.says("firm", "确认")


def asked_after_all(work: UnitOfWork) -> None:
    """Staff have asked a lawyer meanwhile."""
    lawyer = expert_of(work, "lawyer")
    asked = {"score": 0.0, "reasons": [], "created_at": NOW, "expires_at": NOW + timedelta(days=1)}
    work.session.add(Offer(need_id=NEED, expert_id=lawyer.id, state="pending", **asked))


def accepted(scene: Scene) -> None:
    """The first lawyer has taken the need on."""
    posted(scene)
    assert "接单成功" in scene.says("lawyer", "接受")


def the_need(work: UnitOfWork) -> Need:
    """The need that the firm has posted."""
    return work.session.get_one(Need, NEED)


def change_need(**values: Any) -> Step:
    """A change of the need behind everybody's back."""
    changed = update(Need).where(Need.id == NEED).values(**values)
    return change(lambda work: work.session.execute(changed))


def to_another(work: UnitOfWork) -> None:
    """The need is in the other lawyer's hands."""
    the_need(work).expert_id = expert_of(work, "another").id


def to_another_firm(work: UnitOfWork) -> None:
    """The need belongs to another firm."""
    of_firm = select(Enterprise.id).where(Enterprise.name != PEOPLE["firm"].enterprise)
    the_need(work).enterprise_id = work.session.scalars(of_firm).first() or 0


def twenty_more(work: UnitOfWork) -> None:
    """The firm has twenty other needs that somebody has in hand."""
    own = the_need(work)
    work.session.add_all(
        Need(
            person_id=own.person_id,
            enterprise_id=own.enterprise_id,
            text=f"第 {number} 件事",
            also=[],
            focus=[],
            urgent=False,
            domain="tax",
            region=PLACE,
            state="accepted",
            created_at=own.created_at,
        )
        for number in range(20)
    )


def no_expert_any_more(work: UnitOfWork) -> None:
    """The first lawyer's entry as an expert belongs to somebody else now."""
    expert_of(work, "lawyer").person_id = person_of(work, "firm").id


def load(work: UnitOfWork, who: str, services: int) -> None:
    """So many services are in this lawyer's hands."""
    expert_of(work, who).load = services


def expert_of(work: UnitOfWork, who: str) -> Expert:
    return work.session.scalars(select(Expert).where(Expert.person_id == person_of(work, who).id)).one()


def person_of(work: UnitOfWork, who: str) -> Person:
    return work.session.scalars(select(Person).join(Account).where(Account.external_id == who)).one()


def _long_ago(work: UnitOfWork) -> None:
    firm = person_of(work, "firm")
    past = Need(
        id=NEED - 1,
        person_id=firm.id,
        enterprise_id=firm.enterprise_id,
        text="招工",
        domain="hr",
        state="withdrawn",
    )
    past.also, past.focus, past.urgent, past.region, past.created_at = [], [], False, PLACE, NOW
    work.session.add(past)
