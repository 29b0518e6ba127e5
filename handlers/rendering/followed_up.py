"""What a firm of a focus group said after it was served, as people read it."""

from __future__ import annotations

from datetime import datetime

from actions.diaries.follow_up import FINE, MORE
from handlers.rendering.moments import moment
from storage.queries.diaries.follow_up import follow_ups
from storage.unit_of_work import UnitOfWork

ANSWERS = (("一切顺利", FINE), ("还要人帮", MORE))
_SAID = {value: words for words, value in ANSWERS}


def followed_up(work: UnitOfWork, need_id: int, now: datetime) -> str:
    """«3月9日 周一 回访：一切顺利»; empty where the firm has said nothing."""
    return in_words(follow_ups(work, [need_id]).get(need_id), now)


def in_words(found: tuple[str, datetime] | None, now: datetime) -> str:
    """The same of what has been asked for already."""
    return f"{moment(found[1], now)} 回访：{_SAID[found[0]]}" if found else ""
