"""A chain of labels over the characters of a text: which may follow which, and the likeliest one."""

from collections.abc import Sequence
from operator import add

STATES = ("O", "BS", "IS", "BX", "IX", "BV", "IV", "BT", "IT")
NEVER = -1e4
"""The score of what may not be."""


def may_follow(before: int | None, state: int) -> bool:
    """The inside of a span follows its beginning or its inside; `None` stands before the first character."""
    name = STATES[state]
    return name[0] != "I" or (before is not None and STATES[before][1:] == name[1:] != "")


_BEFORE = tuple(
    tuple(before for before in range(len(STATES)) if may_follow(before, state))
    for state in range(len(STATES))
)
_FIRST = tuple(0.0 if may_follow(None, state) else NEVER for state in range(len(STATES)))
_INSIDES = tuple(state for state, name in enumerate(STATES) if name[0] == "I")
"""Each of them stands right after its beginning; all others may follow anything."""
_OPEN = tuple(state for state, name in enumerate(STATES) if name[0] != "I")

Steps = Sequence[Sequence[float]]


def likeliest(emitted: Sequence[Sequence[float]], steps: Steps) -> list[int]:
    """The best states; `emitted` has a row for each character, `steps` the scores of one state after another."""
    rows = _best(emitted, steps)
    path = [max(range(len(STATES)), key=rows[-1].__getitem__)]
    for row in reversed(rows[:-1]):
        state = path[-1]
        path.append(max((row[before] + steps[before][state], before) for before in _BEFORE[state])[1])
    return path[::-1]


def _best(emitted: Sequence[Sequence[float]], steps: Steps) -> list[list[float]]:
    """What the best way to each state of each character is worth."""
    o, bs, bx, bv, bt = ([row[state] for row in steps] for state in _OPEN)
    (s, ss), (x, xx), (v, vv), (t, tt) = ((steps[on - 1][on], steps[on][on]) for on in _INSIDES)
    best = list(map(add, emitted[0], _FIRST))
    rows = [best]
    for row in emitted[1:]:  # written out, since most of the time of reading goes here
        _, s0, s1, x0, x1, v0, v1, t0, t1 = best
        best = [
            max(map(add, best, o)) + row[0],
            max(map(add, best, bs)) + row[1],
            max(s0 + s, s1 + ss) + row[2],
            max(map(add, best, bx)) + row[3],
            max(x0 + x, x1 + xx) + row[4],
            max(map(add, best, bv)) + row[5],
            max(v0 + v, v1 + vv) + row[6],
            max(map(add, best, bt)) + row[7],
            max(t0 + t, t1 + tt) + row[8],
        ]
        rows.append(best)
    return rows


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
