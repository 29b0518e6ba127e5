"""Phones as cells have them: several in one, with remarks, as numbers without the zero in front, lost to 1.39E+10."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.rosters.cells import narrow
from language.contacts import find_phone

_DASHES = re.compile(r"[‐‑‒–—―−－~～]")
_FOREIGN = re.compile(r"(?:\+|(?<!\d)00)(?!\s*\(?86)(\d{1,3})[ -]?((?:\d[ -]?){6,11}\d)")
_CHINA = re.compile(r"(?:\+|\b00)\(?86\)?[ -]*|^86[ -]?(?=1[3-9]\d{9}$)")
_WITHOUT_ZERO = re.compile(r"^([2-9]\d{1,2})-?(\d{7,8})$")
_EXTENSION = re.compile(r"(?:转|分机)\s*(\d{1,5})$")
_LOST = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LOCAL = re.compile(r"[2-8]\d{6,7}")


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of a cell as digits, an extension behind a dash, mobiles first; and what else stands there."""

    found: tuple[str, ...]
    rest: str


def phones(text: str) -> Phones:
    """All phones of a text in half or full width."""
    rest = _CHINA.sub("", _DASHES.sub("-", narrow(text)))
    found: list[str] = []
    if foreign := _FOREIGN.search(rest):
        found.append(f"+{foreign[1]}{re.sub(r'[ -]', '', foreign[2])}")
        rest = rest[: foreign.start()] + " " + rest[foreign.end() :]
    if lost := _WITHOUT_ZERO.match(rest):
        return Phones((f"0{lost[1]}{lost[2]}",), "")
    while hit := find_phone(rest):
        start, end, digits = hit
        found.append(_with_extension(rest[start:end], digits))
        rest = rest[:start] + " " + rest[end:]
    mobiles = [one for one in found if is_mobile(one)]
    return Phones(tuple(dict.fromkeys([*mobiles, *found])), rest)


def is_mobile(phone: str) -> bool:
    """Whether it is the mobile of a person, rather than the line of a house."""
    return bool(_MOBILE.fullmatch(phone))


def fault(text: str) -> str:
    """Why a text that holds no phone is none, in words."""
    plain = narrow(text)
    if _LOST.search(plain):
        return f"电话成了「{text}」，后几位丢了，请照原号填"
    if "*" in plain or "x" in plain.lower():
        return f"电话「{text}」有几位被遮住了"
    digits = re.sub(r"\D", "", plain)
    if _LOCAL.fullmatch(digits):
        return f"电话「{text}」没写区号"
    if len(digits) == 11 and digits[0] == "1":
        return f"电话「{text}」号段不对"
    if digits:
        return f"电话「{text}」是 {len(digits)} 位，位数不对"
    return f"电话「{text[:20]}」认不出来"


def _with_extension(written: str, digits: str) -> str:
    extension = _EXTENSION.search(written)
    return f"{digits[: -len(extension[1])]}-{extension[1]}" if extension else digits
