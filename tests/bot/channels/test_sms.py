"""Notices by short message against the strict fake: by their template alone, each error sorted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

import pytest
from pydantic import SecretStr

from bot.channels.contract import ChannelGateway, NotSent, Templated
from bot.channels.sms.adapter import Sms
from bot.channels.sms.settings import SmsSettings
from bot.clock import SHANGHAI
from bot.devtools.fakes.aliyun import FakeAliyun
from bot.devtools.fakes.serving import served
from handlers.message import Reply

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
PHONE = "13800000001"
CERTIFIED, WARNED = "SMS_200001", "SMS_200004"


class Gateway:
    """What a channel that only sends asks of the application."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def fake() -> FakeAliyun:
    return FakeAliyun(
        lambda: NOW, notices={CERTIFIED: frozenset({"name", "day"}), WARNED: frozenset({"name", "clause"})}
    )


@pytest.fixture
def api(fake: FakeAliyun) -> Iterator[str]:
    with served(fake.app()) as address:
        yield address


def settings(fake: FakeAliyun, api: str, **changed: Any) -> SmsSettings:
    given = {"vendor": "aliyun", "enabled": True, "key_id": fake.key_id, "secret": SecretStr(fake.secret)}
    given |= {"sign_name": fake.sign_name, "template": fake.template, "api": api}
    notices = {"certified": CERTIFIED, "warned": WARNED, "standing": "SMS_999999"}
    return SmsSettings.model_validate(given | {"notices": notices} | changed)


def send(chosen: SmsSettings, kind: str, name: str = "李律师") -> str:
    async def sent() -> str:
        channel = Sms(chosen)
        assert isinstance(channel, Templated)
        await channel.start(cast(ChannelGateway, Gateway()))
        return await channel.send_kind(kind, PHONE, name, "yiqi-7")

    return asyncio.run(sent())


@pytest.mark.parametrize(("name", "called"), [("李律师", "李律师"), ("", "用户"), ("长" * 50, "长" * 20)])
def test_a_notice_goes_by_the_template_of_its_kind(
    fake: FakeAliyun, api: str, name: str, called: str
) -> None:
    assert send(settings(fake, api), "certified", name)
    assert fake.told == [(PHONE, CERTIFIED, {"name": called, "day": "3月2日"})]


def test_a_template_that_asks_for_more_or_was_not_approved_is_for_staff_to_see(
    fake: FakeAliyun, api: str
) -> None:
    for kind in ("warned", "standing"):
        with pytest.raises(NotSent) as caught:
            send(settings(fake, api), kind)
        assert caught.value.trouble == "broken"
        assert PHONE not in str(caught.value)
    assert not fake.told


@pytest.mark.parametrize(
    ("plan", "trouble", "uncertain"),
    [
        ("isv.BUSINESS_LIMIT_CONTROL", "wait", False),
        ("isv.BLACK_KEY_CONTROL_LIMIT", "blocked", False),
        ("isv.MOBILE_NUMBER_ILLEGAL", "blocked", False),
        (502, "wait", True),
    ],
)
def test_the_vendors_errors_are_told_apart(
    fake: FakeAliyun, api: str, plan: str | int, trouble: str, uncertain: bool
) -> None:
    fake.plan.append(plan)
    with pytest.raises(NotSent) as caught:
        send(settings(fake, api), "certified")
    assert (caught.value.trouble, caught.value.uncertain) == (trouble, uncertain)


def test_words_of_our_own_are_taken_by_no_vendor(fake: FakeAliyun, api: str) -> None:
    with pytest.raises(NotSent):
        asyncio.run(Sms(settings(fake, api)).send(PHONE, Reply("你好"), "yiqi-7"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"vendor": ""}, "sms.enabled"),
        ({"notices": {}}, "sms.notices：没有填"),
        ({"notices": {"certified": "200001"}}, "sms.notices：模板"),
    ],
)
def test_what_is_set_wrong_is_said(fake: FakeAliyun, changed: dict[str, Any], said: str) -> None:
    (fault,) = settings(fake, "http://127.0.0.1:1", **changed).faults()
    assert fault.startswith(said)


def test_one_may_try_it_on_the_screen(fake: FakeAliyun, capsys: pytest.CaptureFixture[str]) -> None:
    send(settings(fake, "http://127.0.0.1:1", vendor="log"), "certified")
    assert PHONE in capsys.readouterr().err
