"""What was typed into a form: whether it says something, and whether it is still what a preview showed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

NO_REASON = "原因要写明白，对方会原样看到，比如「企业已经停业」。"


def says_something(text: str) -> bool:
    """Whether a reason has words in it: two different letters or signs at least, full stops and spaces not counted."""
    return len({sign for sign in text if sign.isalnum()}) > 1


def seen_of(fields: Mapping[str, str], *names: str) -> str:
    """The digest of what stands in these fields. It tells a change after a preview; it keeps nothing from anybody."""
    said = [" ".join(fields.get(name, "").split()) for name in names]
    return sha256("\0".join(said).encode()).hexdigest()[:32]
