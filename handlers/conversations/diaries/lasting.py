"""一个月后的效果: asked of the firm once, counted with its rating."""

from __future__ import annotations

from actions.diaries.notices import EffectAsked
from actions.diaries.rate import say_lasting
from handlers.conversations.diaries.rating import EFFECTS, is_solved
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.roles import ENTERPRISE
from storage.queries.needs import get_need

SOLVED = 100


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    say_lasting(talk.work, talk.speaker, values["need"], values["effect"], talk.now)
    if values["effect"] == SOLVED:
        return Outcome(Reply("记下了，谢谢您。"))
    again = Choice("再请一次", tokens.start("ask_again", "need", values["need"]))
    return Outcome(Reply("记下了。还要人帮的话，点一下就再请一次。", choices=(again,)))


LASTING = Form(
    name="lasting",
    version=1,
    title="现在的效果",
    roles=ENTERPRISE,
    ref="need",
    given=("need",),
    slots=(
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "effect",
            "效果",
            ask="现在怎么样了？",
            read=lambda talk, text: is_solved(text),
            options=lambda talk, values: EFFECTS,
            hint="解决了、解决了一部分，还是没解决？",
        ),
    ),
    submit=_submit,
)


def _asked(talk: ConversationContext, told: EffectAsked) -> Reply | None:
    need = get_need(talk.work, told.need)
    if need.state != "rated":
        return None
    return Reply(
        f"{need.expert}一个月前帮过您：“{shorten(need.text, 14)}”。现在解决了吗？",
        choices=tuple(
            Choice(text, tokens.prompt("lasting", need.id, "effect", value)) for text, value in EFFECTS
        ),
    )


ASKED = NoticeRenderer(EffectAsked, _asked, reminder=True)
