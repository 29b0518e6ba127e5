"""A quote that the vendor's client writes into the text of the message, since the callback has no field for it."""

from __future__ import annotations

import re

_QUOTES = (
    re.compile(
        r"(?:这是一条引用/回复消息[：:]|This is a quote/reply:)\s*\n[“\"][^\n：:]{0,64}[：:]\s*\n?(?P<quoted>.+?)[”\"]\s*\n-{4,}\s*\n?(?P<said>.*)",
        re.DOTALL,
    ),
    re.compile(r"「[^\n：:]{0,64}[：:](?P<quoted>.+?)」\s*\n(?:- ?){5,}\s*\n?(?P<said>.*)", re.DOTALL),
)


def split(text: str) -> tuple[str, str]:
    """The quoted words, empty where there are none, and what was said about them."""
    for form in _QUOTES:
        if found := form.fullmatch(text.strip()):
            return found["quoted"].strip(), found["said"].strip()
    return "", text
