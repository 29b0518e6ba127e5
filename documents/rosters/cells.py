"""What stands in a cell, as text: whatever typed it, people meant words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any

from language.compatibility import IDEOGRAPH
from language.lexicon import words_of

_AS_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)
"""«="138…"», by which csv files keep Excel from calculating with a number."""
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_SPREAD = re.compile(rf"(?<={IDEOGRAPH}) (?={IDEOGRAPH})")
_LINES = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")
_FORMULA = re.compile(r"^[=＝](?!\s*$)|^[+＋@＠-][A-Za-z]+\(")
_ERROR = re.compile(r"#(?:N/A|REF|VALUE|NAME|DIV/0|NULL|NUM)[!?]?", re.IGNORECASE)
"""What a formula says that came to nothing."""


def text(value: Any) -> str:
    """The value as somebody would read it aloud: without blanks around, signs that cannot be seen, a «.0» behind."""
    if isinstance(value, str):
        return _plain(value)
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


@lru_cache(maxsize=4096)
def _plain(value: str) -> str:
    if value.isalnum():
        return value
    if not value.isprintable():
        value = "".join(
            char for char in value if char in "\t\n\r\v\f" or unicodedata.category(char) not in ("Cf", "Cc")
        )
    value = _AS_TEXT.sub(r"\1", value.strip())
    value = value[1:] if value[:1] == "'" else value
    return _BLANKS.sub(" ", value).strip()


def narrow(value: str) -> str:
    """Half width, for what is compared or calculated with; names are never kept so."""
    return value if value.isascii() else unicodedata.normalize("NFKC", value)


def one_line(value: str) -> str:
    """Without line breaks, and without the blanks by which words are spread: «李　明»."""
    return _SPREAD.sub("", _LINES.sub("", value)).strip()


def is_none(value: str) -> bool:
    """Whether it says that there is nothing: «无», «/», «—»."""
    return not value or value.casefold() in _nothing() or bool(_ERROR.fullmatch(value))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(words_of("nothing"))


def is_formula(value: str) -> bool:
    """Whether a program would calculate it; as a name or a unit nobody is called so."""
    return bool(_FORMULA.match(value))
