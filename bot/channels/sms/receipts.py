"""The vendor's reports of what became of short messages: an array of objects, posted to an address that only it knows.

Aliyun (SmsReport, HTTP batch push) signs nothing, so the last part of the address is the proof; a report counts only for a message
that went out under its number and the vendor's own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

MOST = 1000
BYTES = 512 * 1024
_LONGEST = 100


class NoReport(ValueError):
    """That is no array of reports."""


@dataclass(frozen=True, slots=True)
class Report:
    """Of one message: our key, the vendor's number of it, whether the telephone has it, and else why not."""

    key: str
    number: str
    arrived: bool
    reason: str


def read_reports(body: bytes) -> list[Report]:
    """The reports of a body; those of messages without a key of ours are left out. Raises `NoReport`."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoReport from error
    if not isinstance(told, list) or len(told) > MOST or not all(isinstance(one, dict) for one in told):
        raise NoReport
    return [
        Report(
            str(one["out_id"])[:_LONGEST],
            str(one.get("biz_id", ""))[:_LONGEST],
            one["success"],
            str(one.get("err_code") or "not delivered")[:_LONGEST],
        )
        for one in told
        if one.get("out_id") and isinstance(one.get("success"), bool)
    ]
