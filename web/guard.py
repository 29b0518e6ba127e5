"""What everybody may ask of a running Yiqi at most, and who has asked too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from programme.buckets import Allowance
from web.buckets import GRANTED, Buckets, Verdict

What = Literal[
    "connections", "requests", "refusals", "newcomers", "arrivals", "messages", "files", "megapixels"
]
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Pairs of «at once, then an hour»; see `config.example.toml`.

    By address: `connections`, `requests` to pages, `refusals` (calls that were turned down as forged), `newcomers` of the web chat.
    By channel: `arrivals`, newcomers of all addresses. By account: `messages`, `files`, `megapixels`.
    `streams` are open at the same time by account, address, and altogether; `stored_mb` is kept of one account.
    """

    enabled: bool = True
    connections: Allowance = Allowance(200, 36_000)
    requests: Allowance = Allowance(200, 36_000)
    refusals: Allowance = Allowance(60, 600)
    newcomers: Allowance = Allowance(30, 120)
    arrivals: Allowance = Allowance(500, 6000)
    messages: Allowance = Allowance(30, 1800)
    files: Allowance = Allowance(20, 120)
    megapixels: Allowance = Allowance(400, 2000)
    stored_mb: int = 200
    streams: tuple[int, int, int] = (6, 100, 2000)


class Guard:
    """Grants or refuses by these limits, from one thread. `now` gives seconds that grow."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self.limits = limits
        self._now = now
        self._buckets = Buckets()
        self._streams: Counter[str] = Counter()

    def take(self, what: What, who: str, cost: float = 1.0) -> Verdict:
        """One more, or `cost` of them, for an address, a channel or an account."""
        if not self.limits.enabled:
            return GRANTED
        return self._buckets.take(f"{what}:{who}", getattr(self.limits, what), self._now(), cost)

    def wait(self, what: What, who: str) -> float:
        """Seconds until one more would be granted; 0 where it would be at once."""
        if not self.limits.enabled:
            return 0.0
        return self._buckets.wait(f"{what}:{who}", getattr(self.limits, what), self._now())

    def has_room(self, stored: int, more: int) -> bool:
        """Whether an account that has so many bytes may have `more` of them kept."""
        return not self.limits.enabled or stored + more <= self.limits.stored_mb * MEGA

    def open_stream(self, account: str, address: str) -> bool:
        """Count a stream in, where there is room; it must be counted out with `close_stream`."""
        keys = _keys(account, address)
        if self.limits.enabled and any(
            self._streams[key] >= most for key, most in zip(keys, self.limits.streams, strict=True)
        ):
            return False
        self._streams.update(keys)
        return True

    def close_stream(self, account: str, address: str) -> None:
        """Count a stream out."""
        for key in _keys(account, address):
            self._streams[key] -= 1
            if not self._streams[key]:
                del self._streams[key]


def _keys(account: str, address: str) -> tuple[str, str, str]:
    return f"account:{account}", f"address:{address}", "all"


def open_to_all() -> Guard:
    """A guard that refuses nothing: where nobody from outside can ask."""
    return Guard(Limits(enabled=False), lambda: 0.0)
