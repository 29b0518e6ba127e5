"""People by what they are called, with their unit where two bear one name; several of them as one value of a slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Called(Protocol):
    """Somebody with a name and a unit, which may be empty."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...


T = TypeVar("T", bound=Called)


def told_apart(found: Iterable[T]) -> dict[str, T]:
    """Each of them by the name, of namesakes with the unit: «李明（湛江海纳税务师事务所）»."""
    people = list(found)
    names = Counter(one.name for one in people)
    return {
        one.name if names[one.name] == 1 else f"{one.name}（{one.unit or '没写单位'}）": one for one in people
    }


def named_in(text: str, people: dict[str, T]) -> list[str] | None:
    """What those are called whose name stands in a text; None where none does. Of namesakes the unit must stand there too."""
    whole = [label for label in people if label in text]
    return [one for one in whole if not any(one != other and one in other for other in whole)] or None


def meant(labels: Iterable[str], people: dict[str, T]) -> list[T]:
    """Those of them who are called so."""
    return [people[label] for label in labels if label in people]
