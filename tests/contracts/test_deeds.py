"""Deeds at the same moment: capacity and «first come» hold on every kind of database."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlalchemy import select

from actions.needs.post import MOST_OPEN, Posting, post_need
from actions.notify import Addressed, Notice, notify
from actions.offers.answer import accept_offer
from actions.offers.capacity import FULL
from actions.offers.notices import HandedOver, Offered
from actions.refusal import Refused
from bot.app import App
from storage.queries.people.speakers import by_account
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows, tables


def post(app: App, urgent: bool = False, times: int = 1, name: str = FIRM.name) -> int:
    """Post the need, in one transaction be it once or often; the last one's id."""

    def posting(work: UnitOfWork) -> int:
        speaker = by_account(work, "web", name)
        assert speaker
        posting = Posting(NEED, "law", "440802", urgent=urgent)
        return [post_need(work, speaker, posting, app.rules, app.clock.now())[0] for _ in range(times)][-1]

    return app.database.write(posting).result()


def accept(app: App, name: str, offer: int, key: str) -> Future[int]:
    def accepting(work: UnitOfWork) -> int:
        speaker = by_account(work, "web", name)
        assert speaker
        return accept_offer(work, speaker, offer, app.rules, app.clock.now()).need_id

    return app.database.write(accepting, key)


def tell(app: App, person: int, notice: Notice, key: str) -> None:
    app.database.write(lambda work: notify(work, [Addressed(person, notice, key)], app.clock.now())).result()


def offers(app: App) -> list[int]:
    with app.database.read() as connection:
        return list(connection.execute(select(Offer.id).order_by(Offer.id)).scalars())


def refusals(futures: list[Future[int]]) -> list[str]:
    """The codes of those that were refused."""
    errors = [future.exception() for future in futures]
    return [error.code for error in errors if isinstance(error, Refused)]


def test_two_experts_accept_at_the_same_moment_and_one_wins(app: App) -> None:
    arrive(app, FIRM)
    names = ["甲律师", "乙律师", "丙律师"]
    for name in names:
        arrive(app, lawyer(name))
    post(app, urgent=True)
    with app.database.read() as connection:
        asked = connection.execute(
            select(tables.Person.name, Offer.id)
            .join(tables.Expert, tables.Expert.person_id == tables.Person.id)
            .join(Offer, Offer.expert_id == tables.Expert.id)
        ).all()
    futures = [accept(app, name, offer, name) for name, offer in asked]
    assert refusals(futures) == ["taken", "taken"]
    assert rows(app, Offer, Offer.state == "accepted") == rows(app, Need, Need.state == "accepted") == 1


def test_twenty_acceptances_at_once_fill_the_capacity_and_no_more(app: App) -> None:
    arrive(app, FIRM)
    arrive(app, lawyer("李律师", capacity=3))
    post(app, times=20)
    futures = [accept(app, "李律师", offer, f"lane {offer}") for offer in offers(app)]
    assert refusals(futures) == ["full"] * 17
    assert rows(app, Need, Need.state == "accepted") == 3
    assert rows(app, tables.Expert, tables.Expert.load == 3) == 1


def test_of_a_hundred_threads_that_accept_three_succeed(app: App) -> None:
    arrive(app, lawyer("李律师", capacity=3))
    for number in range(100 // MOST_OPEN):
        firm = replace(FIRM, name=f"{number} 厂长", enterprise=f"{number} 厂")
        arrive(app, firm)
        post(app, times=MOST_OPEN, name=firm.name)
    asked, start = offers(app), Barrier(100)
    assert len(asked) == 100

    def accepting(offer: int) -> BaseException | None:
        start.wait()
        return accept(app, "李律师", offer, f"lane {offer}").exception()

    with ThreadPoolExecutor(100) as threads:
        errors = [error for error in threads.map(accepting, asked) if error is not None]
    assert [error.text for error in errors if isinstance(error, Refused)] == [FULL] * 97
    assert len(errors) == 97
    assert rows(app, Need, Need.state == "accepted") == 3
    assert rows(app, tables.Expert, tables.Expert.load == 3) == 1


def test_a_failing_notice_is_put_aside_and_holds_nobody_up(app: App) -> None:
    person = arrive(app, FIRM)
    need = post(app)
    tell(app, person, Offered(999), "broken")
    tell(app, person, HandedOver(need), "whole")
    app.scheduler.deliver_now()
    outbox = tables.Outbox
    assert (
        rows(app, outbox, outbox.key == "broken", outbox.state == "dead", outbox.reason.like("error %")) == 1
    )
    assert rows(app, outbox, outbox.key == "whole", outbox.state == "sent") == 1


def test_a_notice_is_told_once_for_ever(app: App) -> None:
    person = arrive(app, FIRM)
    for _ in range(3):
        tell(app, person, HandedOver(1), "once")
    assert rows(app, tables.Outbox) == 1
