"""Who comes on however often they are cut off is dropped by the kernel for a while; others connect as ever."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.buckets import Allowance
from web.dropping import DROP, EQUALS, LOAD, MOST, PASS, RETURN, Filter, program
from web.guard import Guard, Limits
from web.listening import CUT_OFF_AT_ONCE, STUBBORN, listen

addresses = st.lists(st.ip_addresses(v=4).map(str), max_size=MOST, unique=True)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")


def verdict(instructions: list[tuple[int, int, int, int]], source: str) -> int:
    """What the kernel makes of a packet from there."""
    number, at, held = struct.unpack("!I", socket.inet_aton(source))[0], 0, 0
    while True:
        code, jump, other, constant = instructions[at]
        if code == LOAD:
            held, at = number, at + 1
        elif code == EQUALS:
            at += 1 + (jump if held == constant else other)
        else:
            assert code == RETURN
            return constant


@given(addresses, st.ip_addresses(v=4).map(str))
def test_those_that_are_named_are_dropped_and_nobody_else(named: list[str], other: str) -> None:
    made = program(named)
    assert [verdict(made, one) for one in named] == [DROP] * len(named)
    assert verdict(made, other) == (DROP if other in named else PASS)


def connects(port: int, source: str) -> bool:
    with socket.socket() as client:
        client.bind((source, 0))
        client.settimeout(0.3)
        try:
            client.connect(("127.0.0.1", port))
        except TimeoutError:
            return False
        return True


@on_linux
def test_the_kernel_does_so_and_forgets_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port, dropping = listening.getsockname()[1], Filter(listening)
        assert dropping.add("127.0.0.9")
        assert not connects(port, "127.0.0.9")
        assert connects(port, "127.0.0.8")
        dropping.remove("127.0.0.9")
        assert connects(port, "127.0.0.9")


def test_where_there_is_no_such_filter_all_goes_on() -> None:
    with socket.socket(socket.AF_INET6) as listening:
        assert not Filter(listening).add("::1")
    closed = socket.socket()
    closed.close()
    assert not Filter(closed).add("127.0.0.9")


@on_linux
@pytest.mark.parametrize("stubborn", [True, False])
def test_only_who_is_stubborn_is_dropped(stubborn: bool) -> None:
    """Cut off once or twice, one is let in again as soon as there is room."""
    few = Limits(connections=Allowance(2, 3600))
    listening = listen("127.0.0.1", 0, Guard(few, time.monotonic))
    listening.setblocking(False)
    try:
        port = listening.getsockname()[1]
        added: list[str] = []

        def add(address: str) -> bool:
            added.append(address)
            return False

        listening.filter.add = add  # type: ignore[method-assign]  # what is dropped the test above shows
        for _ in range(STUBBORN + 2 if stubborn else CUT_OFF_AT_ONCE):
            assert connects(port, "127.0.0.9")
            try:
                listening.accept()[0].close()
            except BlockingIOError:
                continue
        assert added == ["127.0.0.9"] * stubborn
    finally:
        listening.close()


@on_linux
def test_who_was_dropped_lately_is_dropped_at_the_first_cut_off() -> None:
    """Thirty-two more each second would fill the queue before everybody else."""
    listening = listen("127.0.0.1", 0, Guard(Limits(connections=Allowance(1, 3600)), time.monotonic))
    added: list[str] = []

    async def flooded(times: int) -> int:
        for _ in range(times):
            await asyncio.to_thread(connects, port, "127.0.0.9")
            with contextlib.suppress(BlockingIOError):
                listening.accept()[0].close()
        return len(added)

    async def floods() -> tuple[int, int]:
        return await flooded(STUBBORN + 1), await flooded(3)

    listening.setblocking(False)
    port = listening.getsockname()[1]
    listening.filter.add = lambda address: not added.append(address)  # type: ignore[method-assign,func-returns-value]  # notes it
    try:
        assert asyncio.run(floods()) == (1, 4)
    finally:
        listening.close()
