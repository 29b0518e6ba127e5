"""What a message wants changed of which diary: «上次那条记错了，是两家», «把昨天那条删了»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import language
from handlers.conversations.diaries import telling
from handlers.engine.context import ConversationContext, Values
from handlers.rendering.plain import show_count, show_form, show_hours
from language import is_named
from storage.queries.diaries.written import DiaryFacts

_TAKE_BACK = re.compile(r"删|撤|作废|不算数?了?$|去掉|取消|清掉|别算")
_NEWEST = re.compile(r"上次|上一[条篇次]|刚才|刚刚|刚记|最近|最后")
_SHOWN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "hours": ("时长", show_hours),
    "enterprises": ("家数", show_count),
    "form": ("方式", show_form),
}


def takes_back(text: str) -> bool:
    """Whether the diary is to go and not to be changed."""
    return bool(_TAKE_BACK.search(text))


def meant(talk: ConversationContext, text: str, diaries: Sequence[DiaryFacts]) -> int | None:
    """The one of these, the last written first, that a text means: by its day, its firm, or as the last one."""
    day = language.read_date(text, talk.said_at)
    by_firm = [one for one in diaries if any(is_named(name, text) for name in one.names)]
    served = [one for one in diaries if one.served_on == day]
    written = [one for one in diaries if one.recorded_at.astimezone(talk.now.tzinfo).date() == day]
    newest = diaries[:1] if _NEWEST.search(text) else []
    found = next((some for some in (by_firm, served, written, newest) if len(some) == 1), None)
    return found[0].id if found else None


def changes(talk: ConversationContext, text: str) -> Values:
    """The figures that a text puts in the place of others."""
    told = telling.read(talk, text, {})
    return {name: told[name] for name in _SHOWN if name in told}


def in_words(changed: Values) -> str:
    """«家数改成 2 家»."""
    return "，".join(f"{_SHOWN[name][0]}改成 {_SHOWN[name][1](value)}" for name, value in changed.items())
