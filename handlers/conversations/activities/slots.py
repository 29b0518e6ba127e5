"""The slots that activities and trainings have in common: at what hour, and for how many."""

from __future__ import annotations

from handlers.conversations.activities import details
from handlers.engine.context import Values
from handlers.engine.form import Slot

HOUR = Slot(
    "hour",
    "时间",
    asked=False,
    ask="几点开始？",
    read=lambda talk, text: details.hour_in(text),
    hint="没认出几点，比如「下午三点」。",
)
LIMIT = Slot(
    "limit",
    "名额",
    asked=False,
    ask="最多几个人？",
    read=lambda talk, text: details.number_in(text),
    show=lambda count: f"{count} 人",
    hint="最多几个人？比如「50 人」。",
)


def told(values: Values) -> details.Details:
    """What a form knows of them, and of the place."""
    return details.Details(values.get("hour") or "", values.get("place") or "", values.get("limit"))
