"""Numbers, texts and codes as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from language.domains import label


def plain_number(value: Decimal | float | str) -> str:
    """2.50 → «2.5», 3.0 → «3»."""
    return f"{Decimal(str(value)):.2f}".rstrip("0").rstrip(".")


def shorten(text: str, limit: int = 60) -> str:
    """A text cut to fit a line."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def show_domains(codes: Iterable[str]) -> str:
    """The names of these domains."""
    return "、".join(label(code) for code in codes)
