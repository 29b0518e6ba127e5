"""Tokens that one process renews for all, and the ledger of what may still be pushed, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from bot.app import App
from storage.queries.delivery import vendors
from storage.queries.delivery.vendors import LEASE, KeptToken
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY

T = TypeVar("T")
ACCOUNT = ("wechat", "o-1")
LATER = MONDAY + timedelta(hours=48)


def _with(app: App, query: Callable[..., T], *arguments: object) -> T:
    def doing(work: UnitOfWork) -> T:
        return query(work, *arguments)

    return app.database.write(doing).result()


def test_a_token_is_there_once_it_was_renewed(app: App) -> None:
    assert _with(app, vendors.token, "wechat") is None
    assert _with(app, vendors.lease, "wechat", MONDAY)
    assert _with(app, vendors.token, "wechat") == KeptToken("", MONDAY)
    _with(app, vendors.keep_token, "wechat", "T1", LATER)
    assert _with(app, vendors.token, "wechat") == KeptToken("T1", LATER)


def test_one_renews_at_a_time_until_done_or_dead(app: App) -> None:
    soon = MONDAY + timedelta(seconds=1)
    assert _with(app, vendors.lease, "wechat", MONDAY)
    assert not _with(app, vendors.lease, "wechat", soon)
    assert _with(app, vendors.lease, "wecom", soon), "another vendor's is another one"
    assert _with(app, vendors.lease, "wechat", MONDAY + LEASE), "the one who held it died"
    _with(app, vendors.end_lease, "wechat", MONDAY + LEASE + timedelta(seconds=1))
    assert _with(app, vendors.lease, "wechat", MONDAY + LEASE + timedelta(seconds=1))


def test_what_ends_first_is_used_first_and_nothing_is_below_none(app: App) -> None:
    _with(app, vendors.open_window, *ACCOUNT, "message", 5, LATER)
    _with(app, vendors.open_window, *ACCOUNT, "touch", 1, MONDAY + timedelta(minutes=1))
    for _ in range(2):
        _with(app, vendors.add_credit, *ACCOUNT, "subscription:T")
    opened = _with(app, vendors.credits_of, *ACCOUNT, MONDAY)
    assert list(opened.items()) == [("touch", 1), ("message", 5), ("subscription:T", 2)]
    for _ in range(2):
        _with(app, vendors.spend, *ACCOUNT, "touch")
    _with(app, vendors.spend, *ACCOUNT, "message")
    assert _with(app, vendors.credits_of, *ACCOUNT, MONDAY) == {"message": 4, "subscription:T": 2}
    _with(app, vendors.add_credit, *ACCOUNT, "touch")
    assert _with(app, vendors.credits_of, *ACCOUNT, MONDAY)["touch"] == 1, "spent to none, not below"


def test_a_window_is_over_at_its_end_and_opens_anew_with_what_is_given(app: App) -> None:
    _with(app, vendors.open_window, *ACCOUNT, "message", 5, LATER)
    _with(app, vendors.spend, *ACCOUNT, "message")
    assert _with(app, vendors.credits_of, *ACCOUNT, LATER) == {}
    _with(app, vendors.open_window, *ACCOUNT, "message", 5, LATER + timedelta(hours=48))
    assert _with(app, vendors.credits_of, *ACCOUNT, LATER) == {"message": 5}


def test_the_vendor_may_say_that_nothing_is_left_of_some(app: App) -> None:
    for kind in ("message", "touch"):
        _with(app, vendors.open_window, *ACCOUNT, kind, 1, LATER)
        _with(app, vendors.open_window, "wechat", "o-2", kind, 1, LATER)
    _with(app, vendors.close_windows, *ACCOUNT, "message")
    assert _with(app, vendors.credits_of, *ACCOUNT, MONDAY) == {"touch": 1}
    assert set(_with(app, vendors.credits_of, "wechat", "o-2", MONDAY)) == {"message", "touch"}
