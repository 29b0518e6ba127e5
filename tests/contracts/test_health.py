"""Readiness and figures, on each kind of database."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.app import App
from bot.clock import StoppedClock
from bot.gateways.health import HealthGateway
from storage.queries.delivery.backlog import by_state_and_channel, overdue_seconds
from storage.tables import Outbox
from tests.contracts.crowd import FIRM, arrive, say


def test_answers_that_nothing_has_carried_yet_are_the_backlog(app: App, clock: StoppedClock) -> None:
    who = arrive(app, FIRM)
    say(app, "张厂长", "你好")
    with app.database.read() as connection:
        before = {(row.state, row.channel): row.count for row in by_state_and_channel(connection)}

    def queue(work: object) -> None:
        now = clock.now()
        for name, due in (("late", now - timedelta(minutes=2)), ("morning", now + timedelta(hours=9))):
            row = Outbox(person_id=who, key=name, kind="digest", facts={}, state="queued", due_at=due)
            row.created_at = now
            work.session.add(row)  # type: ignore[attr-defined]  # a unit of work

    app.database.write(queue).result()
    with app.database.read() as connection:
        after = {(row.state, row.channel): row.count for row in by_state_and_channel(connection)}
        assert after.get(("queued", "none"), 0) - before.get(("queued", "none"), 0) == 2
        assert overdue_seconds(connection, clock.now()) >= 120
        assert overdue_seconds(connection, clock.now() - timedelta(hours=1)) == 0
    figures = asyncio.run(HealthGateway(app.inbound).figures())
    assert 'yiqi_messages_taken_total{channel="web"} 1' in figures
    assert 'yiqi_outbox_messages{channel="none",state="queued"}' in figures


def test_a_database_that_works_is_ready(app: App) -> None:
    assert asyncio.run(HealthGateway(app.inbound).fault()) == ""
