"""The letter and the agreement live their lives with the title; publicity goes by the centre's calendar."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.applications import apply as applications
from actions.applications import review as reviews
from actions.applications.certify import certify
from actions.refusal import Refused
from actions.titles import confer as conferrals
from actions.titles import leave, renew
from bot.app import App
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from programme.packs import load_pack
from programme.qualification import IN_FORCE
from storage.queries.people.speakers import Speaker, by_person
from storage.queries.titles.standing import qualifications_of
from storage.tables import Application, Conferral, Qualification
from storage.unit_of_work import UnitOfWork
from tests import newest

EXPERT = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2023, 4, 1))
STAFF = Actor("小赵", "staff", jurisdiction="440800")


def _enter(app: App, work: UnitOfWork, actor: Actor) -> Speaker:
    return by_person(work, enter(work, actor, [], app.rules, app.clock.now()))


def _states(work: UnitOfWork) -> list[tuple[str, str]]:
    return [
        (one.what, one.state) for one in work.session.scalars(select(Conferral).order_by(Conferral.id)).all()
    ]


def test_a_renewal_replaces_the_letter_and_leaving_ends_both(sqlite_app: App) -> None:
    app, now = sqlite_app, sqlite_app.clock.now()

    def run(work: UnitOfWork) -> None:
        expert, staff = (_enter(app, work, actor) for actor in (EXPERT, STAFF))
        held = work.session.scalars(select(Qualification)).one()
        conferrals.confer(work, held, app.rules, now)
        assert _states(work) == [("letter", "issued"), ("agreement", "offered")]
        conferrals.answer_agreement(work, expert, "decline", app.rules, now)
        conferrals.answer_agreement(work, expert, "sign", app.rules, now)
        asked = renew.ask_renewal(work, expert, held.id, app.rules, now)
        renew.decide_renewal(work, staff, asked, "agree", "", app.rules, now)
        assert _states(work) == [("letter", "replaced"), ("agreement", "signed"), ("letter", "issued")]
        assert work.session.scalars(select(Conferral.until).where(Conferral.id > 1)).all() == [held.until] * 2
        with pytest.raises(Refused) as refused:
            conferrals.answer_agreement(work, expert, "sign", app.rules, now)
        assert refused.value.code == "nothing_offered"
        leave.withdraw(work, expert, held.id, "", app.rules, now)
        assert [state for _, state in _states(work)] == ["replaced", "ended", "voided"]

    app.database.write(run).result()


def test_publicity_counts_the_days_of_the_centre_s_own_calendar(tmp_path: Path) -> None:
    """At the end of 2026 the shipped calendar knows no January; the centre's file does."""
    calendar = tmp_path / "放假.toml"
    calendar.write_text("[2027]\nrest = [2027-01-01]\nwork = [2027-01-02]\n", "utf-8")
    clock = StoppedClock(datetime(2026, 12, 29, 9, tzinfo=SHANGHAI))
    app = open_app(newest.sqlite(tmp_path / "yiqi.db"), clock=clock, calendar=str(calendar))

    def run(work: UnitOfWork) -> date | None:
        guest, staff = (_enter(app, work, actor) for actor in (Actor("", "guest"), STAFF))
        filing = applications.Filing("expert", "何志强", "440800", "何志强", answers={"degree": "bachelor"})
        one = applications.apply(work, guest, filing, app.rules, app.clock.now())
        reviews.review(work, staff, one, "pass", "", app.rules, app.clock.now())
        return work.session.get_one(Application, one).publicity_ends

    assert app.database.write(run).result() == date(2027, 1, 5)
    app.close()


def test_one_person_holds_titles_under_several_packs(sqlite_app: App) -> None:
    """Of the centre and of the city, each with its own letter; giving up one leaves the other."""
    app, now = sqlite_app, sqlite_app.clock.now()
    city = load_pack("zhanjiang-2020")

    def run(work: UnitOfWork) -> None:
        guest = _enter(app, work, Actor("", "guest"))
        for rules in (app.rules, city):
            filing = applications.Filing("expert", "何志强", "440800", "何志强", answers={"domains": 1})
            one = work.session.get_one(Application, applications.apply(work, guest, filing, rules, now))
            one.state = "publicity"
            certify(work, one, rules, now)
        holder = by_person(work, guest.person_id)
        held = qualifications_of(work, holder, IN_FORCE)
        assert [(one.pack, one.holder_id) for one in held] == [
            ("national-2023", holder.expert_id),
            ("zhanjiang-2020", holder.expert_id),
        ]
        leave.withdraw(work, holder, held[0].id, "", app.rules, now)
        assert [one.pack for one in qualifications_of(work, holder, IN_FORCE)] == ["zhanjiang-2020"]
        with pytest.raises(Refused) as refused:
            applications.apply(work, guest, filing, city, now)
        assert refused.value.code == "already_certified"

    app.database.write(run).result()
