"""A digest brings the first rows and says how many there are, counting only where more are left than it brings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import update

from actions.needs.post import Posting, post_need
from actions.reports.digests import SECTIONS
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.delivery.dead_letters import letters_in
from storage.queries.people.speakers import by_account
from storage.queries.reports.digests import silent, unanswered
from storage.queries.reports.subscribers import subscribers
from storage.queries.reports.waiting import Asked, Found, Reach, WaitingHolder, found
from storage.queries.reports.week import needs_in
from storage.tables import Need, Outbox
from storage.unit_of_work import UnitOfWork
from storage.window import Window
from tests.conftest import MONDAY
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer


def test_those_beyond_are_counted_and_not_brought(app: App) -> None:
    arrive(app, FIRM)

    def post(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", FIRM.name)
        assert speaker
        for _ in range(2):
            post_need(work, speaker, Posting(NEED, "law", "440802"), app.rules, app.clock.now())

    app.database.write(post).result()

    def each(work: UnitOfWork) -> list[tuple[int, list[int]]]:
        reaches = [
            Reach(work, "440800", most, counted) for most, counted in ((1, True), (1, False), (3, True))
        ]
        reaches.append(Reach(work, "130100", 1))
        today = app.clock.now().date()
        lists = [found(reach, unanswered(reach, today)) for reach in reaches]
        return [(some.count, [one.id for one in some.rows]) for some in lists]

    assert app.database.write(each).result() == [(2, [1]), (1, [1]), (2, [1, 2]), (0, [])]


def test_a_question_is_put_together_once_for_all_days(sqlite_app: App) -> None:
    """An office asks some twenty of them every morning, and putting them together takes longer than their answers."""

    def questions(work: UnitOfWork, now: datetime) -> dict[str, object]:
        found = {section.what: section.find(Reach(work, "440800", 9), now) for section in SECTIONS}
        return {what: one.query for what, one in found.items() if isinstance(one, Asked)}

    days = (MONDAY, MONDAY + timedelta(days=1))
    first, second = (sqlite_app.database.write(partial(questions, now=day)).result() for day in days)
    assert len(first) > len(SECTIONS) / 2
    assert [what for what in first if first[what] is not second[what]] == []


def test_the_week_leaves_out_of_what_waits_whatever_was_told_no(app: App) -> None:
    arrive(app, FIRM)
    now = app.clock.now()

    def left(work: UnitOfWork, state: str) -> int:
        work.connection.execute(update(Need).values(state=state))
        return needs_in(work.connection, "440800", Window(now - timedelta(days=1), now)).left

    def post(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", FIRM.name)
        assert speaker
        post_need(work, speaker, Posting(NEED, "law", "440802"), app.rules, now)

    app.database.write(post).result()
    states = ("open", "unanswered", "unserved", "withdrawn")
    assert [app.database.write(lambda work, to=to: left(work, to)).result() for to in states] == [1, 1, 0, 0]  # type: ignore[misc]  # a default binds the loop's value


def test_nobody_is_silent_where_no_pack_names_a_day(app: App) -> None:
    arrive(app, lawyer("李律师"))

    def asked(work: UnitOfWork) -> Found[WaitingHolder]:
        at = Reach(work, "440800", 9)
        return found(at, silent(at, ("active",), MONDAY.date(), ()))

    nobody = app.database.write(asked).result()
    assert (nobody.count, list(nobody.rows)) == (0, [])


@pytest.mark.parametrize("state", ["dropped", "dead", "unknown", "queued"])
def test_only_a_digest_that_was_sent_has_told_its_news(app: App, state: str) -> None:
    person = arrive(app, Actor("小郑", "staff", jurisdiction="440800"))
    now = app.clock.now()

    def queue(work: UnitOfWork) -> None:
        for day, became in ((date(2026, 3, 2), "sent"), (date(2026, 3, 3), state)):
            facts = {"what": "daily", "on": str(day), "when_empty": False, "waiting": [f"need:{day.day}"]}
            row = {"state": became, "due_at": now, "created_at": now, "sent_at": now - timedelta(days=1)}
            work.session.add(Outbox(person_id=person, kind="digest", facts=facts, **row))

    app.database.write(queue).result()
    [who] = app.database.write(subscribers).result()
    assert who.last
    assert (who.last.on, dict(who.last.since)) == (date(2026, 3, 2), {"need:2": "2026-03-02"})
    assert who.lost_on == date(2026, 3, 3)
    assert app.database.write(lambda work: letters_in(work, "440800")).result() == []
