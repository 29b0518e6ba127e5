"""怎么用 as a page to print and hand out: steps by who takes them, where the centre is, and a code that opens the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.papers import typeset

_TEMPLATE = "guide"


@dataclass(frozen=True, slots=True)
class Guide:
    """`parts`: who, and their steps; `reach`: a line each; `chat`: the address that the code opens, empty where nobody knows it, and
    `scan` what stands beside it.
    """

    title: str
    about: str
    parts: Sequence[tuple[str, Sequence[str]]]
    reach: Sequence[str]
    chat: str = ""
    scan: str = ""


def guide_pdf(guide: Guide, at: datetime) -> bytes:
    """The page. Raises `MissingGlyphs`."""
    values = {
        "issuer": guide.title,
        "title": guide.title,
        "about": guide.about,
        "parts": [[who, list(steps)] for who, steps in guide.parts],
        "reach": [guide.scan, *guide.reach] if guide.chat else list(guide.reach),
        "qr": typeset.qr(guide.chat) if guide.chat else "",
    }
    return typeset.pdf(_TEMPLATE, values, at)
