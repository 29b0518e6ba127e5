"""Numbers of papers: `PREFIX-KIND-YEAR-SERIAL-CHECK`, as «QS-P-2026-00017-R».

The check character is that of ISO 7064 MOD 37,36 over letters and digits, so that a mistyped number is said to be one.
"""

from __future__ import annotations

import re
import unicodedata

LETTER, STATION, PROOF = "P", "Z", "S"
KINDS = {LETTER: "聘书", STATION: "工作站证书", PROOF: "志愿服务记录证明"}
PREFIX = re.compile(r"[A-Z]{2,6}")
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(rf"({PREFIX.pattern})([{''.join(KINDS)}])(\d{{4}})(\d{{5,7}})([0-9A-Z])")


class Mistyped(ValueError):
    """No number that a centre ever gave: a sign is wrong, missing or too many."""


def number_of(prefix: str, kind: str, year: int, serial: int) -> str:
    """The number of a paper; `kind` is a key of `KINDS`. ValueError for what no number can hold."""
    plain = f"{prefix}{kind}{year:04}{serial:05}"
    if not _SHAPE.fullmatch(f"{plain}0"):
        raise ValueError(plain)
    return f"{prefix}-{kind}-{year:04}-{serial:05}-{check(plain)}"


def read_number(typed: str) -> str:
    """A number as somebody typed it, in its usual form; raises `Mistyped`."""
    plain = re.sub(r"[\s\-–—－]", "", unicodedata.normalize("NFKC", typed)).upper()
    found = _SHAPE.fullmatch(plain)
    if not found or check(plain[:-1]) != plain[-1]:
        raise Mistyped(typed)
    return "-".join(found.groups())


def compact(number: str) -> str:
    """A number without its dashes, as it stands in a token."""
    return number.replace("-", "")


def kind_of(number: str) -> str:
    """The kind of a number in its usual form: a key of `KINDS`."""
    return number.split("-")[1]


def check(text: str) -> str:
    """The check character of ISO 7064 MOD 37,36 for a text of letters and digits."""
    total = 36
    for sign in text:
        total = (total + _SIGNS.index(sign)) % 36 or 36
        total = total * 2 % 37
    return _SIGNS[(37 - total) % 36]
