"""What somebody says by coming in by a link or a QR code: its key is a binding code, an activity or its door, or none of ours.

Posters, partners' pages and payments have keys too: whoever comes by one of these has said nothing but hello.
"""

from __future__ import annotations

import re

CODE = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
"""A whole binding code."""
_EVENT = re.compile(r"hd(?P<event>\d{1,6})", re.IGNORECASE)
_HERE = re.compile(r"qd(?P<code>\d{4})", re.IGNORECASE)
_LINK = re.compile(r"/start\s+(\S.*)", re.IGNORECASE | re.DOTALL)


def said_by(key: str) -> str:
    """The words that the key of a link stands for."""
    if said := of_an_event(key):
        return said
    return f"绑定 {key}" if CODE.fullmatch(key) else f"/start {key}"


def of_an_event(key: str) -> str:
    """The same for an activity or its door; empty for any other key."""
    if event := _EVENT.fullmatch(key):
        return f"报名 {event['event']} 号活动"
    here = _HERE.fullmatch(key)
    return f"签到 {here['code']}" if here else ""


def parts_of(key: str) -> tuple[int | None, str]:
    """The activity that the key of a link is about, or the code at a door; neither where it is about something else."""
    event, here = _EVENT.fullmatch(key), _HERE.fullmatch(key)
    return int(event["event"]) if event else None, here["code"] if here else ""


def web_link(site: str, key: str) -> str:
    """The address that opens the web chat with what the key stands for written."""
    return f"{site}/chat/?key={key}"


def event_key(event_id: int) -> str:
    """The key of a link by which one signs up for an activity."""
    return f"hd{event_id}"


def here_key(code: str) -> str:
    """The key of a QR code at the door of an activity."""
    return f"qd{code}"


def is_foreign(text: str) -> bool:
    """Whether these are the words of a link that binds nothing."""
    found = _LINK.fullmatch(text)
    return found is not None and not CODE.fullmatch(found[1])
