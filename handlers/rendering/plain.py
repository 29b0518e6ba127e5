"""Numbers, texts and codes as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from language import regions
from language.domains import label
from language.reading.kinds import LABELS as KINDS
from programme.spans import hours_in_words
from programme.telephones import marked

FORMS = {"online": "线上", "offline": "上门或现场"}
"""The forms of a service, by code."""


def plain_number(value: Decimal | float | str) -> str:
    """2.50 → «2.5», 3.0 → «3»."""
    return f"{Decimal(str(value)):.2f}".rstrip("0").rstrip(".")


def shorten(text: str, limit: int = 60) -> str:
    """A text cut to fit a line."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def show_domains(codes: Iterable[str]) -> str:
    """The names of these domains."""
    return "、".join(label(code) for code in codes)


def show_hours(value: Decimal | float | str) -> str:
    """«2.5 小时», «40 分钟», «1 小时 20 分»."""
    return hours_in_words(Decimal(str(value)))


def show_clock(minute: int) -> str:
    """«14:05», of a minute of the day."""
    return f"{minute // 60}:{minute % 60:02}"


def show_times(times: Iterable[tuple[int, int]]) -> str:
    """«9:00–11:30、14:00–16:00»."""
    return "、".join(f"{show_clock(begin)}–{show_clock(end)}" for begin, end in times)


def show_count(value: int) -> str:
    """«3 家»."""
    return f"{value} 家"


class Called(Protocol):
    """Somebody who may have left a number."""

    @property
    def phone(self) -> str | None: ...
    @property
    def phone_verified(self) -> bool: ...


def phone_of(one: Called) -> str:
    """Their number as another reads it; empty where there is none."""
    return marked(one.phone, one.phone_verified)


def show_region(code: str) -> str:
    """«赤坎区», «廉江», «北京朝阳区»."""
    return regions.called(code)


def show_form(code: str) -> str:
    """«线上»; a code that is not known, as it is."""
    return FORMS.get(code, code)


def show_kind(code: str) -> str:
    """«培训»; a code that is not known, as it is."""
    return KINDS.get(code, code)
