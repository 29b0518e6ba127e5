"""One-time codes: random, hashed, short-lived, used once, and the old account is told."""

from __future__ import annotations

import re
from concurrent.futures import Future
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from bot.channels.terminal.adapter import Terminal
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.runtime.receive import Receipt
from handlers.message import Incoming
from storage.tables import Account, BindCode, Outbox

LAWYER = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
STAFF = Actor("小赵", "staff", jurisdiction="440800")


def _people(app: App) -> None:
    for actor, name in ((LAWYER, "old"), (STAFF, "staff")):
        app.database.write(
            lambda work, actor=actor, name=name: enter(  # type: ignore[misc]  # defaults bind the loop's values
                work, actor, [("web", name)], app.rules, app.clock.now()
            )
        ).result()


def _code(app: App) -> str:
    said = Terminal(app.inbound, "staff", "web").say("绑定码 李律师").replies[0].plain()
    found = re.search(r"[0-9a-f]{32}", said)
    assert found
    return found[0]


def _newcomer(app: App, name: str) -> Terminal:
    terminal = Terminal(app.inbound, name, "web")
    terminal.say("绑定")
    terminal.say("同意")
    return terminal


def _owner(app: App, name: str) -> int:
    with app.database.read() as connection:
        return connection.execute(select(Account.person_id).where(Account.external_id == name)).scalar_one()


def test_the_new_account_is_the_expert_and_the_old_one_is_told(app: App) -> None:
    _people(app)
    lawyer = _owner(app, "old")
    said = _newcomer(app, "new").say(_code(app)).replies[0].plain()
    assert "绑定成功" in said
    assert "李律师" in said
    assert _owner(app, "new") == lawyer
    app.scheduler.deliver_now()
    with app.database.read() as connection:
        told = select(Outbox.kind, Outbox.state).where(Outbox.person_id == _owner(app, "old"))
        assert ("unbound", "sent") in [tuple(row) for row in connection.execute(told)]
    assert "本年" in Terminal(app.inbound, "new", "web").say("我的进度").replies[0].plain()


def test_only_a_hash_is_kept(app: App) -> None:
    _people(app)
    code = _code(app)
    with app.database.read() as connection:
        kept = connection.execute(select(BindCode.code_hash)).scalar_one()
    assert code not in kept
    assert len(kept) == 64


@pytest.mark.parametrize("minutes", [10, 60])
def test_a_code_lasts_less_than_ten_minutes(app: App, clock: StoppedClock, minutes: int) -> None:
    _people(app)
    code, terminal = _code(app), _newcomer(app, "new")
    clock.move(timedelta(minutes=minutes))
    assert "过期了" in terminal.say(code).replies[0].plain()


def test_a_second_code_voids_the_first(app: App) -> None:
    _people(app)
    first, _ = _code(app), _code(app)
    assert "过期了" in _newcomer(app, "new").say(first).replies[0].plain()


def test_of_two_who_race_for_a_code_one_wins(app: App) -> None:
    _people(app)
    code = _code(app)
    _newcomer(app, "one")
    _newcomer(app, "two")
    racing: list[Future[Receipt]] = [
        app.inbound.receive(Incoming("web", name, f"race-{name}", code)) for name in ("one", "two")
    ]
    said = [future.result().replies[0].plain() for future in racing]
    assert sorted("绑定成功" in text for text in said) == [False, True]


def test_who_is_somebody_already_is_not_bound_again(app: App) -> None:
    _people(app)
    code = _code(app)
    assert "别的身份" in Terminal(app.inbound, "staff", "web").say(f"绑定 {code}").replies[0].plain()
