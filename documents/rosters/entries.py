"""A row of a roster, read: its fields, and what is wrong, doubtful or worth a remark about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import language
from documents.rosters import words
from documents.rosters.cells import is_formula, is_none, one_line, text
from documents.rosters.days import day
from documents.rosters.headings import Columns
from documents.rosters.phones import fault, is_mobile, phones
from language import regions
from language.domains import label
from language.lexicon import words_of

WHOLE_COUNTRY = "000000"
LEAST_OF_A_PHONE = 7
"""Digits."""
LONGEST = {"name": 50, "contact": 50, "unit": 100, "firm": 100, "address": 200, "email": 100, "number": 50}
"""Characters that the register keeps; names of people have fifty (民委发〔2016〕33号)."""
LABELS = {
    "name": "姓名",
    "contact": "联系人",
    "unit": "单位名称",
    "firm": "企业名称",
    "address": "地址",
    "email": "邮箱",
    "number": "编号",
    "phone": "电话",
    "domains": "擅长领域",
    "certified_on": "认定日期",
    "until": "有效期",
    "served_on": "服务日期",
    "hours": "时长",
    "need": "需求",
    "region": "地区",
    "term": "起止日期",
    "focus": "重点群体",
    "times": "起止时间",
    "count": "企业家数",
    "form": "服务方式",
    "outcome": "服务内容",
}


@dataclass(slots=True)
class Entry:
    """What one row says. `values` are JSON; `wrong` must be mended in the file, `doubts` are for a person to settle.

    `remarks` change nothing: a second phone, a field that nobody knows. `repeats`: the row of the same file that it says again.
    """

    sheet: str
    number: int
    cells: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    repeats: str = ""

    @property
    def why(self) -> str:
        """All that is to be said of it, the gravest first."""
        return "；".join([*self.wrong, *self.doubts])


class Row:
    """Reads the fields of one row into an entry."""

    def __init__(
        self, entry: Entry, raw: Sequence[Any], columns: Columns, home: str | None, now: datetime
    ) -> None:
        self.entry, self.now, self.home = entry, now, home
        self._raw, self._columns = raw, columns

    def has(self, field: str) -> bool:
        """Whether the table has a column for it."""
        return field in self._columns.fields

    def texts(self, field: str) -> list[str]:
        """What stands in its columns, the surest first; «无» and dashes are nothing."""
        columns = self._columns.of(field)
        if not columns:
            return []
        cells, most = self.entry.cells, len(self.entry.cells)
        found = [cells[column.place] for column in columns if column.place < most and not column.code]
        return [cell for cell in found if not is_none(cell)]

    def person(self, field: str, must: bool) -> None:
        """A person's name; phones and addresses of mail in the same cell are not of it."""
        written = next(iter(self._own(field)), "")
        found = words.name(written)
        if not found:
            self._miss(field, must)
        elif is_formula(written):
            self.entry.wrong.append(f"{LABELS[field]}「{written[:20]}」是公式")
        elif len(found) > LONGEST[field]:
            self.entry.wrong.append(f"{LABELS[field]}太长，超过 {LONGEST[field]} 字")
        elif any(char.isdigit() or char in "@=<>{}" for char in found):
            self.entry.wrong.append(f"{LABELS[field]}「{found[:20]}」不像姓名")
        elif words.strange(found):
            self.entry.doubts.append(f"{LABELS[field]}「{found}」里有字显示不出来，请核对")
        elif len(found) == 1 or words.is_title(found) or (len(found) > 4 and words.is_house(found)):
            self.entry.doubts.append(f"{LABELS[field]}「{found}」不像完整的姓名，请核对")
        self.entry.values[field] = found or None

    def house(self, field: str, must: bool) -> None:
        """A unit's name, as it is registered."""
        written = next(iter(self._own(field)), "")
        found = one_line(written)
        if not found:
            self._miss(field, must)
        elif is_formula(found):
            self.entry.wrong.append(f"{LABELS[field]}「{found[:20]}」是公式")
        elif len(found) > LONGEST[field]:
            self.entry.wrong.append(f"{LABELS[field]}太长，超过 {LONGEST[field]} 字")
        elif words.strange(found):
            self.entry.doubts.append(f"{LABELS[field]}「{found[:20]}」里有字显示不出来，请核对")
        self.entry.values[field] = found or None

    def phone(self) -> None:
        """The first mobile, else the first number; without one nobody can be reached, and that is for people to settle."""
        beside = [cell for name in ("name", "contact") for cell in self.texts(name) if not cell.isalpha()]
        found = [one for cell in (*self.texts("phone"), *beside) for one in phones(cell).found]
        found.sort(key=lambda one: not is_mobile(one))
        told = self.texts("phone")
        combined = [cell for cell in told if any(char.isdigit() for char in cell) and not words.email(cell)]
        if found:
            self.entry.remarks += [f"另有电话 {one}" for one in dict.fromkeys(found[1:]) if one != found[0]]
        elif combined:
            why = fault(combined[0])
            (self.entry.doubts if "区号" in why else self.entry.wrong).append(why)
        else:
            self.entry.doubts.append("没有写电话，联系不上本人")
        self.entry.values["phone"] = found[0] if found else None

    def email(self) -> None:
        """The address of mail; none is fine, a broken one is not."""
        told, beside = self.texts("email"), [cell for cell in self.texts("phone") if "@" in cell]
        is_shared = self._is_shared("email")
        found = next((one for cell in told if (one := words.email(cell, alone=not is_shared))), None)
        found = found or next((one for cell in beside if (one := words.email(cell, alone=False))), None)
        if told and not found and not is_shared:
            self.entry.wrong.append(f"邮箱「{told[0][:40]}」写得不对")
        elif found and len(found) > LONGEST["email"]:
            self.entry.wrong.append(f"邮箱太长，超过 {LONGEST['email']} 字")
        self.entry.values["email"] = found

    def domains(self) -> None:
        """The fields of the programme, and the words themselves, which say more."""
        told = "、".join([*map(one_line, self.texts("domains")), *self._ticked()])
        codes, unknown = words.fields(told)
        if told and not codes:
            self.entry.doubts.append(f"擅长领域「{told[:30]}」对不上现有的领域")
        elif not told and self.has("domains"):
            self.entry.doubts.append("没有写擅长领域")
        self.entry.remarks += [f"领域「{one}」没认出来" for one in unknown if codes]
        self.entry.values |= {"domains": list(codes), "specialities": told[:500]}

    def _ticked(self) -> list[str]:
        """The headings of fields under which a tick stands."""
        cells, marks = self.entry.cells, words_of("ticks")
        ticked = (one for one in self._columns.of("domains") if one.code and one.place < len(cells))
        return [label(one.code) for one in ticked if cells[one.place].casefold() in marks]

    def address(self) -> None:
        """Where it is, and the county of it: by the column for it, else by the address, else by the unit's name."""
        told = one_line(next(iter(self.texts("address")), ""))
        if len(told) > LONGEST["address"]:
            self.entry.wrong.append(f"地址太长，超过 {LONGEST['address']} 字")
        self.entry.values["address"] = told or None
        self.entry.values["region"] = self._region([*self.texts("region"), told])

    def _region(self, told: Sequence[str]) -> str | None:
        """The county that is told, else the one in a unit's name if it lies where the roster is from: firms are called after
        other places, too. A place that holds all of home says nothing."""
        home = self.home or WHOLE_COUNTRY
        codes = [code for place in told if place and (code := _county(place, self.home))]
        unit = self.entry.values.get("unit") or self.entry.values.get("firm")
        named = _county(unit, self.home) if unit and not codes else None
        codes += [named] if named and regions.within(named, home) else []
        return next((code for code in codes if home == WHOLE_COUNTRY or not regions.within(home, code)), None)

    def one_day(self, field: str) -> date | None:
        """A day of a column; what cannot be read is wrong."""
        for column in self._columns.of(field):
            value = self._raw[column.place] if column.place < len(self._raw) else ""
            if is_none(text(value)):
                continue
            found = day(value, self.now)
            if found is None:
                self.entry.wrong.append(f"{LABELS[field]}「{text(value)[:20]}」看不出是哪一天")
            return found
        return None

    def plain(self, field: str) -> str:
        """The words of a column on one line, as far as they are kept."""
        return one_line(next(iter(self.texts(field)), ""))[: LONGEST.get(field, 500)]

    def _own(self, field: str) -> list[str]:
        """The texts of a field without what another field took from the same cell."""
        own = (self._without_others(cell, field) for cell in self.texts(field))
        return [cell for cell in own if cell.strip()]

    def _without_others(self, cell: str, field: str) -> str:
        column = next(
            one for one in self._columns.of(field) if self.entry.cells[one.place : one.place + 1] == (cell,)
        )
        is_alone = not column.is_mixed and len(column.fields) == 1
        if is_alone and cell.isalpha():
            return cell
        if sum(char.isdigit() for char in cell) >= LEAST_OF_A_PHONE:
            cell = phones(cell).rest
        if "@" in cell or "＠" in cell:
            cell = cell.replace(words.email(cell) or "", "")
        return cell if is_alone else _first_of(cell, field)

    def _is_shared(self, field: str) -> bool:
        return any(len(column.fields) > 1 for column in self._columns.of(field))

    def _miss(self, field: str, must: bool) -> None:
        if must:
            self.entry.wrong.append(f"没有写{LABELS[field]}")
        elif self.has(field):
            self.entry.doubts.append(f"没有写{LABELS[field]}")


@lru_cache(maxsize=8192)
def _county(place: str, home: str | None) -> str | None:
    return language.read_region(place, home)


def _first_of(cell: str, field: str) -> str:
    """The part of a cell of several fields that is the name: a unit is called like one."""
    parts = [part for part in _split(cell) if part]
    if field in ("unit", "firm"):
        house = next((part for part in parts if words.is_house(part)), parts[0] if parts else "")
        return words.house_in(house)
    return next((part for part in parts if not words.is_house(part)), "")


def _split(cell: str) -> list[str]:
    for mark in "\n/／、,，;；:：|\t":
        cell = cell.replace(mark, "\x1f")
    pieces = cell.split("\x1f")
    return [part for piece in pieces for part in _words_of(piece.strip())]


def _words_of(piece: str) -> list[str]:
    """Cut at blanks, but «李 明» and names in letters stay whole."""
    cut = piece.split()
    whole = all(len(part) == 1 for part in cut) or piece.isascii()
    return [piece] if whole else cut


Reader = Callable[[Row], None]
