"""回访: a firm of a focus group is asked after its service how it goes, and whether more help is wanted (S1.4)."""

from __future__ import annotations

from actions.diaries.follow_up import FINE, MORE, say_follow_up
from actions.diaries.notices import FollowUpAsked
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.followed_up import ANSWERS
from handlers.rendering.plain import shorten
from programme.roles import ENTERPRISE
from storage.queries.diaries.follow_up import is_to_be_followed_up
from storage.queries.needs import get_need

_MORE = ("还要", "还需要", "还想", "没解决", "不顺", "再帮", "再请")
_FINE = ("顺利", "挺好", "都好", "很好", "没问题", "不需要", "不用", "解决了")


def _read(text: str) -> str | None:
    if any(words in text for words in _MORE):
        return MORE
    return FINE if any(words in text for words in _FINE) else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    say_follow_up(talk.work, talk.speaker, values["need"], values["how"], talk.now)
    if values["how"] == FINE:
        return Outcome(Reply("记下了，顺利就好，谢谢您。"))
    choices = (
        Choice("再请一次", tokens.start("ask_again", "need", values["need"])),
        Choice("说新问题", tokens.start("need")),
    )
    return Outcome(Reply("记下了。还是那件就再请一次，是别的就说新问题。", choices=choices))


FOLLOW_UP = Form(
    name="follow_up",
    version=1,
    title="回访",
    roles=ENTERPRISE,
    ref="need",
    given=("need",),
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "how",
            "近况",
            ask="后来一切顺利吗，还要人帮吗？",
            read=lambda talk, text: _read(text),
            options=lambda talk, values: ANSWERS,
            hint="一切顺利，还是还要人帮？",
        ),
    ),
    submit=_submit,
)


def _asked(talk: ConversationContext, told: FollowUpAsked) -> Reply | None:
    if not is_to_be_followed_up(talk.work, told.need):
        return None
    need = get_need(talk.work, told.need)
    return Reply(
        f"{need.expert}帮过您的“{shorten(need.text, 14)}”，后来一切顺利吗？还要人帮，点一下就行。",
        choices=tuple(
            Choice(text, tokens.prompt("follow_up", need.id, "how", value)) for text, value in ANSWERS
        ),
    )


ASKED = NoticeRenderer(FollowUpAsked, _asked, reminder=True)
