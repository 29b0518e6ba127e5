"""What those who write, answer, release and read 新闻 and 案例 have in common."""

from __future__ import annotations

from collections.abc import Callable

from actions.access import may
from handlers.engine import tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.message import Choice
from programme.stories import LIVE, STATES
from storage.queries.activities.stories import (
    StoryFacts,
    stories_in,
)

LISTED = 30
NONE_WRITTEN = "没有等您放出来的新闻和案例。"
GONE = "这篇已经撤下了。"
ANSWERS = (("可以公开", "yes"), ("不公开", "no"))
DECISIONS = (("放出来", "yes"), ("撤下", "no"))


def _waiting(talk: ConversationContext) -> list[StoryFacts]:
    return stories_in(talk.work, talk.speaker.jurisdiction, LISTED)


def _to_decide(talk: ConversationContext) -> Options:
    return [(f"{one.id} 号 {one.title}（{STATES[one.state]}）", one.id) for one in talk.once(_waiting)]


ANY = OneOf("story", "哪一篇", "哪一篇？", _to_decide, none=NONE_WRITTEN)


def only_one(
    one: OneOf, number: Callable[[str], int | None], talk: ConversationContext, values: Values
) -> Values:
    """The only one there is, unless another is named by its number, which is out of reach: none stands in for that."""
    named = number(talk.said)
    known = one.infer(talk, values)
    return {} if named is not None and named != known.get(one.name) else known


def answer_choices(key: int) -> tuple[Choice, ...]:
    return tuple(Choice(word, tokens.prompt("answer_story", key, "answer", value)) for word, value in ANSWERS)


def decision_choices(key: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(word, tokens.prompt("release_story", key, "answer", value)) for word, value in DECISIONS
    )


def is_ours(talk: ConversationContext, one: StoryFacts | None) -> bool:
    """Whether the speaker may release it or take it off, be it older than those that a list shows."""
    return one is not None and one.state in LIVE and may(talk.speaker, "publish_event", one.region)


def yes_or_no(verb: str, answers: Options) -> Slot:
    return Slot(
        "answer", verb, ask=f"{verb}？", options=lambda talk, values: answers, hint=f"{verb}？点一下就行。"
    )


STORY = Slot("story", "哪一篇", hidden=True, asked=False)
SEE_ALL = Choice("新闻和案例", tokens.start("stories"))
