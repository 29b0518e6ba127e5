"""A life as a table of transitions: which deed leads from which state where, by whom, on what ground."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from programme.errors import Refused
from programme.packs.offices import Level
from programme.roles import Role


@dataclass(frozen=True)
class Transition:
    """One line of the table. `level`: the office that a reviewer must belong to, if any."""

    source: str
    deed: str
    target: str
    roles: frozenset[Role]
    clause: str
    level: Level | None = None


@dataclass(frozen=True)
class Lifecycle:
    """`names` gives each state its Chinese word, and thereby lists the states."""

    name: str
    initial: str
    names: dict[str, str]
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        known = self.names.keys()
        if self.initial not in known or any({t.source, t.target} - known for t in self.transitions):
            raise ValueError(f"{self.name}: a transition names an unknown state")

    def step(self, state: str, deed: str, roles: Collection[Role]) -> Transition:
        """The transition that `deed` makes; its target is the new state.

        Refused «unknown_state», «unknown_deed», «wrong_state» or «wrong_role».
        """
        if state not in self.names:
            raise Refused("unknown_state", f"{self.name}没有“{state}”这一状态。")
        if deed not in {transition.deed for transition in self.transitions}:
            raise Refused("unknown_deed", f"{self.name}不能做“{deed}”这件事。")
        found = [t for t in self.transitions if (t.source, t.deed) == (state, deed)]
        if not found:
            raise Refused("wrong_state", f"{self.name}现在是“{self.names[state]}”，{self._possible(deed)}。")
        for transition in found:
            if transition.roles & set(roles):
                return transition
        raise Refused("wrong_role", f"{self.name}的这件事，您的身份办不了。", found[0].clause)

    def deeds(self, state: str, roles: Collection[Role]) -> tuple[str, ...]:
        """What someone with `roles` may do in `state`, in the table's order."""
        able = (t.deed for t in self.transitions if t.source == state and t.roles & set(roles))
        return tuple(dict.fromkeys(able))

    @property
    def final(self) -> frozenset[str]:
        return frozenset(self.names) - {transition.source for transition in self.transitions}

    def _possible(self, deed: str) -> str:
        states = dict.fromkeys(t.source for t in self.transitions if t.deed == deed)
        return f"只有在“{'”“'.join(self.names[state] for state in states)}”时才能这样做"


def lifecycle(
    name: str, initial: str, names: dict[str, str], transitions: tuple[Transition, ...]
) -> Lifecycle:
    """A life with only those states and transitions that can be reached from `initial`."""
    reached: set[str] = set()
    ahead = {initial}
    while ahead:
        reached |= ahead
        ahead = {t.target for t in transitions if t.source in reached} - reached
    words = {state: word for state, word in names.items() if state in reached}
    return Lifecycle(name, initial, words, tuple(t for t in transitions if t.source in reached))


def rows(
    sources: Iterable[str],
    deed: str,
    target: str,
    roles: Collection[Role],
    clause: str,
    level: Level | None = None,
) -> tuple[Transition, ...]:
    """One transition from each of `sources`."""
    return tuple(Transition(source, deed, target, frozenset(roles), clause, level) for source in sources)
