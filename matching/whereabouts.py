"""A need's text without places and addresses: where somebody is says nothing of what they need."""

from __future__ import annotations

import re

from language import regions

_STREET = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}?(?:镇|街道))?(?:[\u4e00-\u9fff]{1,4}?(?:大道|路|街|巷|弄)\d{1,5}(?:号|弄)?(?:\d{1,4}[栋幢楼室])*)?"
)
"""What may follow a place: a town, a street with its number. A road without one may be what it is about."""
_GAP = "，"
"""Stands where a place stood, so that what it parted stays apart."""


def without_places(text: str) -> str:
    """The (normalised) text with a comma for each place and the street that follows it."""
    kept, end = [], 0
    for place in regions.mentions(text):
        street = _STREET.match(text, place.end)
        kept.append(text[end : place.start])
        end = max(end, street.end() if street else place.end)
    return _GAP.join([*kept, text[end:]]) if kept else text
