"""Vendor bodies as they come, one file a case, and what each of them is to us."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import wechatpy
import wechatpy.enterprise

from bot.channels.tencent import wire
from bot.channels.wechat import messages as wechat_messages
from bot.channels.wechat.messages import TYPE_INSTEAD, VOICE
from bot.channels.wecom import messages as wecom_messages

PAYLOADS = Path(__file__).parents[2] / "payloads"
SCENE = "0123456789abcdef0123456789abcdef"
TEMPLATE = "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"
ANOTHER = "9nLIlbOQZC5Y89AZteFEux3WCXRRRG5Wfzkpssu4bLI"

WECHAT: dict[str, dict[str, Any]] = {
    "text": {"text": "想贷款买设备，没有抵押物", "opens": "message"},
    "text-with-markup": {"text": "<!DOCTYPE html> a & b ]]&gt; <b>粗</b>", "opens": "message"},
    "image": {
        "media": "eYJ1MbwPRJtOvIEabaxHs7TX2D-HV71s79GUxqdUkjm6Gs2Ed1KF3ulAOA9H1xG0",
        "opens": "message",
    },
    "voice-recognised": {"text": "供应商拖欠货款。", "opens": "message"},
    "voice-empty": {"unreadable": VOICE, "opens": "message"},
    "voice": {"unreadable": VOICE, "opens": "message"},
    "video": {"unreadable": TYPE_INSTEAD, "opens": "message"},
    "link": {"unreadable": TYPE_INSTEAD, "opens": "message"},
    "location": {"location": (21.271134, 110.364977), "opens": "message"},
    "message-without-number": {"text": "没有编号", "opens": "message"},
    "follow": {"text": "帮助", "opens": "touch"},
    "follow-by-scan": {"text": f"绑定 {SCENE}", "opens": "touch"},
    "follow-after-payment": {"text": "/start last_trade_no_7001072001201701105817415099", "opens": "touch"},
    "follow-by-poster": {"text": "/start spring-fair", "opens": "touch"},
    "scan-of-nothing": {"text": "帮助", "opens": "touch"},
    "scan": {"text": f"绑定 {SCENE}", "opens": "touch"},
    "click": {"text": "写日记", "choice": "s:diary", "opens": "touch"},
    "click-unknown": {"text": "帮助", "opens": "touch"},
    "view": {},
    "place-reported": {},
    "unfollow": {"gone": True},
    "consent": {"consents": ((TEMPLATE, True), (ANOTHER, False))},
    "consent-withdrawn": {"consents": ((TEMPLATE, False),)},
    "notice-sent": {},
    "template-finished": {},
}
WECOM: dict[str, dict[str, Any]] = {
    "text": {"text": "待办"},
    "text-with-quote": {"text": "通过", "quotes": "【待审核】何志强，赤坎区"},
    "image": {"media": "image-media"},
    "voice": {"unreadable": wecom_messages.VOICE},
    "location": {"location": (21.271134, 110.364977)},
    "link": {"unreadable": wecom_messages.TYPE_INSTEAD},
    "click": {"text": "待办"},
    "follow": {"text": "帮助"},
    "enter": {},
    "place-reported": {},
    "card-tapped": {"text": "通过", "choice": "p:decide:7:answer=pass", "code": "ResponseCode-7K2"},
}


def _body(name: str) -> bytes:
    return (PAYLOADS / f"{name}.xml").read_bytes()


def _seen(arrived: Any) -> dict[str, Any]:
    heard = arrived.incoming
    parts = (
        {name: getattr(heard, name) for name in ("text", "choice", "unreadable", "location", "quotes")}
        if heard
        else {}
    )
    parts |= {name: getattr(arrived, name, "") for name in ("opens", "gone", "consents")}
    parts |= {"media": arrived.media_id, "code": getattr(arrived, "response_code", "")}
    return {name: value for name, value in parts.items() if value}


def test_every_recorded_body_is_expected() -> None:
    assert {file.stem for file in (PAYLOADS / "wechat").iterdir()} == WECHAT.keys()
    assert {file.stem for file in (PAYLOADS / "wecom").iterdir()} == WECOM.keys()


@pytest.mark.parametrize("name", WECHAT)
def test_a_body_of_wechat(name: str) -> None:
    assert _seen(wechat_messages.arrival(wire.fields(_body(f"wechat/{name}")))) == WECHAT[name]


@pytest.mark.parametrize("name", WECOM)
def test_a_body_of_wecom(name: str) -> None:
    assert _seen(wecom_messages.arrival(wire.fields(_body(f"wecom/{name}")))) == WECOM[name]


@pytest.mark.parametrize(
    "name", [*(f"wechat/{name}" for name in WECHAT), *(f"wecom/{name}" for name in WECOM)]
)
def test_the_library_reads_the_same(name: str) -> None:
    """wechatpy reads each as we do, but for the events that it does not know."""
    library = wechatpy if name.startswith("wechat") else wechatpy.enterprise
    theirs, ours = library.parse_message(_body(name)), wire.fields(_body(name))
    assert (theirs.source, theirs.target) == (ours.findtext("FromUserName"), ours.findtext("ToUserName"))
    assert theirs.time == int(ours.findtext("CreateTime") or 0)
    unknown = (
        "subscribe_msg_popup_event",
        "subscribe_msg_change_event",
        "subscribe_msg_sent_event",
        "template_card_event",
    )
    assert (theirs.type == "unknown") == (ours.findtext("Event") in unknown)


def test_events_are_told_apart_by_who_when_and_what() -> None:
    """They have no number, and wechatpy gives them 0: that must never be the key."""
    events = [name for name in WECHAT if WECHAT[name].get("opens") == "touch"]
    arrived = [wechat_messages.arrival(wire.fields(_body(f"wechat/{name}"))) for name in events]
    keys = [one.incoming.external_id for one in arrived if one.incoming]
    assert len(set(keys)) == len(events)
    assert all(key.startswith("oia2TjjewbmiOUlr6X-1crbLOvLw:1772413200:") and len(key) <= 128 for key in keys)


def test_a_message_with_the_number_zero_has_another_key() -> None:
    arrived = wechat_messages.arrival(wire.fields(_body("wechat/message-without-number")))
    assert arrived.incoming
    assert arrived.incoming.external_id == "oia2TjjewbmiOUlr6X-1crbLOvLw:1772413200:text"
