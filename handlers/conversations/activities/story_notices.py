"""What those in a 新闻 or 案例 are asked and told, and staff with them."""

from __future__ import annotations

from actions.activities.notices import StoryAnswered, StoryAsked, StoryReleased
from handlers.conversations.activities.story_shared import answer_choices, decision_choices
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from programme.stories import FOR_FIRM, KINDS
from storage.queries.activities.stories import (
    side_of,
    story,
)


def _asked_words(talk: ConversationContext, told: StoryAsked) -> Reply | None:
    one = story(talk.work, told.story)
    if one is None or one.state != "asked":
        return None
    what = f"{KINDS[one.kind]}「{one.title}」"
    see = Choice("看全文", tokens.start("see_story", "story", one.id))
    words = f"服务中心想公开{what}，里面讲到您。您同意才公开，不同意也没有影响。"
    if side_of(talk.work, one.id, talk.speaker.person_id) == FOR_FIRM:
        words = f"服务中心想公开{what}，讲的是您替企业提的那件。请先问过企业，企业和您都同意才公开，不同意也没有影响。"
    return Reply(words, choices=(see, *answer_choices(one.id)))


def _answered_words(talk: ConversationContext, told: StoryAnswered) -> Reply | None:
    one = story(talk.work, told.story)
    if one is None or one.state not in ("agreed", "declined"):
        return None
    see = Choice("看全文", tokens.start("see_story", "story", one.id))
    if one.state == "declined":
        return Reply(f"「{one.title}」有人不同意公开，页面上没有这一篇。", choices=(see,))
    return Reply(f"「{one.title}」里的人都同意了，放不放？", choices=(*decision_choices(one.id), see))


def _released_words(talk: ConversationContext, told: StoryReleased) -> Reply | None:
    one = story(talk.work, told.story)
    if one is None or one.state != "released":
        return None
    see = Choice("看全文", tokens.start("see_story", "story", one.id))
    return Reply(f"「{one.title}」公开了，谢谢您同意。", choices=(see, answer_choices(one.id)[1]))


ASKED = NoticeRenderer(StoryAsked, _asked_words)
ANSWERED = NoticeRenderer(StoryAnswered, _answered_words, office=True)
RELEASED = NoticeRenderer(StoryReleased, _released_words)
