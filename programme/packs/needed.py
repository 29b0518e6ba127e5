"""What a clause demands, as a tree: figures to be reached, of which any suffice or all are needed, as deep as the clause goes.

«(hours >= 12 or enterprises >= 30) and satisfaction >= 90» is such a line; «not (hours < 12 or enterprises < 30)» says the same
as «hours >= 12 and enterprises >= 30», in the words of a clause that takes a title.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar, get_args

from programme.packs.admitting import Fact
from programme.packs.conditions import Expression, Joined, parse

Measure = Literal["hours", "enterprises", "events", "satisfaction"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Join = Literal["any", "all"]
Leaf = TypeVar("Leaf")
Other = TypeVar("Other")
_FACTS = {
    "hours": Fact("小时", "", "number"),
    "enterprises": Fact("家数", "", "number"),
    "events": Fact("场数", "", "number"),
    "satisfaction": Fact("满意率", "", "number"),
}
_MOST: dict[str, int] = {"hours": 8784, "enterprises": 100_000, "events": 1000, "satisfaction": 100}


@dataclass(frozen=True)
class Least:
    """So much of a measure; of satisfaction in per cent of the services that were rated."""

    measure: Measure
    figure: Decimal


@dataclass(frozen=True)
class Several(Generic[Leaf]):
    """Of these parts any suffices, or all are needed."""

    join: Join
    parts: "tuple[Leaf | Several[Leaf], ...]"


Needed = Least | Several[Least]


def leaves(tree: Leaf | Several[Leaf]) -> Iterator[Leaf]:
    """The figures of a tree, in the order in which they are written."""
    if isinstance(tree, Several):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree


def replaced(tree: Leaf | Several[Leaf], new: Callable[[Leaf], Other]) -> Other | Several[Other]:
    """The same tree with something else in the place of each figure."""
    if isinstance(tree, Several):
        return Several(tree.join, tuple(replaced(part, new) for part in tree.parts))
    return new(tree)


def judged(tree: Leaf | Several[Leaf], met: Callable[[Leaf], bool | None]) -> bool | None:
    """Whether it is reached. What is not known is left out of any and of all; None where nothing is known."""
    if not isinstance(tree, Several):
        return met(tree)
    known = [verdict for part in tree.parts if (verdict := judged(part, met)) is not None]
    return (any if tree.join == "any" else all)(known) if known else None


def joined(join: Join, parts: "tuple[Leaf | Several[Leaf], ...]") -> Leaf | Several[Leaf]:
    """Parts under one join; what is joined alike within them is taken up, and one alone stands by itself."""
    flat: list[Leaf | Several[Leaf]] = []
    for part in parts:
        flat += part.parts if isinstance(part, Several) and part.join == join else (part,)
    return flat[0] if len(flat) == 1 else Several(join, tuple(flat))


def read(line: str) -> Needed:
    """A line as a tree; ValueError (in Chinese) for what cannot be read, or would limit a figure from above."""
    return _needed(line, parse(line, _FACTS), wanted=True)


def _needed(line: str, part: Expression, *, wanted: bool) -> Needed:
    if not isinstance(part, Joined):
        if part.of_fact or part.op != (">=" if wanted else "<"):
            raise ValueError(
                f"“{line}”里只能写某项 >= 多少，或在 not 里写某项 < 多少（a figure to be reached）"
            )
        return _least(line, part.fact, Decimal(part.value))
    if part.how == "not":
        return _needed(line, part.parts[0], wanted=not wanted)
    join: Join = "any" if (part.how == "or") is wanted else "all"
    return joined(join, tuple(_needed(line, one, wanted=wanted) for one in part.parts))


def _least(line: str, name: str, figure: Decimal) -> Least:
    if not 1 <= figure <= _MOST[name]:
        raise ValueError(f"“{line}”的 {name} 应在 1 到 {_MOST[name]} 之间，写的是 {figure}（out of range）")
    (measure,) = (one for one in MEASURES if one == name)
    return Least(measure, figure)
