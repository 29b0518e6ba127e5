"""Words that staff add without a release."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vocabulary:
    """Further terms (→ domain code) and place names (→ GB/T 2260 code), as an argument to the readers."""

    terms: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((tuple(self.terms.items()), tuple(self.places.items())))


PLAIN = Vocabulary()
