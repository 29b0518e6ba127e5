"""Somebody who tells that they are ill, that somebody of theirs is, or that they are in difficulties."""

from typing import Literal

from language.lexicon import words_of

Hardship = Literal["ill", "bereaved", "kin", "hard"]
LONGEST = 40
"""Characters; a longer message tells a story, of which this is a part."""


def hardship(text: str) -> Hardship | None:
    """What somebody tells of themselves; None where it is nothing of the kind, or a matter of work.

    «ill»: they are; «kin»: somebody of theirs is; «bereaved»: one of theirs has died; «hard»: they are in difficulties.
    """
    if len(text) > LONGEST or _any("no_hardships", text):
        return None
    if _any("bereaved", text):
        return "bereaved"
    if _any("illnesses", text):
        return "kin" if _any("kin", text) else "ill"
    return "hard" if _any("hardships", text) else None


def _any(words: str, text: str) -> bool:
    return any(word in text for word in words_of(words))
