"""One at a time of an address is written: who sends many waits for themselves, and for nobody else behind the one writer."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """A turn an address, on one loop."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, address: str) -> asyncio.Lock:
        """To be held while something of this address is written."""
        return self._turns.setdefault(address, asyncio.Lock())
