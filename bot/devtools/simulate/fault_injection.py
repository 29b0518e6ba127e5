"""When the application dies: at a point where a real process could be caught out, and then nothing more of it has any effect."""

from __future__ import annotations

from random import Random

from sqlalchemy import Connection, Engine, event

FAR = (0, 1, 2, 3, 5, 8, 13, 21, 34)
"""How many points a doomed app still passes."""


class Crash(Exception):
    """The process is dead."""


class FaultInjection:
    """Counts points (a commit, the moments before and after a send) and strikes at one of them."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._left: int | None = None
        self.dead = False

    def doom(self) -> None:
        """The application will die soon."""
        self._left = self._random.choice(FAR)

    def revive(self) -> None:
        """Another process takes over."""
        self.dead, self._left = False, None

    def point(self) -> None:
        """Raises `Crash` from the fatal point on."""
        if self._left == 0:
            self.dead = True
        if self.dead:
            raise Crash
        if self._left is not None:
            self._left -= 1

    def watch(self, engine: Engine) -> None:
        """Every commit of this engine is a point: what was written before it is gone."""

        def commits(connection: Connection) -> None:
            self.point()

        event.listen(engine, "commit", commits)
