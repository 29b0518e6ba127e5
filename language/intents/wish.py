"""What a message was read to want."""

from collections.abc import Iterable
from dataclasses import dataclass

PLAUSIBLE = 0.1


@dataclass(frozen=True, slots=True)
class Wish:
    """`main` is the likeliest intent, `also` others that the message wants besides; `sure` is false where one would ask.

    `likely`: intents with their probability, likeliest first; none where a rule has decided.
    """

    main: str
    sure: bool
    also: tuple[str, ...] = ()
    likely: tuple[tuple[str, float], ...] = ()

    def may_be(self, intents: Iterable[str]) -> bool:
        """Whether one of these is what the message wants, or might well be."""
        plausible = {self.main, *(code for code, chance in self.likely if chance >= PLAUSIBLE)}
        return not plausible.isdisjoint(intents)
