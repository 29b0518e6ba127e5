"""What the model sees of a message beside its meaning: hashed characters, who speaks, and what is open for them."""

import re
from collections.abc import Collection
from functools import cache

from language.data import rows
from language.features import buckets, sequences
from language.intents.taxonomy import INTENTS, OPEN_THINGS, ROLES
from language.normalise import normalise

CODES = tuple(INTENTS)
SIDES = len(ROLES) + len(OPEN_THINGS) + 1
"""The signs of role and context: one for each role, each open thing, and nothing open."""
_SIDE = 0.3
"""How much one of them counts beside characters, whose length is 1."""
_LONGEST = 600
"""Characters that are looked at: what is wanted is said early."""
_DIGITS, _BLANKS = re.compile(r"\d+"), re.compile(r"\s+")


def plain(text: str) -> str:
    """The message as rules and weights read it: one spelling, and everybody's words for those of a dialect."""
    spelt = normalise(text[:_LONGEST].encode("utf-8", "replace").decode()).text.strip().lower()
    return _turn().sub(lambda found: _turns()[found[0]], spelt)


def grams(plain: str) -> list[int]:
    """The buckets of a plain message: characters and pairs, marks among them, and how long it is."""
    bare = _DIGITS.sub("0", _BLANKS.sub("", plain))
    return buckets(sequences(f"^{bare}$") | {f"long{len(plain).bit_length()}"})


def side(roles: Collection[str], open_things: Collection[str]) -> list[float]:
    """Who speaks, shared among the roles of the person, and what is open."""
    known = [role for role in ROLES if role in roles] or ["guest"]
    spoken = [_SIDE / len(known) if role in known else 0.0 for role in ROLES]
    opened = [_SIDE if thing in open_things else 0.0 for thing in OPEN_THINGS]
    return [*spoken, *opened, 0.0 if any(opened) else _SIDE]


@cache
def _turns() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("intents/turns.tsv")}


@cache
def _turn() -> re.Pattern[str]:
    longest_first = sorted(_turns(), key=lambda written: (-len(written), written))
    return re.compile("|".join(map(re.escape, longest_first)))
