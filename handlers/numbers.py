"""Choices on a channel without buttons: entries and options by number, single words by the word.

What a number means is never guessed: a choice has one only where a bare number can mean nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers import tokens
from handlers.context import Talk
from handlers.model import Choice
from handlers.tokens import Tap
from storage.shown import newest_choices


def numbered(choices: Sequence[Choice]) -> list[Choice]:
    """The choices that are shown with a number, from 1.

    Entries of a menu and options of a question are. Steering words and answers to a notice are not: they may
    stand under a question that a number answers. Neither are captions that begin with a figure themselves.
    """
    listed = [choice for choice in choices if _in_a_list(choice.token)]
    return [] if any(choice.label[:1].isdecimal() for choice in listed) else listed


def picked(talk: Talk, number: str) -> Tap | None:
    """What stands under this number in the newest message with choices that the account was shown."""
    shown = numbered([Choice(*choice) for choice in newest_choices(talk.work, talk.speaker.account_id)])
    place = int(number) if number.isdecimal() else 0
    return tokens.read(shown[place - 1].token) if 0 < place <= len(shown) else None


def _in_a_list(token: str) -> bool:
    tap = tokens.read(token)
    return tap is not None and (tap.kind == "s" or (tap.kind == "f" and bool(tap.slot)))
