"""A mark put right in a few words, while something is asked behind it."""

from __future__ import annotations

import re

from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values

_RERATES = re.compile(
    r"(?:改成?|换成|应该是?|不对|[打点按]错了?|不是|我?是?要?给|打|算)\D{0,6}?(?P<stars>[1-5一二三四五两])\s*(?:分|颗?星)[吧了哈。！!]*$"
)
"""«改成5分», «不对，5分» behind a mark that was just given."""
_SHORT_CHANGE = 16


def rerated(talk: ConversationContext, values: Values, text: str) -> Values:
    """The mark that stands in place of the one just given, while something is asked behind it."""
    again = _RERATES.search(text.strip()) if len(text) <= _SHORT_CHANGE else None
    stars = reading.stars(talk, f"{again['stars']}分") if again else None
    return {"stars": stars, "comment": ""} if stars else {}
