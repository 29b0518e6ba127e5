"""The calendar file says what was agreed, whatever stands in its words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from documents.calendar_file import LINE, Event, calendar_file

STARTS = datetime(2026, 3, 6, 15, tzinfo=SHANGHAI)
WORDS = st.text(max_size=200)


def event(title: str, place: str = "", link: str = "") -> Event:
    return Event("meeting-1@yiqi", STARTS, STARTS, timedelta(hours=1), title, "1 号需求。", place, link)


def values(content: bytes) -> dict[str, str]:
    """What a calendar reads: lines put together again, names and values apart."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line and not line.startswith(("BEGIN", "END")))


def unescaped(value: str) -> str:
    found, escaped = "", False
    for char in value:
        if escaped:
            found, escaped = found + ("\n" if char == "n" else char), False
        elif char == "\\":
            escaped = True
        else:
            found += char
    return found


def as_kept(words: str) -> str:
    """Line breaks are all alike, and what no value may hold is gone."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in plain if char in "\n\t" or (char > "\x1f" and char != "\x7f"))


def test_it_says_when_and_where() -> None:
    found = values(calendar_file(event("李律师：供货合同", "湛江；海滨大道8号, 2楼")))
    assert found["DTSTART"] == "20260306T070000Z"
    assert found["DTEND"] == "20260306T080000Z"
    assert unescaped(found["SUMMARY"]) == "李律师：供货合同"
    assert found["LOCATION"] == "湛江；海滨大道8号\\, 2楼"
    assert "URL" not in found


def test_a_link_stands_as_it_is() -> None:
    link = "https://meeting.tencent.com/dm/a,b;c?x=1"
    assert values(calendar_file(event("线上", link=link)))["URL"] == link


@given(WORDS, WORDS)
def test_whatever_is_said_comes_back(title: str, place: str) -> None:
    content = calendar_file(event(title, place))
    found = values(content)
    assert unescaped(found["SUMMARY"]) == as_kept(title)
    assert unescaped(found.get("LOCATION", "")) == as_kept(place)
    assert datetime.strptime(found["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == STARTS


@given(WORDS, st.text(max_size=200))
def test_no_line_is_too_long_nor_cut_within_a_character(title: str, link: str) -> None:
    for line in calendar_file(event(title, link=link)).split(b"\r\n"):
        assert len(line) <= LINE
        line.decode()
        assert not set(line) & set(b"\r\n")
