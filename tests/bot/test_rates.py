"""No channel is spoken to faster than its vendor allows, and an answer never stands behind a crowd of notices."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.contract import Capabilities
from bot.delivery.rates import BULK, BURST, RateLimiter
from tests.conftest import MONDAY

CAPABILITIES = Capabilities(buttons=0, text_limit=4096, per_second=10.0, per_person=1.0)


def play_out(
    waiting: list[tuple[str, bool]], limiter: RateLimiter, now: datetime, senders: int = 1
) -> list[tuple[datetime, str, bool]]:
    """Ask for each message when it is told to ask; when each went."""
    asking = [(now, number, *message) for number, message in enumerate(waiting)]
    went = []
    while asking:
        asking.sort()
        at, number, account, answer = asking.pop(0)
        again = limiter.go_at("telegram", account, answer, at, senders)
        if again > at:
            asking.append((again, number, account, answer))
        else:
            went.append((at, account, answer))
    return went


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.booleans()), max_size=40))
def test_every_message_goes_and_none_too_soon(waiting: list[tuple[str, bool]]) -> None:
    went = play_out(waiting, RateLimiter({"telegram": CAPABILITIES}), MONDAY)
    assert sorted(one[1:] for one in went) == sorted(waiting)
    for account in "甲乙丙丁":
        times = [at for at, to, _ in went if to == account]
        assert all(later - earlier >= timedelta(seconds=1) for earlier, later in itertools.pairwise(times))


def test_a_crowd_of_notices_takes_its_share_and_an_answer_goes_at_once() -> None:
    limiter = RateLimiter({"telegram": CAPABILITIES})
    crowd = [(f"专家{number}", False) for number in range(100)]
    went = play_out(crowd, limiter, MONDAY)
    seconds = (went[-1][0] - MONDAY).total_seconds()
    assert 100 / (CAPABILITIES.per_second * BULK) - BURST.total_seconds() - 1 < seconds < 25
    assert limiter.go_at("telegram", "企业", True, MONDAY) == MONDAY


def test_notices_wait_while_everybody_sends_and_answers_do_not() -> None:
    """企业微信 asks not to send at :00 and :30."""
    limiter = RateLimiter({"wecom": replace(CAPABILITIES, crowded=(0, 30))})
    for minute in (0, 30):
        at = MONDAY.replace(minute=minute, second=20)
        assert limiter.go_at("wecom", "甲", True, at) == at
        assert limiter.go_at("wecom", "乙", False, at) == MONDAY.replace(minute=minute + 1)
    assert limiter.go_at("wecom", "丙", False, MONDAY.replace(minute=1)) == MONDAY.replace(minute=1)


@settings(max_examples=20)
@given(st.integers(1, 5))
def test_processes_together_send_no_faster_than_one(senders: int) -> None:
    """Each has a limiter of its own, and all of them a crowd of answers to send."""
    crowd = [(f"企业{number}", True) for number in range(200)]
    went = [
        at
        for place in range(senders)
        for at, *_ in play_out(
            crowd[place::senders], RateLimiter({"telegram": CAPABILITIES}), MONDAY, senders
        )
    ]
    seconds = (max(went) - MONDAY).total_seconds()
    assert seconds >= len(crowd) / CAPABILITIES.per_second - 2 * BURST.total_seconds()
    busiest = max(sum(start <= at < start + BURST for at in went) for start in went)
    assert busiest <= 2 * CAPABILITIES.per_second + senders
