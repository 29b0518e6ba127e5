"""What an application in 企业微信 is told by its members: messages, menu clicks, taps on cards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from xml.etree.ElementTree import Element

from bot.channels.tencent.menu import CLICKS, GREETING
from bot.channels.tencent.quoting import split
from bot.channels.tencent.wire import needed, number_of, place_of, text_of, written_at
from handlers.engine import tokens
from handlers.message import Incoming

NAME = "wecom"
VOICE = "语音我还听不了，请打几个字说说。"
TYPE_INSTEAD = "这类消息我还看不了，请打几个字说说。"
LONGEST_KEY = 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """One body. `media_id` is a picture still to be fetched, `response_code` lets the tapped card be changed once."""

    incoming: Incoming | None = None
    media_id: str = ""
    response_code: str = ""


def arrival(message: Element) -> Arrival:
    """Read a body; raises `Rejected` for one that makes no sense."""
    sender = needed(message, "FromUserName")
    kind = needed(message, "MsgType").lower()
    if kind == "event":
        return _event(message, sender, needed(message, "Event").lower())
    return _message(message, sender, kind)


def button_key(token: str, label: str) -> str:
    """What a card's button carries: what it does, and what it said."""
    return f"{token}|{label}"


def _message(message: Element, sender: str, kind: str) -> Arrival:
    number = number_of(message)
    key = number or _event_key(message, sender, kind)
    written = Incoming(NAME, sender, key, message_id=number, written_at=written_at(message))
    if kind == "text":
        quoted, said = split(text_of(message, "Content"))
        return Arrival(replace(written, text=said, choice=tokens.number(said), quotes=quoted))
    if kind == "image":
        return Arrival(written, needed(message, "MediaId", 256))
    if kind == "location":
        return Arrival(replace(written, location=place_of(message)))
    return Arrival(replace(written, unreadable=VOICE if kind == "voice" else TYPE_INSTEAD))


def _event(message: Element, sender: str, event: str) -> Arrival:
    if event == "template_card_event":
        return _tap(message, sender)
    if event not in ("click", "subscribe"):
        return Arrival()
    said = (text_of(message, "EventKey") if event == "click" else "") or GREETING
    key = _event_key(message, sender, event)
    return Arrival(Incoming(NAME, sender, key, said, CLICKS.get(said, "")))


def _tap(message: Element, sender: str) -> Arrival:
    """A button of a card; wechatpy knows no such event."""
    token, _, label = needed(message, "EventKey", LONGEST_KEY).partition("|")
    code = needed(message, "ResponseCode", 512)
    tapped = Incoming(NAME, sender, _event_key(message, sender, "card", code), label, token)
    return Arrival(tapped, response_code=code)


def _event_key(message: Element, sender: str, event: str, which: str = "") -> str:
    """Events have no number: who, when and what tell them apart. A member's name may have 64 characters."""
    what = f"{which}\n{text_of(message, 'EventKey')}"
    when = needed(message, "CreateTime", 20)
    return f"{sender}:{when}:{event[:24]}:{sha256(what.encode()).hexdigest()[:16]}"
