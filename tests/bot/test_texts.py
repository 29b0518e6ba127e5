"""Short messages: signed as the vendor's documentation says, its errors told apart, and told on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text as sql

from bot.app import App
from bot.channels.contract import NotSent
from bot.channels.sms.aliyun import Aliyun, authorization
from bot.channels.sms.settings import SmsSettings
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fakes.aliyun import FakeAliyun
from bot.devtools.fakes.serving import served
from bot.devtools.opened import open_app
from bot.texts.sending import Texts
from handlers.message import Incoming
from storage.unit_of_work import Text
from tests.newest import sqlite

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
PHONE = "13800000001"


@pytest.fixture
def fake() -> FakeAliyun:
    return FakeAliyun(lambda: NOW)


@pytest.fixture
def api(fake: FakeAliyun) -> Iterator[str]:
    with served(fake.app()) as address:
        yield address


def settings(fake: FakeAliyun, api: str, **changed: str) -> SmsSettings:
    given = {"key_id": fake.key_id, "sign_name": fake.sign_name, "template": fake.template, "api": api}
    secret = SecretStr(changed.pop("secret", fake.secret))
    return SmsSettings.model_validate({"vendor": "aliyun", **given, "secret": secret, **changed})


def test_it_is_signed_as_the_vendors_example_is() -> None:
    """The example of the vendor's own page on ACS3-HMAC-SHA256."""
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"
    signed = authorization("YourAccessKeyId", "YourAccessKeySecret", query, headers)
    assert signed.endswith("=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")


def test_a_code_is_sent(fake: FakeAliyun, api: str) -> None:
    sender = Aliyun(settings(fake, api), lambda: NOW)
    numbers = [sender.send(PHONE, "012345", "code-1"), sender.send(PHONE, "543210", "code-2")]
    assert numbers == ["1", "2"], "the vendor's own, by which it reports"
    assert fake.keys == ["code-1", "code-2"]
    assert fake.codes_to(PHONE) == ["012345", "543210"]


@pytest.mark.parametrize(
    ("plan", "trouble"),
    [
        ("isv.BUSINESS_LIMIT_CONTROL", "wait"),
        ("isv.AMOUNT_NOT_ENOUGH", "wait"),
        ("isv.MOBILE_NUMBER_ILLEGAL", "blocked"),
        ("isv.SMS_TEMPLATE_ILLEGAL", "broken"),
        (502, "wait"),
    ],
)
def test_the_vendors_errors_are_told_apart(fake: FakeAliyun, api: str, plan: str | int, trouble: str) -> None:
    fake.plan.append(plan)
    with pytest.raises(NotSent) as caught:
        Aliyun(settings(fake, api), lambda: NOW).send(PHONE, "012345", "code-1")
    assert caught.value.trouble == trouble
    assert PHONE not in str(caught.value)
    assert not fake.sent


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("secret", "another"), ("key_id", "another"), ("sign_name", "另一个"), ("template", "SMS_2")],
)
def test_what_is_set_wrong_is_refused(fake: FakeAliyun, api: str, name: str, wrong: str) -> None:
    with pytest.raises(NotSent) as caught:
        Aliyun(settings(fake, api, **{name: wrong}), lambda: NOW).send(PHONE, "012345", "code-1")
    assert caught.value.trouble == "broken"
    assert not fake.sent


def test_a_vendor_that_is_away_may_have_had_it() -> None:
    with pytest.raises(NotSent) as caught:
        Aliyun(SmsSettings(vendor="aliyun", api="http://127.0.0.1:9"), lambda: NOW).send(
            PHONE, "012345", "code-1"
        )
    assert (caught.value.trouble, caught.value.uncertain) == ("wait", True)


def test_whoever_waits_hears_of_a_fault_that_nobody_thought_of(tmp_path: Path) -> None:
    class Broken:
        def send(self, phone: str, code: str, key: str) -> str:
            raise LookupError(phone)

    app = open_app(sqlite(tmp_path / "yiqi.db"), clock=StoppedClock(NOW))
    app.inbound.receive(Incoming("web", "来的", "1", "你好")).result()
    texts = Texts(Broken(), app.database, lambda: NOW)
    texts._send(Text(1, 1, PHONE, "012345"))
    app.database.write(lambda work: None).result()
    assert list(_told(app)) == ["code_not_sent"]
    app.close()


@pytest.mark.parametrize("goes", [True, False])
def test_a_talk_sends_it_and_hears_when_it_does_not_go(
    tmp_path: Path, fake: FakeAliyun, api: str, goes: bool
) -> None:
    clock = StoppedClock(NOW)
    app = open_app(sqlite(tmp_path / "yiqi.db"), clock=clock, sms=settings(fake, api))
    fake.plan += [] if goes else ["isv.OUT_OF_SERVICE"]
    try:
        for number, text in enumerate(("登录", "同意", PHONE)):
            receipt = app.inbound.receive(Incoming("web", "来的", str(number), text)).result()
        assert "验证码发到 138****0001" in receipt.replies[0].plain()
        assert app.texts
        app.database.write(lambda work: None).result()  # what follows a commit was begun before the next one
        app.texts.close()
        deadline = time.monotonic() + 5
        while (told := list(_told(app))) != ([] if goes else ["code_not_sent"]):
            assert time.monotonic() < deadline, told
    finally:
        app.close()
    assert len(fake.codes_to(PHONE)) == goes
    assert fake.keys == ["code-1"] * goes


def _told(app: App) -> Iterator[str]:
    with app.database.read() as connection:
        yield from connection.execute(sql("SELECT kind FROM outbox WHERE kind <> 'answer'")).scalars()
