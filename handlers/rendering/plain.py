"""Numbers, texts and codes as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from language import regions
from language.domains import label

WEEKDAYS = "一二三四五六日"
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


def show_date(value: str) -> str:
    """«2026-05-17 周日»."""
    day = date.fromisoformat(value)
    return f"{value} 周{WEEKDAYS[day.weekday()]}"


def show_day(day: date) -> str:
    """«12月4日 周五»."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def show_moment(moment: datetime, now: datetime) -> str:
    """«明天 9:00», «12月4日 周五 9:00», by the clock of `now`."""
    local = moment.astimezone(now.tzinfo)
    away = (local.date() - now.date()).days
    day = ("今天", "明天")[away] if away in (0, 1) else show_day(local.date())
    return f"{day} {local.hour}:{local.minute:02}"


def show_hours(value: Decimal | float | str) -> str:
    """«2.5 小时»; «40 分钟» under an hour, «1 小时 20 分» where quarters do not tell it."""
    figure = Decimal(str(value))
    hours, minutes = divmod(round(figure * 60), 60)
    if not hours and minutes:
        return f"{minutes} 分钟"
    if figure * 4 % 1:
        return f"{hours} 小时" + (f" {minutes} 分" if minutes else "")
    return f"{plain_number(figure)} 小时"


def show_clock(minute: int) -> str:
    """«14:05», of a minute of the day."""
    return f"{minute // 60}:{minute % 60:02}"


def show_times(times: Iterable[tuple[int, int]]) -> str:
    """«9:00–11:30、14:00–16:00»."""
    return "、".join(f"{show_clock(begin)}–{show_clock(end)}" for begin, end in times)


def show_count(value: int) -> str:
    """«3 家»."""
    return f"{value} 家"


def show_phone(phone: str | None, verified: bool) -> str:
    """A number, and whether nobody has confirmed it yet; empty where there is none."""
    return f"{phone}{'' if verified else '（未核实）'}" if phone else ""


def show_region(code: str) -> str:
    """«广东省湛江市赤坎区»."""
    return regions.full_name(code)


def show_form(code: str) -> str:
    """«线上»; a code that is not known, as it is."""
    return FORMS.get(code, code)
