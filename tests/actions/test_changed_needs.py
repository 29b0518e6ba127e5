"""A posted need that is told further or given to another expert: who hears of it, and what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from actions.needs.change import Addition, add_to_need
from actions.needs.post import Posting, post_need
from actions.offers.answer import accept_offer
from actions.offers.replace import replace_expert
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Expert, Need, Offer, Outbox, Person
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer

T = TypeVar("T")
STAFF = Actor("小赵", "staff", jurisdiction="440800")


def _as(app: App, name: str, deed: Callable[[UnitOfWork, Speaker], T]) -> T:
    """What comes of a deed by the person of this name."""

    def doing(work: UnitOfWork) -> T:
        speaker = by_account(work, "web", name)
        assert speaker
        return deed(work, speaker)

    return app.database.write(doing).result()


def _posted(app: App, *lawyers: str, urgent: bool = False) -> None:
    for actor in (FIRM, STAFF, *map(lawyer, lawyers)):
        arrive(app, actor)
    posting = Posting(NEED, "law", "440802", urgent=urgent)
    _as(app, FIRM.name, lambda work, who: post_need(work, who, posting, app.rules, app.clock.now()))


def _add(app: App, words: str, phone: str | None = None) -> int:
    added = Addition(words, phone)
    return _as(app, FIRM.name, lambda work, who: add_to_need(work, who, 1, added, app.clock.now()))


def _accept(app: App, name: str) -> None:
    def accepting(work: UnitOfWork, who: Speaker) -> None:
        own = select(Offer.id).where(Offer.expert_id == who.expert_id)
        accept_offer(work, who, work.session.scalars(own).one(), app.rules, app.clock.now())

    _as(app, name, accepting)


def _offers(app: App) -> list[str]:
    with app.database.read() as connection:
        return list(connection.execute(select(Offer.state).order_by(Offer.id)).scalars())


def _told(app: App, kind: str) -> int:
    with app.database.read() as connection:
        return len(connection.execute(select(Outbox.id).where(Outbox.kind == kind)).all())


def test_an_addition_stays_one_need_and_all_who_are_asked_hear_of_it(app: App) -> None:
    _posted(app, "甲律师", "乙律师", urgent=True)
    assert _add(app, "主要出口越南") == 2
    assert _add(app, "月底前要") == 2
    with app.database.read() as connection:
        assert connection.execute(select(Need.text)).scalars().all() == [
            f"{NEED}\n补充：主要出口越南\n补充：月底前要"
        ]
    assert _told(app, "need_addition") == 4


def test_whom_the_addition_names_is_asked_no_more_and_not_told(app: App) -> None:
    _posted(app, "李明哲")
    assert _add(app, "就是李律师收了我们三千块") == 0
    assert _offers(app) == ["closed"]
    assert (_told(app, "need_addition"), _told(app, "offer_closed")) == (0, 1)


def test_a_new_phone_stands_unverified(app: App) -> None:
    _posted(app, "甲律师")
    _add(app, "电话改成13912345678", "13912345678")
    with app.database.read() as connection:
        own = select(Person.phone, Person.phone_verified).where(Person.name == FIRM.name)
        assert connection.execute(own).one() == ("13912345678", False)


def test_who_is_replaced_has_room_again_and_declined_nothing(app: App) -> None:
    _posted(app, "甲律师", "乙律师")
    first = "甲律师" if _offers(app) == ["pending"] and _asked(app) == "甲律师" else "乙律师"
    _accept(app, first)
    asked = _as(
        app, FIRM.name, lambda work, who: replace_expert(work, who, 1, "不对口", app.rules, app.clock.now())
    )
    assert asked == 1
    assert _offers(app) == ["closed", "pending"]
    with app.database.read() as connection:
        assert set(connection.execute(select(Expert.load)).scalars()) == {0}
    assert _told(app, "taken_off") == 1


def test_with_nobody_else_staff_arrange_it(app: App) -> None:
    _posted(app, "甲律师")
    asked = _as(
        app, FIRM.name, lambda work, who: replace_expert(work, who, 1, None, app.rules, app.clock.now())
    )
    assert (asked, _offers(app)) == (0, ["closed"])
    assert (_told(app, "unanswered"), _told(app, "handed_over")) == (1, 0)


def _asked(app: App) -> str:
    with app.database.read() as connection:
        named = (
            select(Person.name)
            .join(Expert, Expert.person_id == Person.id)
            .join(Offer, Offer.expert_id == Expert.id)
        )
        return connection.execute(named).scalar_one()
