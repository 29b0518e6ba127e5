"""An appointment as an iCalendar file (RFC 5545), which phones and desks take into their calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LINE = 75
"""Octets of a line, its break not counted (section 3.1)."""
_ESCAPED = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
    | {chr(code): None for code in (*range(32), 127) if chr(code) not in "\n\t"}
)
"""Of a value that is text (section 3.3.11); what no such value may hold is left out."""


@dataclass(frozen=True, slots=True)
class Event:
    """One appointment. `uid` is the same for ever; `at` is when this was written, `starts` when it begins."""

    uid: str
    at: datetime
    starts: datetime
    lasts: timedelta
    title: str
    notes: str = ""
    place: str = ""
    link: str = ""


def calendar_file(event: Event) -> bytes:
    """The file, in UTF-8 with the line breaks and foldings that the format asks for."""
    return b"".join(_folded(line) + b"\r\n" for line in _lines(event))


def _lines(event: Event) -> Iterator[str]:
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yiqi//Yiqi//ZH",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
    )
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(event.at)}"
    yield f"DTSTART:{_moment(event.starts)}"
    yield f"DTEND:{_moment(event.starts + event.lasts)}"
    yield f"SUMMARY:{_text(event.title)}"
    for name, value in (("DESCRIPTION", event.notes), ("LOCATION", event.place)):
        if value:
            yield f"{name}:{_text(value)}"
    if event.link:
        yield f"URL:{_address(event.link)}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPED)


def _address(link: str) -> str:
    """An address is no text: nothing in it is escaped, so that what could break the line is left out."""
    return "".join(char for char in link if char > " " and char != "\x7f")


def _folded(line: str) -> bytes:
    """Cut so that no line is longer than `LINE` octets and no character is split; what follows begins with a blank."""
    parts, size = [bytearray()], 0
    for char in line:
        octets = char.encode()
        if size + len(octets) > LINE:
            parts.append(bytearray(b" "))
            size = 1
        parts[-1] += octets
        size += len(octets)
    return b"\r\n".join(parts)
