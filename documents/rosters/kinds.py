"""What each kind of roster says in a row, and which rows of one file say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import language
from documents.rosters.days import days
from documents.rosters.entries import LABELS, Row
from documents.rosters.headings import Kind
from language.answers import read_enterprise, read_form, read_number
from language.industries import trade_answered

_MOST_HOURS = 24
_LEAST_OF_A_NEED = 4
"""Characters; fewer tell of no problem."""


def _expert(row: Row) -> None:
    """附件4 and its kin (S8.2): who, of which unit, for which fields, to be reached how."""
    row.person("name", must=True)
    row.house("unit", must=False)
    row.domains()
    _reached(row)
    _certified(row)


def _station(row: Row) -> None:
    """附件3 (S8.1): which unit, where, in whose charge."""
    row.house("unit", must=True)
    row.person("contact", must=False)
    _reached(row)
    _certified(row)


def _enterprise(row: Row) -> None:
    row.house("firm", must=True)
    row.person("contact", must=False)
    _reached(row)
    row.entry.values["focus"] = row.plain("focus")
    told = row.plain("trade")
    row.entry.values["trade"] = trade_answered(told) if told else None
    if told and row.entry.values["trade"] is None:
        row.entry.remarks.append(f"行业「{told}」看不出是哪一类，没有记")


def _need(row: Row) -> None:
    """A need that a station has collected (S3.1): whose it is, and what is asked for, in their words."""
    row.house("firm", must=True)
    row.person("contact", must=False)
    _reached(row)
    told = row.plain("need")
    if len(told) < _LEAST_OF_A_NEED:
        row.entry.wrong.append("没有写遇到什么问题" if not told else f"需求「{told}」太短，看不出要什么帮助")
    row.entry.values["need"] = told


def _diary(row: Row) -> None:
    """A service (S5.1): who, when, how long, for whom."""
    row.person("name", must=False) if not row.texts("unit") else row.entry.values.update(
        name=row.plain("name")
    )
    row.entry.values["unit"] = row.plain("unit") or None
    row.entry.values["phone"] = None
    _day_served(row)
    _hours(row)
    _served(row)
    told = row.plain("outcome")
    codes = language.read_domains("、".join(row.texts("domains")) or told) or ()
    form = read_form(row.plain("form"))
    row.address()
    row.entry.values |= {"domains": list(codes), "outcome": told, "form": form}


def _reached(row: Row) -> None:
    row.phone()
    row.email()
    row.address()


def _certified(row: Row) -> None:
    """Since when and until when a title is held, where the roster says so: then it is held already (S6.8)."""
    since, until = row.one_day("certified_on"), row.one_day("until")
    span = days(row.plain("term"))
    if len(span) == 2:
        since, until = since or span[0], until or span[1]
    if since and until and until < since:
        row.entry.wrong.append("有效期的止日早于起日")
    row.entry.values |= {
        "number": row.plain("number") or None,
        "certified_on": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
    }


def _day_served(row: Row) -> None:
    served = row.one_day("served_on")
    if served is None and not any(LABELS["served_on"] in why for why in row.entry.wrong):
        row.entry.wrong.append("没有写服务日期")
    elif served and served > row.now.date():
        row.entry.wrong.append("服务日期还没到")
    row.entry.values["served_on"] = served.isoformat() if served else None


def _hours(row: Row) -> None:
    told = [*row.texts("hours"), *row.texts("times")]
    found = next((hours for cell in told if (hours := language.read_hours(cell) or read_number(cell))), None)
    if not told:
        row.entry.wrong.append("没有写时长")
    elif not found or not 0 < found <= _MOST_HOURS:
        row.entry.wrong.append(f"时长「{told[0][:20]}」看不出是几小时")
    row.entry.values["hours"] = str(Decimal(str(found)).quantize(Decimal("0.01"))) if found else None


def _served(row: Row) -> None:
    """The firms by name, and how many there were."""
    written = "、".join(row.texts("firm"))
    names = [
        name for part in written.replace("；", "、").replace("，", "、").split("、") if (name := part.strip())
    ]
    told = next((number for cell in row.texts("count") if (number := read_number(cell))), None)
    count = int(told) if told else len(names)
    if count < 1:
        row.entry.wrong.append("没有写服务了哪些企业或几家企业")
    row.entry.values |= {"enterprises": count, "names": [read_enterprise(name) or name for name in names]}


READERS: Mapping[Kind, Callable[[Row], None]] = {
    "experts": _expert,
    "stations": _station,
    "enterprises": _enterprise,
    "diaries": _diary,
    "needs": _need,
}
