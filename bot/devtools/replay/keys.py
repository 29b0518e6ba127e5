"""The keys of a talk: those that a replay takes, and those that the product cannot do yet."""

from __future__ import annotations

from collections.abc import Iterable

from bot.devtools.replay.expectations import Mismatch

TALK = frozenset({"title", "at", "pack", "programmes", "people", "centres", "talk"})
WHO = frozenset({"role", "enterprise", "unit", "station", "region", "jurisdiction", "roles", "phone"})
STANDING = frozenset({"domains", "focus", "capacity", "certified", "qualification", "titles", "unreachable"})
PERSON = WHO | STANDING
LINE = frozenset(
    [
        "text",
        "code_of",
        "choose",
        "location",
        "photo",
        "file",
        "contact",
        "redeliver",
        "channel",
        "written",
        "replies_to",
        "edits",
        "blocks",
        "returns",
    ]
)
EXPECTATION = frozenset(["has", "lacks", "match", "choices", "files", "silent"])
NOT_YET = {
    "voice": "还听不了语音",
    "verified": "还没有核验身份这一步",
}
"""Keys that are described, with what is missing for them."""


def check_keys(where: str, given: Iterable[str], known: frozenset[str]) -> None:
    """Raise `Mismatch`, which names the first key that is not known here or cannot be done yet."""
    for key in given:
        if key in NOT_YET:
            raise Mismatch(f"{where}里的「{key}」还不能重放：{NOT_YET[key]}")
        if key not in known:
            raise Mismatch(f"{where}里没有「{key}」这个键，有 {'、'.join(sorted(known))}")
