"""Figures with a unit, a percentage or a day, as applicants tell them of themselves: «场地260平米», «3亿», «八成», «2020年6月成立».

A number that is only about right («八百多», «几百», «近三百») is none: who asks is to ask again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from language.normalise import normalise
from language.numerals import number

_SCALES = {
    "亿": Decimal(100_000_000),
    "万": Decimal(10_000),
    "千": Decimal(1000),
    "百": Decimal(100),
    "十": Decimal(10),
}
_ONES = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_NUMBER = rf"(?:{_FIGURE}[十百千万亿]*|[零〇一二两三四五六七八九十百千万亿]+)"
_PERCENT = rf"(?:百分之(?P<spelled>{_NUMBER})|(?P<tenths>{_NUMBER})成(?P<half>半)?(?P<ones>[一二三四五六七八九])?|(?P<figure>{_NUMBER})\s*[%个]?)"
GREATEST = Decimal(10) ** 15
_VAGUE = re.compile(
    rf"(?:[好近几]|[数上](?=[十百千万亿])|快|将近|接近|不到)\s*{_NUMBER}|{_NUMBER}\s*成?[多几余来+]|几[十百千万]|若干"
)
_BETWEEN = r"(?:面积|人数|总额|比例|占比|占|大约|大概|约|共|有|是|为|达|到|了|的|在|[:：\s]){0,4}"
_UNITS = {
    "平方米": ("平方米", "平米", "平方", "㎡", "平"),
    "万元": ("元", "块"),
    "人": ("人", "名", "位", "个"),
}
_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[年./-]\s*(?:(?P<month>\d{1,2})\s*(?:[月./-]\s*(?:(?P<day>\d{1,2})日?)?)?)?"
)


def read_quantity(text: str, unit: str = "") -> Decimal | None:
    """The one figure of an answer in `unit`; None where there is none, or several, or one that is only about right.

    «3亿» in 万元 is 30,000; a bare number is taken to be in the unit.
    """
    plain = normalise(text).text
    found = re.findall(_NUMBER, plain)
    if len(found) != 1 or _VAGUE.search(plain):
        return None
    return _in_unit(found[0], plain.partition(found[0])[2], unit)


def read_percentage(text: str) -> Decimal | None:
    """«85%», «百分之八十五», «八成», or a bare number; None where there is none, or several, or one that is only about right."""
    plain = normalise(text).text
    found = list(re.finditer(_PERCENT, plain))
    return _percent(found[0]) if len(found) == 1 and not _VAGUE.search(plain) else None


def read_whole_day(text: str) -> date | None:
    """A day of the calendar with its year; the first of the month or of the year where no more is said."""
    found = _DAY.search(normalise(text).text)
    return _day(found) if found else None


def quantity_of(text: str, names: Collection[str], unit: str = "") -> Decimal | None:
    """The figure that a longer text tells of a thing called by one of these names; None where it tells none for certain."""
    plain = normalise(text).text
    for clause in re.split(r"[,;。、\n]", plain):
        name = next((one for one in sorted(names, key=len, reverse=True) if one in clause), None)
        if name and not _VAGUE.search(clause):
            behind = re.search(rf"{re.escape(name)}{_BETWEEN}(?P<n>{_NUMBER})", clause)
            ahead = re.search(rf"(?P<n>{_NUMBER})(?:{_unit(unit)})?的?{re.escape(name)}", clause)
            if found := behind or ahead:
                return _in_unit(found["n"], clause[found.end("n") :], unit)
    return None


def percentage_of(text: str, names: Collection[str]) -> Decimal | None:
    """The same of a percentage."""
    plain = normalise(text).text
    for clause in re.split(r"[,;。、\n]", plain):
        name = next((one for one in sorted(names, key=len, reverse=True) if one in clause), None)
        found = re.search(rf"{re.escape(name)}{_BETWEEN}{_PERCENT}", clause) if name else None
        if found and not _VAGUE.search(clause):
            return _percent(found)
    return None


def _unit(unit: str) -> str:
    known = _UNITS.get(unit, (unit,) if unit else ())
    return "|".join(re.escape(one) for one in known) or "(?!)"


def _in_unit(told: str, behind: str, unit: str) -> Decimal | None:
    """The figure in the unit: what was told in 亿, 万 or 元 is turned into 万元 where that is asked for."""
    value = _value(told)
    if value is None or unit[:1] not in _SCALES:
        return value
    if told[-1:] in ("万", "亿") or (behind.startswith(("元", "块")) and unit.endswith("元")):
        return value / _SCALES[unit[0]]
    return value


def _value(told: str) -> Decimal | None:
    """A figure or a spelled number; None of what is larger than anything that is counted here."""
    found = _read(told)
    return found if found is not None and found < GREATEST else None


def _read(told: str) -> Decimal | None:
    plain = told.replace(",", "")
    if figures := re.fullmatch(r"(\d+(?:\.\d+)?)([十百千万亿]*)", plain):
        value = Decimal(figures[1])
        for scale in figures[2]:
            value *= _SCALES[scale]
        return value
    return _spelled(plain)


def _spelled(told: str) -> Decimal | None:
    """«三亿», «两千五百万», «八十»; «一万五» is 15,000."""
    total, rest = Decimal(0), told
    for mark in ("亿", "万"):
        if mark in rest:
            head, _, rest = rest.rpartition(mark)
            part = _spelled(head) if head else None
            if part is None:
                return None
            total += part * _SCALES[mark]
            if rest in _ONES:
                return total + _ONES.index(rest) * _SCALES[mark] / 10
    if not rest:
        return total
    last = number(rest)
    return None if last is None else total + Decimal(str(last))


def _percent(found: re.Match[str]) -> Decimal | None:
    if found["tenths"]:
        tenths = _value(found["tenths"])
        ones = _value(found["ones"]) if found["ones"] else Decimal(5 if found["half"] else 0)
        return None if tenths is None or ones is None else tenths * 10 + ones
    return _value(found["spelled"] or found["figure"])


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None
