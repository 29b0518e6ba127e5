"""What `language` reads out of a message, as slot values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import language
from handlers.engine.context import ConversationContext, ReaderOptions, Values
from handlers.engine.form import Options
from handlers.engine.words import recognise
from handlers.rendering.plain import FORMS, plain_number
from language.domains import DOMAINS
from programme.spans import written_day

_STOPS = "。！!，,；; "


def need(talk: ConversationContext, text: str) -> language.Need:
    """A message as a need."""
    return _need(text, talk.home, talk.reader_options)


@lru_cache(maxsize=1024)
def _need(text: str, home: str | None, reader_options: ReaderOptions) -> language.Need:
    """Kept for a moment: hearing a message, filling the form and asking about it all read it."""
    return language.read_need(text, home, vocabulary=reader_options.vocabulary, deep=reader_options.deep)


def diaries(talk: ConversationContext, text: str) -> tuple[language.Diary, ...]:
    """A message as one or more services."""
    return _diaries(text, talk.home, talk.said_at, talk.reader_options)


@lru_cache(maxsize=1024)
def _diaries(
    text: str, home: str | None, said_at: datetime, reader_options: ReaderOptions
) -> tuple[language.Diary, ...]:
    return language.read_diaries(text, said_at, home, reader_options.vocabulary)


def tells_service(talk: ConversationContext, text: str) -> bool:
    """Whether a message tells a service that was given: how long, for whom, and on no day to come."""
    found = diaries(talk, text)[0]
    whom = found.names or (found.enterprises and "enterprises" not in found.inferred)
    return bool(found.hours and whom and found.date and found.date <= talk.today)


def a_date(talk: ConversationContext, text: str) -> str | None:
    found = language.read_date(text, talk.said_at)
    return found.isoformat() if found else None


def a_day_ahead(talk: ConversationContext, text: str) -> str | None:
    """A day to come; a day that has passed stays what it is, so that `not_past` can say so. «下午三点» names none."""
    if not language.names_day(text):
        return None
    found = language.read_day_ahead(text, talk.said_at) or language.read_date(text, talk.said_at)
    return found.isoformat() if found else None


def not_past(talk: ConversationContext, value: str) -> str:
    """What is wrong with a day that should lie ahead."""
    if date.fromisoformat(value) >= talk.today:
        return ""
    return (
        f"{written_day(date.fromisoformat(value), talk.today)} 已经过去了，要今天或以后的，比如「下周五」。"
    )


def hours(talk: ConversationContext, text: str) -> str | None:
    found = language.read_hours(text)
    return plain_number(found) if found is not None else None


def count(talk: ConversationContext, text: str) -> int | None:
    return language.read_count(text)


def region(talk: ConversationContext, text: str) -> str | None:
    return language.read_region(text, talk.home, talk.reader_options.vocabulary)


def domain(talk: ConversationContext, text: str) -> str | None:
    return next(iter(language.read_domains(text, talk.reader_options.vocabulary) or ()), None)


def domains(talk: ConversationContext, text: str) -> list[str] | None:
    return list(language.read_domains(text, talk.reader_options.vocabulary) or ()) or None


def enterprise(talk: ConversationContext, text: str) -> str | None:
    return language.read_enterprise(text)


def person(talk: ConversationContext, text: str) -> str | None:
    """A person's name, as the answer to a question for one."""
    return language.read_person(text) or language.read_name(text)


def phone(talk: ConversationContext, text: str) -> str | None:
    return language.read_phone(text)


def form(talk: ConversationContext, text: str) -> str | None:
    return language.read_form(text)


def stars(talk: ConversationContext, text: str) -> int | None:
    return language.read_stars(text)


def number(talk: ConversationContext, text: str) -> int | None:
    """The first number in a text; a telephone is none."""
    found = re.search(r"(?<!\d)\d{1,9}(?!\d)", text)
    return int(found[0]) if found and not language.read_phone(text) else None


def words(talk: ConversationContext, text: str) -> str:
    """Any words, as they are."""
    return text


def at_most(longest: int) -> Callable[[ConversationContext, str], str]:
    """A slot's check of words: no more characters than are kept of them."""
    return lambda talk, text: "" if len(text) <= longest else f"有点长，缩到 {longest} 字以内再说一次，好吗？"


def own_words(text: str, names: Collection[str]) -> str | None:
    """A message that says more than the name of an entry, as it is; None for a bare «退单» or «换个条件接»."""
    return None if recognise(text, names) else text


def more_words(before: str | None, text: str, names: Collection[str]) -> str | None:
    """The same behind what was said before, so that a second sentence does not wipe out the first."""
    told = own_words(text, names)
    return told if not (told and before) or told == before else f"{before.rstrip(_STOPS)}；{told}"


def domain_options(talk: ConversationContext, values: Values) -> Options:
    """All domains, for tapping."""
    return tuple((name, code) for code, name in DOMAINS.items() if code != "other")


def form_options(talk: ConversationContext, values: Values) -> Options:
    return tuple((name, code) for code, name in FORMS.items())


def yes_no(yes: str, no: str) -> Options:
    return ((yes, 1), (no, 0))


def as_values(found: dict[str, Any]) -> Values:
    """Only what was found."""
    return {name: value for name, value in found.items() if value not in (None, [], ())}
