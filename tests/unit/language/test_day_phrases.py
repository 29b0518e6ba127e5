"""Phrases for days of every kind that readers of dates are tried with, and their values."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from language import read_date, read_diary

NOW = datetime(2026, 5, 20, 19, 40, tzinfo=timezone(timedelta(hours=8)))
LINES = (Path(__file__).parent / "day_phrases.tsv").read_text(encoding="utf-8").splitlines()
PHRASES = dict(line.split("\t") for line in LINES if not line.startswith("#"))


def test_a_phrase_means_its_day_alone_and_in_a_message() -> None:
    read = {phrase: _read(phrase) for phrase in PHRASES}
    assert len(read) > 400
    assert {phrase: found for phrase, found in read.items() if found != [PHRASES[phrase]] * 2} == {}


def _read(phrase: str) -> list[str]:
    """What is read from a phrase alone, and from a message that begins with it."""
    within = read_diary(f"{phrase}，给三家企业讲了税务，讲了1小时", NOW).date
    return [str(found or "") for found in (read_date(phrase, NOW), within)]
