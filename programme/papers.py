"""What an issued paper is worth today: the five words of the status page."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Worth = Literal["valid", "expired", "revoked", "replaced", "corrected"]
WORDS: dict[Worth, str] = {
    "valid": "有效",
    "expired": "已到期",
    "revoked": "已撤销",
    "replaced": "已替换",
    "corrected": "记录已更正",
}
UNKNOWN = "查无此号"


@dataclass(frozen=True)
class Issued:
    """A paper as the register has it. `proves` says that it proves services, which neither expire nor end with a title.

    `state`: of the paper (valid, revoked, replaced); `title`: of the qualification; `still`: whether the record of the span
    still is what was proved.
    """

    state: str
    proves: bool
    title: str
    until: date | None
    still: bool = True


def worth(paper: Issued, today: date) -> Worth:
    """What the paper is worth today. Of several reasons against it the gravest is named."""
    if paper.state == "revoked" or (not paper.proves and paper.title == "revoked"):
        return "revoked"
    if paper.state == "replaced":
        return "replaced"
    if paper.proves:
        return "valid" if paper.still else "corrected"
    ended = paper.title in ("expired", "withdrawn") or (paper.until is not None and today > paper.until)
    return "expired" if ended else "valid"
