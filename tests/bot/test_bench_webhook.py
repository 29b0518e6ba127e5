"""The webhook bench posts what a vendor would, counts what was answered, and says the figures that are promised."""

from __future__ import annotations

import asyncio
import json
import xml.etree.ElementTree as ElementTree

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.reading import Said, read
from bot.channels.telegram.wire import Me
from bot.channels.wechat.messages import arrival
from bot.devtools.bench.posting import Call, Posted, post_all
from bot.devtools.bench.vendors import PATH, VENDORS
from bot.devtools.bench.webhook import Measured, _figures, _lanes
from bot.devtools.fakes.serving import served

PROMISED = {"messages_per_s", "floor_messages_per_s", "p50_ms", "p99_ms", "cpu_ms_per_message", "peak_rss_mb"}


def test_telegrams_bodies_are_heard_as_the_talk() -> None:
    vendor = VENDORS["telegram"]()
    heard = read(json.loads(vendor.call(3, 5, "确认").body), Me(1, "yiqi_bot"))
    assert isinstance(heard, Said)
    assert (heard.incoming.sender, heard.incoming.text) == (vendor.account(3), "确认")
    assert json.loads(vendor.echo(vendor.call(3, 5, "确认").body))["text"] == "确认"


def test_wechats_bodies_are_heard_as_the_talk() -> None:
    vendor = VENDORS["wechat"]()
    body = vendor.call(3, 5, "确认").body
    heard = arrival(ElementTree.fromstring(body)).incoming
    assert heard
    assert (heard.sender, heard.text) == (vendor.account(3), "确认")
    assert "确认" in vendor.echo(body).decode()


def test_a_users_messages_keep_their_order_on_one_connection() -> None:
    lanes = _lanes(VENDORS["telegram"](), range(100))
    numbers = [json.loads(call.body)["update_id"] for call in lanes[7]]
    assert [number % 1000 for number in numbers] == sorted(number % 1000 for number in numbers)
    assert len({call.body for lane in lanes for call in lane}) == 800


def test_every_post_is_answered_and_a_refusal_is_an_error() -> None:
    async def take(request: Request) -> Response:
        body = await request.body()
        return Response(body, 200 if body == b"good" else 503)

    app = Starlette(routes=[Route(PATH, take, methods=["POST"])])
    with served(app) as address:
        good = [Call(PATH, (), b"good")] * 3
        assert len(asyncio.run(post_all(address, [good, good])).waits) == 6
        with pytest.raises(RuntimeError, match="503"):
            asyncio.run(post_all(address, [[Call(PATH, (), b"bad")]]))


def test_the_promised_figures_are_there() -> None:
    measured = Measured(Posted([0.001] * 200, 0.5), 0.2, 100.0)
    figures = _figures(measured, measured, measured, measured)
    assert figures.keys() >= PROMISED
    assert (figures["messages_per_s"], figures["cpu_ms_per_message"]) == (400.0, 1.0)
