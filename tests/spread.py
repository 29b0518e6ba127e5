"""Which tests run in one process: those that share what is dear to make."""

from __future__ import annotations

from xdist.scheduler import LoadGroupScheduling

STAGE = "tests/handlers/"
"""The ways of all forms are walked once for the tests of this room; each refusal has a stage of its own."""
ONE_BY_ONE = ("tests/dialogues/", "tests/contracts/", "tests/handlers/refusals/", "tests/test_layout.py")
"""Each brings all that it needs."""


class ByRoom(LoadGroupScheduling):  # type: ignore[misc]  # xdist is not typed
    """Groups as they are marked, the talks on one stage together, what brings all it needs test by test, all else by its file.

    The largest go first, so that what is left at the end is small.
    """

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return scope if scope != nodeid else room(nodeid)


def room(nodeid: str) -> str:
    """What a test without a group runs together with."""
    file = nodeid.split("::", 1)[0]
    if file.startswith(ONE_BY_ONE):
        return nodeid
    return STAGE if file.startswith(STAGE) else file
