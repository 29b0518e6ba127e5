"""The public register as a query."""

from __future__ import annotations

from sqlalchemy import update

from bot.app import App
from storage.queries.people.experts import PublicExpert, public_experts
from storage.tables import Qualification
from tests.contracts.crowd import arrive, lawyer


def test_who_serves_is_public_and_nobody_else(app: App) -> None:
    for name in ("李律师", "王律师", "孙律师"):
        arrive(app, lawyer(name))
    gone = update(Qualification).where(Qualification.id == 1).values(state="revoked")
    app.database.write(lambda work: work.session.execute(gone) and None).result()
    both = [PublicExpert(name, "", ("law",)) for name in ("王律师", "孙律师")]
    assert app.database.write(lambda work: public_experts(work, ("active",), 5)).result() == both
    assert app.database.write(lambda work: public_experts(work, ("active",), 1)).result() == both[:1]
    assert app.database.write(lambda work: public_experts(work, ("revoked",), 5)).result()[0].name == "李律师"
