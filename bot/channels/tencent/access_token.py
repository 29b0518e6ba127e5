"""One access token for all threads and processes: kept in the database, renewed by one at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bot.channels.contract import NotSent
from bot.runtime.writer import NotTaken
from storage.queries.delivery import vendors
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
Fetch = Callable[[bool], tuple[str, int]]
"""Asks the vendor, by force or not: the token and how many seconds it lasts."""
SPARE = timedelta(minutes=1)
"""A token that ends sooner than this is renewed."""
PATIENCE = 100
PAUSE = 0.1
"""How often, and how many seconds apart, one looks whether another has renewed the token."""


class Shared(Protocol):
    """The time, and a place for what all processes share (`bot.channels.contract.ChannelGateway`)."""

    def now(self) -> datetime: ...
    def write(self, run: Callable[[UnitOfWork], T], key: str = "channel") -> Future[T]: ...


class AccessToken:
    """One access token for all threads and processes: one renews it, the others wait for it."""

    def __init__(self, shared: Shared, name: str) -> None:
        self._shared = shared
        self._name = name
        self._known: vendors.KeptToken | None = None

    def token(self, fetch: Fetch, rejected: str = "") -> str:
        """A token good for a minute at least, and not the one that the vendor has just rejected."""
        for _ in range(PATIENCE):
            if self._good(self._known, rejected) or self._good(self._kept(), rejected):
                assert self._known is not None
                return self._known.token
            if self._write(lambda work, now: vendors.lease(work, self._name, now)):
                return self._renewed(fetch, rejected)
            time.sleep(PAUSE)
        raise NotSent("wait", "token being renewed")

    def _good(self, token: vendors.KeptToken | None, rejected: str) -> bool:
        if token is None or token.token in ("", rejected):
            return False
        return token.expires_at - SPARE > self._shared.now()

    def _kept(self) -> vendors.KeptToken | None:
        self._known = self._write(lambda work, now: vendors.token(work, self._name))
        return self._known

    def _renewed(self, fetch: Fetch, rejected: str) -> str:
        """Under the lease. Force is for a token that the vendor still calls good and rejects all the same."""
        try:
            if self._good(kept := self._kept(), rejected) and kept:
                return kept.token
            token, seconds = fetch(False)
            if token == rejected:
                token, seconds = fetch(True)
            expires = self._shared.now() + timedelta(seconds=seconds)
            self._known = vendors.KeptToken(token, expires)
            self._write(lambda work, now: vendors.keep_token(work, self._name, token, expires))
            return token
        finally:
            self._write(lambda work, now: vendors.end_lease(work, self._name, now))

    def _write(self, run: Callable[[UnitOfWork, datetime], T]) -> T:
        try:
            return self._shared.write(lambda work: run(work, self._shared.now()), self._name).result()
        except NotTaken:
            raise NotSent("wait", "database") from None
