"""Deeds at the same moment: capacity and «first come» hold on every kind of database."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from actions.needs.post import Posting, post_need
from actions.notify import tell
from actions.offers.answer import FULL, accept_offer
from actions.refusal import Refused
from bot.app import House
from storage.queries.people.speakers import by_account
from storage.tables import Need, Offer
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows, tables


def post(house: House, urgent: bool = False, times: int = 1) -> int:
    """Post the need, in one transaction be it once or often; the last one's id."""

    def posting(work: UnitOfWork) -> int:
        speaker = by_account(work, "web", "张厂长")
        assert speaker
        posting = Posting(NEED, "law", "440802", urgent=urgent)
        return [post_need(work, speaker, posting, house.rules, house.now())[0].id for _ in range(times)][-1]

    return house.write(posting).result()


def accept(house: House, name: str, offer: int, key: str) -> Future[int]:
    def accepting(work: UnitOfWork) -> int:
        speaker = by_account(work, "web", name)
        assert speaker
        return accept_offer(work, speaker, offer, house.now()).id

    return house.write(accepting, key)


def offers(house: House) -> list[int]:
    with house.reader.connect() as connection:
        return list(connection.execute(select(Offer.id).order_by(Offer.id)).scalars())


def refusals(futures: list[Future[int]]) -> list[str]:
    """The codes of those that were refused."""
    errors = [future.exception() for future in futures]
    return [error.code for error in errors if isinstance(error, Refused)]


def test_two_experts_accept_at_the_same_moment_and_one_wins(house: House) -> None:
    arrive(house, FIRM)
    names = ["甲律师", "乙律师", "丙律师"]
    for name in names:
        arrive(house, lawyer(name))
    post(house, urgent=True)
    with house.reader.connect() as connection:
        asked = connection.execute(
            select(tables.Person.name, Offer.id)
            .join(tables.Expert, tables.Expert.person_id == tables.Person.id)
            .join(Offer, Offer.expert_id == tables.Expert.id)
        ).all()
    futures = [accept(house, name, offer, name) for name, offer in asked]
    assert refusals(futures) == ["taken", "taken"]
    assert rows(house, Offer, Offer.state == "accepted") == rows(house, Need, Need.state == "accepted") == 1


def test_twenty_acceptances_at_once_fill_the_capacity_and_no_more(house: House) -> None:
    arrive(house, FIRM)
    arrive(house, lawyer("李律师", capacity=3))
    post(house, times=20)
    futures = [accept(house, "李律师", offer, f"lane {offer}") for offer in offers(house)]
    assert refusals(futures) == ["full"] * 17
    assert rows(house, Need, Need.state == "accepted") == 3
    assert rows(house, tables.Expert, tables.Expert.load == 3) == 1


def test_of_a_hundred_threads_that_accept_three_succeed(house: House) -> None:
    arrive(house, FIRM)
    arrive(house, lawyer("李律师", capacity=3))
    post(house, times=100)
    asked, start = offers(house), Barrier(100)
    assert len(asked) == 100

    def accepting(offer: int) -> BaseException | None:
        start.wait()
        return accept(house, "李律师", offer, f"lane {offer}").exception()

    with ThreadPoolExecutor(100) as threads:
        errors = [error for error in threads.map(accepting, asked) if error is not None]
    assert [error.text for error in errors if isinstance(error, Refused)] == [FULL] * 97
    assert len(errors) == 97
    assert rows(house, Need, Need.state == "accepted") == 3
    assert rows(house, tables.Expert, tables.Expert.load == 3) == 1


def test_a_failing_notice_is_put_aside_and_holds_nobody_up(house: House) -> None:
    person = arrive(house, FIRM)
    need = post(house)
    house.write(lambda work: tell(work, person, "offer", "broken", house.now(), offer=999)).result()
    house.write(lambda work: tell(work, person, "handed_over", "whole", house.now(), need=need)).result()
    house.deliver()
    outbox = tables.Outbox
    assert (
        rows(house, outbox, outbox.key == "broken", outbox.state == "dead", outbox.reason.like("error %"))
        == 1
    )
    assert rows(house, outbox, outbox.key == "whole", outbox.state == "sent") == 1


def test_a_notice_is_told_once_for_ever(house: House) -> None:
    person = arrive(house, FIRM)
    for _ in range(3):
        house.write(lambda work: tell(work, person, "handed_over", "once", house.now(), need=1)).result()
    assert rows(house, tables.Outbox) == 1
