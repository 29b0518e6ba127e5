"""What came of restoring the newest backup for trial, kept in the audit, so that digests tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.audit import note
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Drill:
    """Whether it passed, and why not; of which moment the backup was, how many seconds it took, its size in bytes."""

    passed: bool
    made_at: str = ""
    seconds: int = 0
    bytes: int = 0
    why: str = ""


def note_drill(work: UnitOfWork, drill: Drill, now: datetime) -> None:
    """Keep it; nobody's deed."""
    figures = {"made_at": drill.made_at, "seconds": drill.seconds, "bytes": drill.bytes}
    told = figures if drill.passed else figures | {"why": drill.why}
    note(work, "drill", "backup", 0, None, now, passed=drill.passed, **told)
