"""What staff are told about their jurisdiction, and holders by their staff."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Digest(Notice):
    """Staff: what waits. `what` is daily or weekly, `on` its day (ISO), `waiting` what presses, as «need:12»."""

    kind = "digest"
    what: str
    on: str
    when_empty: bool
    waiting: list[str]


@dataclass(frozen=True, slots=True)
class FiguresReported(Notice):
    """The level above: a jurisdiction reported its figures."""

    kind = "figures"
    report: int


@dataclass(frozen=True, slots=True)
class PutForward(Notice):
    """The level above: a jurisdiction proposed whom to commend."""

    kind = "put_forward"
    report: int
