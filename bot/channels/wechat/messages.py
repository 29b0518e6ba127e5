"""What a 公众号 is told: messages and events, each as something to answer, to note, or to let pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal
from xml.etree.ElementTree import Element

from bot.channels.tencent.menu import CLICKS, GREETING
from bot.channels.tencent.quoting import split
from bot.channels.tencent.wire import needed, number_of, place_of, text_of, written_at
from handlers.engine import links, tokens
from handlers.message import Incoming

NAME = "wechat"
Opens = Literal["", "message", "touch"]
VOICE = "这条语音没有听清，请打几个字说说。"
TYPE_INSTEAD = "这类消息我还看不了，请打几个字说说。"
SCENE = "qrscene_"
NO_SCENE = ("", "0")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One body from the vendor. `us` is the account's own name, from which an answer comes.

    `incoming` is None for what nobody has to answer. `opens` says which window to push it opens;
    `media_id` is a picture still to be fetched; `consents` are templates with yes or no; `gone`: unfollowed.
    """

    sender: str
    us: str = ""
    incoming: Incoming | None = None
    opens: Opens = ""
    media_id: str = ""
    consents: tuple[tuple[str, bool], ...] = field(default=())
    gone: bool = False


def arrival(message: Element) -> Arrival:
    """Read a body; raises `Rejected` for one that makes no sense."""
    sender = needed(message, "FromUserName")
    kind = needed(message, "MsgType").lower()
    read = _event(message, sender) if kind == "event" else _message(message, sender, kind)
    return replace(read, us=text_of(message, "ToUserName"))


def _message(message: Element, sender: str, kind: str) -> Arrival:
    said = text_of(message, "Content") if kind == "text" else text_of(message, "Recognition").strip()
    number = number_of(message)
    key = number or _event_key(message, sender, kind)
    written = Incoming(NAME, sender, key, message_id=number, written_at=written_at(message))
    if kind == "text":
        quoted, said = split(said)
        incoming = replace(written, text=said, choice=tokens.number(said), quotes=quoted)
    elif kind == "voice":
        incoming = replace(written, text=said, unreadable="" if said else VOICE)
    elif kind == "location":
        incoming = replace(written, location=place_of(message))
    elif kind == "image":
        picture = needed(message, "MediaId", 256)
        return Arrival(sender, incoming=written, opens="message", media_id=picture)
    else:
        incoming = replace(written, unreadable=TYPE_INSTEAD)
    return Arrival(sender, incoming=incoming, opens="message")


def _event(message: Element, sender: str) -> Arrival:
    event = needed(message, "Event").lower()
    key = text_of(message, "EventKey")
    said = _said_by(event, key)
    if said:
        incoming = Incoming(NAME, sender, _event_key(message, sender, event), said, CLICKS.get(said, ""))
        return Arrival(sender, incoming=incoming, opens="touch")
    if event.startswith("subscribe_msg_"):
        return Arrival(sender, consents=_consents(message))
    return Arrival(sender, gone=event == "unsubscribe")


def _said_by(event: str, key: str) -> str:
    """What a follow, a scan or a menu click says; nothing for events that say nothing."""
    if event == "click":
        return key if key in CLICKS else GREETING
    if event in ("subscribe", "scan"):
        scene = key.removeprefix(SCENE)
        return links.said_by(scene) if scene not in NO_SCENE else GREETING
    return ""


def _consents(message: Element) -> tuple[tuple[str, bool], ...]:
    """One consent buys one message; a later no takes what was given."""
    found = []
    for entry in message.iter("List"):
        template, status = text_of(entry, "TemplateId"), text_of(entry, "SubscribeStatusString")
        if template and len(template) <= 64 and status in ("accept", "reject"):
            found.append((template, status == "accept"))
    return tuple(found)


def _event_key(message: Element, sender: str, event: str) -> str:
    """Events have no number: the vendor says to tell them apart by who, when and what.

    The key of a menu entry or a scan is part of what, so that two clicks in one second are two.
    """
    when = needed(message, "CreateTime", 20)
    key = text_of(message, "EventKey")
    which = f":{sha256(key.encode()).hexdigest()[:16]}" if key else ""
    return f"{sender}:{when}:{event[:24]}{which}"
