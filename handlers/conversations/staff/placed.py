"""«霞山那个站»: one of those whom a decision may be about, by its place and what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.engine.decision import Subject

_PLACED = re.compile(
    r"^(?:[把给对将让等，,]|那|先)*(?P<place>[\u4e00-\u9fff]{2,4}?)(?:区|县|市)?的?(?:那|这)(?:一)?(?:个|家|位)?的?(?P<kind>工作站|站|专家|律师|老师|会计)?"
)
_STATION = "站"


def is_placed(words: str) -> bool:
    """Whether words begin with a place and «那个», in the place of a name."""
    return _PLACED.match(words) is not None


def placed(subjects: Sequence[Subject], words: str) -> Subject | None:
    """The only one of that place and kind; None where there are several, or none."""
    found = _PLACED.match(words)
    if found is None:
        return None
    here = [one for one in subjects if found["place"] in one.name or found["place"] in one.about]
    kind = found["kind"] or ""
    alike = [
        one
        for one in here
        if not kind or (_STATION in kind) == (_STATION in one.name or _STATION in one.about)
    ]
    return alike[0] if len(alike) == 1 else None


def without_place(words: str) -> str:
    """What else is said."""
    return _PLACED.sub("", words, count=1).strip(" ，,。：:")
