"""What the model sees of a message beside its meaning: hashed characters, who speaks, and what is open for them."""

from collections.abc import Collection

from language import features
from language.intents.taxonomy import INTENTS, OPEN_THINGS, ROLES
from language.normalise import normalise

CODES = tuple(INTENTS)
SIDES = len(ROLES) + len(OPEN_THINGS) + 1
"""The signs of role and context: one for each role, each open thing, and nothing open."""
_SIDE = 0.3
"""How much one of them counts beside characters, whose length is 1."""

_LONGEST = 600
"""Characters that are looked at: what is wanted is said early."""


def plain(text: str) -> str:
    """The message as rules and weights read it."""
    return normalise(text[:_LONGEST].encode("utf-8", "replace").decode()).text.strip()


def grams(text: str) -> list[int]:
    """The buckets of a (normalised) text; a question is told from a statement by its mark."""
    return features.grams(text)


def side(roles: Collection[str], open_things: Collection[str]) -> list[float]:
    """Who speaks, shared among the roles of the person, and what is open."""
    known = [role for role in ROLES if role in roles] or ["guest"]
    spoken = [_SIDE / len(known) if role in known else 0.0 for role in ROLES]
    opened = [_SIDE if thing in open_things else 0.0 for thing in OPEN_THINGS]
    return [*spoken, *opened, 0.0 if any(opened) else _SIDE]
