"""What two deeds leave in the rows: an expert who gives a need back is free again; nobody is suspended without a reason."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from actions.needs.post import Posting, post_need
from actions.offers.answer import accept_offer
from actions.offers.give_back import give_back
from actions.refusal import Refused
from actions.titles.suspend import suspend
from bot.app import House
from bot.cast import Actor
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Audit, Expert, Need, Offer, Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows

STAFF = Actor("小赵", "staff", jurisdiction="440800")


def _speaker(work: UnitOfWork, name: str) -> Speaker:
    speaker = by_account(work, "web", name)
    assert speaker
    return speaker


def _column(house: House, column: Any) -> list[Any]:
    with house.reader.connect() as connection:
        return list(connection.execute(select(column).order_by(column)).scalars())


def test_an_expert_who_gives_a_need_back_is_free_for_another(sqlite_house: House) -> None:
    house = sqlite_house
    arrive(house, FIRM)
    arrive(house, lawyer("李律师", capacity=1))

    def post(work: UnitOfWork) -> int:
        return post_need(work, _speaker(work, "张厂长"), Posting(NEED, "law", "440802"), house.now())[0].id

    def accept(work: UnitOfWork) -> None:
        accept_offer(
            work, _speaker(work, "李律师"), work.session.scalars(select(Offer.id)).one(), house.now()
        )

    need = house.write(post).result()
    house.write(accept).result()
    assert _column(house, Expert.load) == [1]

    house.write(lambda work: give_back(work, _speaker(work, "李律师"), need, "出差", house.now())).result()
    assert _column(house, Expert.load) == [0]
    assert (
        rows(house, Need, Need.state != "accepted", Need.expert_id.is_(None), Need.accepted_at.is_(None)) == 1
    )
    assert rows(house, Offer, Offer.state == "declined", Offer.decline_reason == "出差") == 1


@pytest.mark.parametrize("deed", ["suspend", "resume"])
def test_nobody_is_suspended_without_a_reason(sqlite_house: House, deed: str) -> None:
    house = sqlite_house
    arrive(house, STAFF)
    arrive(house, lawyer("李律师"))
    title = _column(house, Qualification.id)[0]

    def suspending(reason: str) -> None:
        house.write(
            lambda work: suspend(work, _speaker(work, "小赵"), title, deed, reason, house.rules, house.now())
        ).result()

    with pytest.raises(Refused) as refused:
        suspending("")
    assert refused.value.code == "no_reason"
    assert _column(house, Qualification.state) == ["active"]
    assert rows(house, Audit, Audit.deed.in_(["suspend", "resume"])) == 0
    assert rows(house, Outbox) == 0


def test_with_a_reason_the_title_rests_and_its_holder_is_told_why(sqlite_house: House) -> None:
    house = sqlite_house
    arrive(house, STAFF)
    arrive(house, lawyer("李律师"))
    title = _column(house, Qualification.id)[0]
    house.write(
        lambda work: suspend(
            work, _speaker(work, "小赵"), title, "suspend", "举报待查", house.rules, house.now()
        )
    ).result()
    assert _column(house, Qualification.state) == ["suspended"]
    assert "举报待查" in str(_column(house, Outbox.facts))
    assert "举报待查" in str(_column(house, Audit.detail))
