"""A morning's needs at once: the pairing with the highest total that passes nobody's capacity.

Needs come one after the other; each takes the cheapest way to an expert with room, be it by moving others to their
next best (shortest augmenting paths with prices). Exact over the choices given. In plain Python it is as fast as
SciPy's sparse matching at our sizes, and needs none of its 140 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from matching.facts import Wanted
from matching.index import Index
from matching.ranking import scores

EACH = 20
"""Choices of each need; more where they do not suffice."""

Choices = Mapping[int, int]
"""Points of each expert who may be asked for one need."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom each need would get (None: nobody has room), and what it comes to beside asking one by one, in points."""

    experts: tuple[int | None, ...]
    total: float
    one_by_one: float


def plan(index: Index, needs: Sequence[Wanted], each: int = EACH) -> Plan:
    """The pairing of these needs with the highest total, none left out that goes first for one that does not.

    Beside it what asking one by one, in their order, would come to. Each need is looked at with its `each` best experts, with
    more of them only where somebody would go without.
    """
    choices = [dict(scores(index, need, each)) for need in needs]
    room = {expert: index.room(expert) for expert in {expert for one in choices for expert in one}}
    found = assign(_weighed(needs, choices), room)
    if any(expert is None and len(one) == each for expert, one in zip(found, choices, strict=True)):
        return plan(index, needs, each * 4)
    singly = in_turn(choices, room)
    return Plan(tuple(found), _total(choices, found), _total(choices, singly))


def _weighed(needs: Sequence[Wanted], choices: Sequence[Choices]) -> Sequence[Choices]:
    """A need that goes first counts for more than any others together could gain by its place."""
    if not any(need.first for need in needs):
        return choices
    ahead = 1 + sum(max((abs(points) for points in one.values()), default=0) for one in choices)
    return [
        {expert: points + ahead for expert, points in one.items()} if need.first else one
        for need, one in zip(needs, choices, strict=True)
    ]


def assign(choices: Sequence[Choices], room: Mapping[int, int]) -> list[int | None]:
    """An expert for each need, in order, or None, so that the sum of points is the highest there is.

    `room` tells how many needs each expert can take; nobody gets more.
    """
    market = _Market(choices, dict(room))
    for need in range(len(choices)):
        market.place(need)
    return [market.expert_of.get(need) for need in range(len(choices))]


def in_turn(choices: Sequence[Choices], room: Mapping[int, int]) -> list[int | None]:
    """Each need in its turn takes the best who has room left, the lower number among equals; None where nobody has."""
    left, found = dict(room), list[int | None]()
    for one in choices:
        best = max(
            (expert for expert in one if left[expert] > 0),
            key=lambda expert: (one[expert], -expert),
            default=None,
        )
        if best is not None:
            left[best] -= 1
        found.append(best)
    return found


def _total(choices: Sequence[Choices], experts: Iterable[int | None]) -> float:
    return sum(one[expert] for one, expert in zip(choices, experts, strict=True) if expert is not None) / 100


@dataclass(slots=True)
class _Market:
    """Experts ask a price once they are full; every need holds what is best for it at the prices."""

    choices: Sequence[Choices]
    room: dict[int, int]
    prices: dict[int, int] = field(default_factory=dict)
    needs_of: dict[int, list[int]] = field(default_factory=dict)
    expert_of: dict[int, int] = field(default_factory=dict)

    def place(self, newcomer: int) -> None:
        """Find a place at the least loss, be it that another need goes without."""
        reached: dict[int, int] = {}
        came_for: dict[int, int] = {}
        loser, least = newcomer, 0
        heap = self._offers(newcomer, 0)
        heapify(heap)
        while heap and heap[0][0] < least:
            loss, expert, need = heappop(heap)
            if expert in reached:
                continue
            reached[expert], came_for[expert] = loss, need
            if self.room[expert] > 0:
                self.room[expert] -= 1
                return self._settle(reached, loss, expert, came_for)
            for holder in self.needs_of.get(expert, ()):
                without = loss + self.choices[holder][expert] - self.prices.get(expert, 0)
                if without < least:
                    loser, least = holder, without
                for offer in self._offers(holder, without):
                    heappush(heap, offer)
        return self._settle(reached, least, self._leave(loser), came_for)

    def _offers(self, need: int, without: int) -> list[tuple[int, int, int]]:
        """What it would lose in all, were the need with each of its choices and not without any."""
        choices = self.choices[need].items()
        return [(without - points + self.prices.get(expert, 0), expert, need) for expert, points in choices]

    def _settle(
        self, reached: dict[int, int], loss: int, expert: int | None, came_for: dict[int, int]
    ) -> None:
        """Raise the prices of those who were passed, and move each need on the way to the place it came for."""
        for passed, earlier in reached.items():
            if earlier < loss:
                self.prices[passed] = self.prices.get(passed, 0) + loss - earlier
        while expert is not None:
            need = came_for[expert]
            before = self._leave(need)
            self.expert_of[need] = expert
            self.needs_of.setdefault(expert, []).append(need)
            expert = before

    def _leave(self, need: int) -> int | None:
        expert = self.expert_of.pop(need, None)
        if expert is not None:
            self.needs_of[expert].remove(need)
        return expert
