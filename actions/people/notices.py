"""What people are told about their accounts."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Unbound(Notice):
    """An account that was let go: its person writes from another one of the same channel now."""

    kind = "unbound"
