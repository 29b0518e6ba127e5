"""Token buckets: what is granted over a time never passes what was allowed, and is granted as soon as may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from programme.buckets import Allowance
from web.buckets import Buckets
from web.guard import Guard, Limits

TEN = Allowance(10, 3600)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 12)), max_size=60))
def test_no_more_is_granted_than_there_was(asked: list[tuple[float, float]]) -> None:
    buckets, now, granted = Buckets(), 0.0, 0.0
    for pause, cost in asked:
        now += pause
        if not buckets.take("a", TEN, now, cost).wait:
            granted += min(cost, TEN.at_once)
        assert granted <= TEN.at_once + now + 1e-6


@given(st.floats(0, 1000), st.floats(0.1, 12))
def test_after_the_wait_that_was_said_it_is_granted(start: float, cost: float) -> None:
    buckets = Buckets()
    for _ in range(10):
        buckets.take("a", TEN, start)
    wait = buckets.take("a", TEN, start, cost).wait
    assert wait > 0
    assert not buckets.take("a", TEN, start + wait + 1e-6, cost).wait


def test_the_first_refusal_says_that_it_is_the_first() -> None:
    buckets = Buckets()
    verdicts = [buckets.take("a", Allowance(1, 3600), 0.0) for _ in range(3)]
    assert [verdict.first for verdict in verdicts] == [False, True, False]
    assert not buckets.take("a", Allowance(1, 3600), 1.0).wait
    assert buckets.take("a", Allowance(1, 3600), 1.0).first


def test_one_does_not_use_up_what_is_anothers() -> None:
    buckets = Buckets()
    assert buckets.take("a", Allowance(1, 1), 0.0) == buckets.take("b", Allowance(1, 1), 0.0)


def test_looking_takes_nothing() -> None:
    buckets = Buckets()
    assert buckets.wait("a", Allowance(1, 3600), 0.0) == 0
    buckets.take("a", Allowance(1, 3600), 0.0)
    assert [buckets.wait("a", Allowance(1, 3600), 0.5) for _ in range(2)] == [0.5, 0.5]


def test_a_clock_that_is_set_back_fills_nothing() -> None:
    buckets = Buckets()
    buckets.take("a", Allowance(1, 3600), 100.0)
    assert buckets.take("a", Allowance(1, 3600), 0.0).wait > 0


def test_what_is_kept_is_bounded() -> None:
    buckets = Buckets(most_kept=100)
    for number in range(10_000):
        buckets.take(str(number), TEN, 0.0)
    assert len(buckets._levels) == 100


def test_streams_are_counted_in_and_out() -> None:
    guard = Guard(Limits(streams=(2, 3, 4)), lambda: 0.0)
    assert [guard.open_stream("a", "home") for _ in range(3)] == [True, True, False]
    assert [guard.open_stream("b", "home") for _ in range(2)] == [True, False]
    assert [guard.open_stream(who, who) for who in "cd"] == [True, False]
    guard.close_stream("a", "home")
    assert guard.open_stream("d", "d")
    for account, address in (("a", "home"), ("b", "home"), ("c", "c"), ("d", "d")):
        guard.close_stream(account, address)
    assert not guard._streams


def test_a_guard_that_is_switched_off_refuses_nothing() -> None:
    guard = Guard(Limits(enabled=False, requests=Allowance(1, 1), streams=(0, 0, 0)), lambda: 0.0)
    assert not any(guard.take("requests", "a").wait for _ in range(5))
    assert guard.open_stream("a", "a")
    assert guard.has_room(10**12, 1)
