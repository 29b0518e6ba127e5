"""One inbound message, one transaction: on every kind of database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.app import App
from handlers.engine import door
from handlers.engine.utterance import read
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer, rows, say, send, state_of, tables


def test_twenty_copies_of_one_message_are_one_message(app: App) -> None:
    arrive(app, FIRM)
    with ThreadPoolExecutor(20) as copies:
        futures = list(copies.map(lambda _: send(app, "张厂长", NEED, "same"), range(20)))
    answers = {future.result().replies for future in futures}
    assert len(answers) == 1
    assert rows(app, tables.Inbox) == rows(app, tables.Outbox) == 1


def test_a_stranger_who_writes_twenty_times_at_once_is_one_person(app: App) -> None:
    with ThreadPoolExecutor(20) as copies:
        futures = list(copies.map(lambda n: send(app, "生人", "你好", str(n)), range(20)))
    assert len({future.result().person_id for future in futures}) == 1
    assert rows(app, tables.Person) == rows(app, tables.Account) == 1
    assert rows(app, tables.Inbox) == 20


def test_a_redelivery_is_answered_the_same_and_does_nothing(app: App) -> None:
    arrive(app, FIRM)
    say(app, "张厂长", NEED)
    first = say(app, "张厂长", "确认", "confirm")
    before = state_of(app, "张厂长")
    assert say(app, "张厂长", "确认", "confirm") == first
    assert rows(app, tables.Need) == 1
    assert state_of(app, "张厂长") == before


def test_messages_of_one_person_are_answered_in_order(app: App) -> None:
    arrive(app, lawyer("李律师"))
    lines = ["记日记", "昨天", "90分钟", "3家", "法律", "确认"]
    futures = [send(app, "李律师", line) for line in lines]
    assert "已记录" in futures[-1].result().replies[0].text
    with app.database.read() as connection:
        said = connection.execute(select(tables.Inbox.body).order_by(tables.Inbox.seq)).scalars()
        assert [body["text"] for body in said] == lines


def test_an_unexpected_error_is_an_apology_and_the_talk_is_where_it_was(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(app, lawyer("李律师"))
    say(app, "李律师", "记日记")
    before = state_of(app, "李律师")
    with monkeypatch.context() as patch, capture_logs() as logs:
        patch.setattr("handlers.engine.acts.perform", _stumble)
        sorry = say(app, "李律师", "昨天", "bad")
    errors = [entry for entry in logs if entry["event"] == "message failed"]
    assert len(errors) == 1
    assert errors[0]["error_id"] in sorry
    assert "stumbled" not in sorry
    assert state_of(app, "李律师") == before
    assert say(app, "李律师", "昨天", "bad") == sorry
    assert "多久" in say(app, "李律师", "昨天", "good")


def test_one_bad_message_in_a_crowd_hurts_nobody_else(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        door, "read", lambda came, meaning: _stumble(came) if came.text == "坏" else read(came, meaning)
    )
    futures = [send(app, f"生人{n}", "坏" if n == 5 else "你好") for n in range(12)]
    answers = [future.result().replies[0].text for future in futures]
    assert [n for n, answer in enumerate(answers) if "出错了" in answer] == [5]
    assert rows(app, tables.Inbox) == 12


def test_before_consent_nothing_of_a_message_is_kept_but_that_it_came(app: App) -> None:
    say(app, "生人", f"{NEED}，电话13800001234")
    with app.database.read() as connection:
        assert connection.execute(select(tables.Inbox.body)).scalars().all() == [{}]
        shown = str(connection.execute(select(tables.Outbox.shown)).scalars().all())
    assert "13800001234" not in shown
    assert NEED not in shown


def _stumble(*heard: object) -> None:
    raise RuntimeError("stumbled")
