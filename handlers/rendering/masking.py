"""Hiding who asks, until an expert has accepted (S9.1)."""

from __future__ import annotations

import re

_PHONE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"
)
_PAPERS = re.compile(r"(?<![\dA-Za-z])(?:\d[ -]?){14,18}[\dXx](?![\dA-Za-z])")
"""Numbers of identity cards and of bank accounts."""
_KINDS = re.compile(r"(?:股份|有限|责任|公司|集团|厂|店)+$")


def mask(text: str, enterprise: str) -> str:
    """A need's text without the enterprise's name, also shortened, without telephone numbers and those of papers."""
    hidden = _PHONE.sub("（电话略）", _PAPERS.sub("（证件号略）", text))
    for name in sorted(ways_to_write(enterprise), key=len, reverse=True):
        hidden = hidden.replace(name, "某企业")
    return hidden


def mask_phone(phone: str) -> str:
    """«138****1234», as a person's own number is read back."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else phone


def ways_to_write(enterprise: str) -> set[str]:
    """The whole name, the name without its legal form, and what is left without a leading place of two characters."""
    core = _KINDS.sub("", enterprise)
    ways = {enterprise, core, enterprise[2:], core[2:]}
    return {way for way in ways if len(way) >= 3}
