"""What counts towards a campaign (S4.5), as its office says when it opens one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    """What is empty leaves nothing out. `kinds` of services (`language.reading.kinds`) and `sorts` of activities are one list of
    what may have been done; `focus`: groups of firms that a service must have been for; `trades`: their trades (`language.industries`), likewise.
    """

    domains: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()

    def as_json(self) -> dict[str, list[str]]:
        """As it is stored; what leaves nothing out is not."""
        return {name: list(codes) for name, codes in asdict(self).items() if codes}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Counts:
        """The inverse of `as_json`."""
        return cls(**{name: tuple(codes) for name, codes in stored.items()})
