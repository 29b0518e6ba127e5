"""What a card does when it is confirmed, so far as it is heard when somebody stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Deed:
    """`verbs` name it («撤回», «撤»): with a no before them they stop it. `opposites` say what goes on without it («当» of an
    application that is not taken back). `undone` is what is said when it was stopped; `of` is whom it is done to, by name.
    """

    verbs: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    undone: str = ""
    of: str = ""


ANY = Deed()


def deed(*verbs: str, opposites: tuple[str, ...] = (), undone: str) -> Callable[[Any, Any], Deed]:
    """What a form's card does, whatever stands on it."""
    known = Deed(verbs, opposites, undone)
    return lambda talk, values: known
