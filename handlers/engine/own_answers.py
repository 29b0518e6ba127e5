"""Questions that a centre answers in words of its own (decision 0299): asked in so many words, before all else that a question may mean."""

from __future__ import annotations

from actions.settings.house import own_answers
from handlers.engine.context import ConversationContext
from handlers.engine.words import bare


def own_answer(talk: ConversationContext, text: str) -> str:
    """The centre's own answer to this question; nothing where it has none."""
    return talk.once(_known).get(_plain(text), "")


def _known(talk: ConversationContext) -> dict[str, str]:
    found = own_answers(talk.work, talk.home)
    return {_plain(asked): answer for ways, answer in found for asked in ways}


def _plain(text: str) -> str:
    return bare(text).rstrip("?")
