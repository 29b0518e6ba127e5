"""«待办» shows all that waits for a person, whatever roles they hold."""

from __future__ import annotations

from collections.abc import Callable

from storage import tables
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage


def test_an_expert_on_the_staff_sees_offers_and_what_staff_decide(
    another_stage: Callable[[], Stage],
) -> None:
    stage = another_stage()
    person = stage.people["expert"]

    def on_the_staff(work: UnitOfWork) -> None:
        work.session.add(tables.Staff(person_id=person, jurisdiction="440800", roles=["reviewer"]))

    stage.app.database.write(on_the_staff).result()
    shown = stage.say("expert", "待办")[0]
    assert "等我答复的 2 件" in shown.text
    assert "待处理的投诉 2 件" in shown.text
    assert [choice.token for choice in shown.choices if choice.token.startswith("s:offer:offer=")]
