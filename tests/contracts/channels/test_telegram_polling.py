"""Without a public address the bot fetches its updates: none is lost, none is taken twice, and Telegram may be away."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import SecretStr

from bot.channels.contract import Channel, NotSent
from bot.channels.telegram import check as telegram_check
from bot.channels.telegram.settings import TelegramSettings
from bot.devtools.fakes.serving import served
from bot.devtools.fakes.telegram import FakeTelegram, Fault
from bot.devtools.fakes.telegram_server import app_of
from bot.runtime.receive import Receipt
from bot.runtime.writer import NotTaken
from handlers.message import Incoming, Reply
from tests.conftest import MONDAY

USER, BOTH = 42, ["ptb", "aiogram"]
Library = Literal["ptb", "aiogram"]


class Recorder:
    """ChannelGateway behind which somebody writes down what came, and may refuse it."""

    receives = True

    def __init__(self) -> None:
        self.came: list[Incoming] = []
        self.refuse = 0
        self.changed = asyncio.Event()

    def now(self) -> Any:
        return MONDAY

    async def receive(self, incoming: Incoming) -> Receipt:
        self.changed.set()
        if self.refuse:
            self.refuse -= 1
            raise NotTaken("locked")
        self.came.append(incoming)
        return Receipt(1, 1, (), frozenset({"guest"}))

    async def until(self, texts: list[str]) -> None:
        async with asyncio.timeout(30):
            while [one.text for one in self.came] != texts:
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
def fake() -> Iterator[tuple[FakeTelegram, str]]:
    made = FakeTelegram()
    made.start(USER)
    with served(app_of(made)) as address:
        yield made, address


@asynccontextmanager
async def _polling(address: str, library: Library, gateway: Recorder) -> AsyncIterator[Channel]:
    token = SecretStr(FakeTelegram().token)
    channel = TelegramSettings(enabled=True, library=library, token=token, api=address).open()
    assert channel.routes() == []
    await channel.start(gateway)  # type: ignore[arg-type]  # of `ChannelGateway`, what a poll needs
    try:
        yield channel
    finally:
        await channel.stop()


@pytest.mark.parametrize("library", BOTH)
def test_updates_are_fetched_in_order_and_done_with(fake: tuple[FakeTelegram, str], library: Library) -> None:
    async def story() -> None:
        recorder = Recorder()
        fake[0].say(USER, "一")
        async with _polling(fake[1], library, recorder):
            await recorder.until(["一"])
            fake[0].say(USER, "二")
            fake[0].say(USER, "三")
            await recorder.until(["一", "二", "三"])

    asyncio.run(story())


@pytest.mark.parametrize("library", BOTH)
def test_what_the_library_cannot_parse_stops_nobody_else(
    fake: tuple[FakeTelegram, str], library: Library
) -> None:
    async def story() -> None:
        recorder = Recorder()
        fake[0].say(USER, live_photo={"of": "tomorrow"}, checklist="of tomorrow")
        fake[0].edit(USER, fake[0].say(USER, "一")["message"], "二")
        async with _polling(fake[1], library, recorder):
            await recorder.until(["", "一", "二"])
        assert [one.edits for one in recorder.came] == ["", "", recorder.came[1].message_id]
        assert recorder.came[0].unreadable

    asyncio.run(story())


def test_what_the_database_refuses_comes_again(
    fake: tuple[FakeTelegram, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.adapter.PAUSE", 0.01)

    async def story() -> None:
        recorder = Recorder()
        recorder.refuse = 2
        fake[0].say(USER, "写不进去")
        async with _polling(fake[1], "ptb", recorder):
            await recorder.until(["写不进去"])

    asyncio.run(story())


@pytest.mark.parametrize(
    "fault", [Fault(502, "Bad Gateway"), Fault(409, "Conflict: terminated"), Fault(401, "Unauthorized")]
)
def test_a_telegram_that_is_away_is_asked_again(
    fake: tuple[FakeTelegram, str], monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr("bot.channels.telegram.adapter.TOO_SOON", 0.01)

    async def story() -> None:
        recorder = Recorder()
        fake[0].faults["getUpdates"].append(fault)
        fake[0].faults["getMe"].append(Fault(502, "Bad Gateway"))
        fake[0].say(USER, "晚到的话")
        async with _polling(fake[1], "ptb", recorder):
            await recorder.until(["晚到的话"])

    asyncio.run(story())


@pytest.mark.parametrize("library", BOTH)
def test_without_telegram_the_application_lives_and_the_token_is_not_told(
    library: Library, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story() -> NotSent:
        async with _polling("http://127.0.0.1:9", library, Recorder()) as channel:
            with pytest.raises(NotSent) as refusal:
                await channel.send(str(USER), Reply("您好"), "key")
            return refusal.value

    refusal = asyncio.run(story())
    assert (refusal.trouble, refusal.uncertain) == ("wait", False)
    secret = FakeTelegram().token.partition(":")[2]
    told = str(refusal) + repr(refusal.__cause__) + caplog.text + "".join(capfd.readouterr())
    assert secret not in told


@pytest.mark.parametrize("library", BOTH)
def test_an_answer_that_never_comes_is_uncertain(
    fake: tuple[FakeTelegram, str], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = __import__(f"bot.channels.telegram.{library}", fromlist=["TIMEOUT"])
    monkeypatch.setattr(module, "TIMEOUT", 0.3)

    async def story() -> NotSent:
        async with _polling(fake[1], library, Recorder()) as channel:
            fake[0].faults["sendMessage"].append(Fault(seconds=1.0))
            with pytest.raises(NotSent) as refusal:
                await channel.send(str(USER), Reply("您好"), "key")
            return refusal.value

    refusal = asyncio.run(story())
    assert (refusal.trouble, refusal.uncertain) == ("wait", True)


@pytest.mark.parametrize("library", BOTH)
def test_telegram_is_asked_what_is_wrong_with_the_settings(
    fake: tuple[FakeTelegram, str], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(**change: Any) -> str:
        given = {"enabled": True, "library": library, "token": fake[0].token, "api": fake[1]} | change
        return "\n".join(asyncio.run(telegram_check.faults(TelegramSettings.model_validate(given))))

    ours = "https://yiqi.example.cn/telegram"
    assert asked() == ""
    assert "不认这个令牌" in asked(token="123456789:SomebodyElsesTokenOfAnotherBot_012")
    assert "连不上" in asked(api="http://127.0.0.1:9")
    fake[0].mail.set_webhook(ours, "", None)
    assert asked(webhook=ours) == ""
    assert "登记的是「https://yiqi.example.cn/telegram」" in asked()
    monkeypatch.setattr(fake[0].mail, "error", "Connection refused")
    assert "Connection refused" in asked(webhook=ours)


def test_no_library_is_imported_unless_it_is_chosen(tmp_path: Path) -> None:
    """Each costs time and memory; whoever does not use Telegram pays neither."""
    script = """
import json, sys
from bot import settings
from bot.channels.found import open_channels
from bot.channels.telegram.settings import TelegramSettings
loaded = lambda: sorted({"telegram", "aiogram", "wechatpy"} & {name.partition(".")[0] for name in sys.modules})
chosen = settings.load()
open_channels(chosen.channels.values())
first = loaded()
chosen = chosen.model_copy(update={"telegram": TelegramSettings(enabled=True, token="123456789:FakeTokenForTheLoopbackServer_0123456")})
open_channels(chosen.channels.values())
print(json.dumps([first, loaded()]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[3]), "YIQI_PORT": "8000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[], ["telegram"]]
