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
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Audit, Expert, Need, Offer, Outbox, Qualification
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows

STAFF = Actor("小赵", "staff", jurisdiction="440800")


def _speaker(work: UnitOfWork, name: str) -> Speaker:
    speaker = by_account(work, "web", name)
    assert speaker
    return speaker


def _column(app: App, column: Any) -> list[Any]:
    with app.database.read() as connection:
        return list(connection.execute(select(column).order_by(column)).scalars())


def test_an_expert_who_gives_a_need_back_is_free_for_another(sqlite_app: App) -> None:
    app = sqlite_app
    arrive(app, FIRM)
    arrive(app, lawyer("李律师", capacity=1))

    def post(work: UnitOfWork) -> int:
        return post_need(
            work, _speaker(work, "张厂长"), Posting(NEED, "law", "440802"), app.rules, app.clock.now()
        )[0]

    def accept(work: UnitOfWork) -> None:
        accept_offer(
            work,
            _speaker(work, "李律师"),
            work.session.scalars(select(Offer.id)).one(),
            app.rules,
            app.clock.now(),
        )

    need = app.database.write(post).result()
    app.database.write(accept).result()
    assert _column(app, Expert.load) == [1]

    app.database.write(
        lambda work: give_back(work, _speaker(work, "李律师"), need, "出差", app.rules, app.clock.now())
    ).result()
    assert _column(app, Expert.load) == [0]
    assert (
        rows(app, Need, Need.state != "accepted", Need.expert_id.is_(None), Need.accepted_at.is_(None)) == 1
    )
    assert rows(app, Offer, Offer.state == "declined") == 1
    assert _column(app, Offer.decline_reason) == ["出差"]


@pytest.mark.parametrize("deed", ["suspend", "resume"])
def test_nobody_is_suspended_without_a_reason(sqlite_app: App, deed: str) -> None:
    app = sqlite_app
    arrive(app, STAFF)
    arrive(app, lawyer("李律师"))
    title = _column(app, Qualification.id)[0]

    def suspending(reason: str) -> None:
        app.database.write(
            lambda work: suspend(
                work, _speaker(work, "小赵"), title, deed, reason, app.rules, app.clock.now()
            )
        ).result()

    with pytest.raises(Refused) as refused:
        suspending("")
    assert refused.value.code == "no_reason"
    assert _column(app, Qualification.state) == ["active"]
    assert rows(app, Audit, Audit.deed.in_(["suspend", "resume"])) == 0
    assert rows(app, Outbox) == 0


def test_with_a_reason_the_title_rests_and_its_holder_is_told_why(sqlite_app: App) -> None:
    app = sqlite_app
    arrive(app, STAFF)
    arrive(app, lawyer("李律师"))
    title = _column(app, Qualification.id)[0]
    app.database.write(
        lambda work: suspend(
            work, _speaker(work, "小赵"), title, "suspend", "举报待查", app.rules, app.clock.now()
        )
    ).result()
    assert _column(app, Qualification.state) == ["suspended"]
    assert "举报待查" in str(_column(app, Outbox.facts))
    assert "举报待查" in str(_column(app, Audit.words))
    assert "举报待查" not in str(_column(app, Audit.detail))
