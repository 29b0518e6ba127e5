"""公众号: a follow, a scan and what comes after a payment bring keys that are no words of anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.devtools.drivers.wechat import WeChatDriver
from storage.tables import Need
from tests.contracts.channels.conftest import NEED, ChannelHarness

both_ways = pytest.mark.parametrize("harness", ["wechat", "wechat-encrypted"], indirect=True, scope="package")
one_way = pytest.mark.parametrize("harness", ["wechat"], indirect=True, scope="package")
FOREIGN = [
    ("subscribe", "last_trade_no_7001072001201701105817415099"),
    ("subscribe", "qrscene_autumn-fair"),
    ("subscribe", "qrscene_107"),
    ("subscribe", "qrscene_赤坎海报"),
    ("SCAN", "autumn-fair"),
    ("SCAN", "107"),
    ("SCAN", "12345678901234567890123456789012_"),
]


def _event(harness: ChannelHarness, name: str, event: str, key: str) -> str:
    driver = harness.driver
    assert isinstance(driver, WeChatDriver)
    return harness.after(name, lambda: driver.fake.event(name, event, EventKey=key))


def _newest_need(harness: ChannelHarness) -> str:
    with harness.app.database.read() as connection:
        return connection.execute(select(Need.text).order_by(Need.id.desc()).limit(1)).scalar_one()


@both_ways
def test_somebody_new_who_comes_after_a_payment_posts_what_they_say(harness: ChannelHarness) -> None:
    name = harness.stranger()
    shown = _event(harness, name, *FOREIGN[0])
    shown += harness.say(name, "同意")
    assert "您好" in shown
    assert "绑定" not in shown
    assert "接着" not in shown
    for line in (NEED, "赤坎", "老王海味店", "13800001112", "确认"):
        shown = harness.say(name, line)
    assert "需求已收到" in shown or "已发布" in shown
    assert _newest_need(harness) == NEED


@one_way
@pytest.mark.parametrize(("event", "key"), FOREIGN)
def test_whom_we_know_is_greeted_and_goes_on_unscolded(harness: ChannelHarness, event: str, key: str) -> None:
    expert = harness.expert("440802", "tax")
    for name in (harness.expert("440802", "law"), harness.firm()):
        shown = _event(harness, name, event, key)
        assert "您好" in shown
        assert not [word for word in ("绑定", "没听明白", "哪个方面") if word in shown]
    harness.say(expert, "今天给海川水产讲了社保缴费")
    shown = _event(harness, expert, event, key)
    assert "多久" in shown
    assert "几家呢" not in shown
    assert "【志愿日记】" in harness.say(expert, "两个小时，一家")


@one_way
def test_a_scan_without_a_key_is_a_plain_greeting(harness: ChannelHarness) -> None:
    for event, key in (("subscribe", ""), ("SCAN", "0"), ("SCAN", "")):
        assert "您好" in _event(harness, harness.stranger(), event, key)


@one_way
def test_a_code_that_has_run_out_is_told_so(harness: ChannelHarness) -> None:
    expert, stranger = harness.expert("440802", "tax"), harness.stranger()
    code = harness.code_for(expert)
    harness.wait(timedelta(minutes=11))
    assert "同意" in _event(harness, stranger, "subscribe", f"qrscene_{code}")
    assert "过期" in harness.say(stranger, "同意")
