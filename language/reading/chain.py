"""A chain of labels over the characters of a text: which may follow which, and the likeliest one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STATES = ("O", "BS", "IS", "BX", "IX", "BV", "IV", "BT", "IT")
NEVER = -1e4
"""The score of what may not be."""


def may_follow(before: int | None, state: int) -> bool:
    """The inside of a span follows its beginning or its inside; `None` stands before the first character."""
    name = STATES[state]
    return name[0] != "I" or (before is not None and STATES[before][1:] == name[1:] != "")


_FIRST = tuple(0.0 if may_follow(None, state) else NEVER for state in range(len(STATES)))


def legal(steps: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The scores of steps (a row for each state before), with NEVER where one state may not follow another."""
    import numpy as np

    states = range(len(STATES))
    may = [[may_follow(before, state) for state in states] for before in states]
    return np.where(may, steps, NEVER)


def likeliest(emitted: "NDArray[np.float64]", steps: "NDArray[np.float64]") -> list[int]:
    """The best states; `emitted` has a row for each character, `steps` is what `legal` makes."""
    import numpy as np

    ways = steps.T + emitted[1:, :, None]
    best = np.empty_like(emitted)
    best[0] = emitted[0] + _FIRST
    add, highest, reached = np.add, np.maximum.reduce, np.empty_like(steps)
    for before, here, way in zip(best, best[1:], ways, strict=False):
        add(way, before, reached)
        highest(reached, 1, None, here)
    backwards = (ways + best[:-1, None, :]).argmax(2).tolist()
    path = [int(best[-1].argmax())]
    for row in reversed(backwards):
        path.append(row[path[-1]])
    return path[::-1]


def spans(path: Sequence[int]) -> list[tuple[int, int, str]]:
    """(start, end, label) of whatever is not nothing."""
    found: list[tuple[int, int, str]] = []
    for at, state in enumerate(path):
        name = STATES[state]
        if name[0] == "B":
            found.append((at, at + 1, name[1]))
        elif name[0] == "I":
            start, _, label = found[-1]
            found[-1] = (start, at + 1, label)
    return found
