"""News and cases: how long they may be, and which may still be published or taken off (S10.7)."""

from __future__ import annotations

TITLE = (4, 40)
TEXT = (20, 1500)
"""Characters, at least and at most."""
KINDS = {"news": "新闻", "case": "案例"}
STATES = {
    "asked": "等答复",
    "agreed": "都同意了",
    "released": "已公开",
    "declined": "有人不同意",
    "withdrawn": "已撤下",
}
LIVE = ("asked", "agreed", "released")


def state_after(answers: list[str]) -> str:
    """Of a story, by what those in it answered (asked, yes, no): one no is enough, and all must have said yes."""
    if "no" in answers:
        return "declined"
    return "asked" if "asked" in answers else "agreed"


FOR_FIRM = "for_firm"
"""The side of who told a need for a firm that is no person here: they ask it, and say what it said."""
