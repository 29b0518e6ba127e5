"""Deeds at the same moment: capacity and «first come» hold on every kind of database."""

from __future__ import annotations

from concurrent.futures import Future

from sqlalchemy import select

from actions.errors import Refused
from actions.needs import Posting, post_need
from actions.offers import accept_offer
from actions.outbox import tell
from bot.app import House
from storage.speakers import by_account
from storage.tables import Need, Offer
from storage.work import Work
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows, tables


def post(house: House, urgent: bool = False) -> int:
    def posting(work: Work) -> int:
        speaker = by_account(work, "web", "张厂长")
        assert speaker
        return post_need(work, speaker, Posting(NEED, "law", "440802", urgent=urgent), house.now())[0].id

    return house.write(posting).result()


def accept(house: House, name: str, offer: int, key: str) -> Future[int]:
    def accepting(work: Work) -> int:
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
    for _ in range(20):
        post(house)
    futures = [accept(house, "李律师", offer, f"lane {offer}") for offer in offers(house)]
    assert refusals(futures) == ["full"] * 17
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
