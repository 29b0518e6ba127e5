"""Readiness and figures, on each kind of database."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from datetime import timedelta
from threading import Event

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.gateways import health
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


def test_figures_wait_for_no_thread_that_pages_are_drawn_with(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 2.0)
    free = Event()

    async def asked_while_all_are_drawing() -> str:
        drawing = [asyncio.create_task(asyncio.to_thread(free.wait, 20)) for _ in range(40)]
        await asyncio.sleep(0)
        try:
            return await HealthGateway(app.inbound).figures()
        finally:
            free.set()
            await asyncio.gather(*drawing)

    figures = asyncio.run(asked_while_all_are_drawing())
    assert "yiqi_database_answers 1\n" in figures
    assert "yiqi_outbox_overdue_seconds 0" in figures


def test_a_database_without_a_free_connection_takes_no_figure_of_the_process_away(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.3)
    say(app, "张厂长", "你好")
    gateway = HealthGateway(app.inbound)
    with ExitStack() as taken:
        while "yiqi_database_answers 0\n" not in (figures := asyncio.run(gateway.figures())):
            taken.enter_context(app.database.read())
    assert 'yiqi_messages_taken_total{channel="web"} 1' in figures
    assert "yiqi_writer_queue_jobs 0" in figures
    assert not [line for line in figures.splitlines() if line.startswith("yiqi_outbox")]
    monkeypatch.setattr(health, "PATIENCE", 3)
    assert "yiqi_database_answers 1\n" in asyncio.run(gateway.figures())


def test_a_database_that_works_through_a_queue_is_ready(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.5)
    first = app.database.write(lambda work: time.sleep(0.2), "readyz")
    time.sleep(0.1)
    waiting = [app.database.write(lambda work: time.sleep(0.1), "readyz") for _ in range(20)]
    assert asyncio.run(HealthGateway(app.inbound).fault()) == ""
    assert not waiting[-1].done()
    for job in (first, *waiting):
        job.result()
