"""An activity as it is published or moved: what is counted with, out of the words that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.activities.events import Event
from handlers.conversations.activities import details, telling
from handlers.engine import reading
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext
from programme.spans import written_day


def described(talk: ConversationContext, title: str, on: date, region: str, known: details.Details) -> Event:
    """What is counted with, out of the words that are kept: hours, places, the last day to sign up."""
    begins, finishes = details.minutes(known.hour) if known.hour else (None, None)
    closes = reading.a_day_ahead(talk, known.closes) if known.closes else None
    return Event(
        title,
        on,
        known.line(),
        region,
        sort=telling.sort_in(title),
        begins=begins,
        finishes=finishes,
        capacity=known.limit or None,
        closes_on=date.fromisoformat(closes) if closes else None,
        slot_minutes=known.each,
    )


def closes_after(talk: ConversationContext, on: date, closes: str) -> Catch | None:
    """Nobody signs up for what was held already."""
    last = reading.a_day_ahead(talk, closes) if closes else None
    if last is None or date.fromisoformat(last) <= on:
        return None
    held = written_day(on, talk.today)
    return Catch(f"活动 {held}就办，报名截止不能晚过这一天。截止改到哪天？", "取消")


def on_each(
    talk: ConversationContext, given: Event, known: details.Details, days: Sequence[date]
) -> list[Event]:
    """The same on each of the days: the last day to sign up is as long before each as it is before the first."""
    if given.closes_on is None:
        return [replace(given, on=day) for day in days]
    before = days[0] - given.closes_on
    at = f" {known.closes.rpartition(' ')[2]}" if ":" in known.closes else ""
    last = {day: f"{written_day(day - before, talk.today)}{at}" for day in days}
    return [
        replace(given, on=day, closes_on=day - before, place=replace(known, closes=last[day]).line())
        for day in days
    ]
