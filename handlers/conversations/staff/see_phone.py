"""看电话: a member of staff says what for, reads one person's telephone in full, and the look is on record."""

from __future__ import annotations

from actions.staff.look_up import REASONS, see_phones
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from programme.roles import OFFICE
from programme.telephones import marked


def _reasons(talk: ConversationContext, values: Values) -> Options:
    return [(words, code) for code, words in REASONS.items()]


def _read(talk: ConversationContext, text: str) -> str | None:
    return next((code for code, words in REASONS.items() if words in text), None)


def _show(talk: ConversationContext, values: Values) -> Outcome:
    name, phones = see_phones(talk.work, talk.speaker, values["person"], values["reason"], talk.now)
    said = "、".join(marked(*one) for one in phones) or "没有留"
    return Outcome(Reply(f"{name}的电话：{said}。这次查看已留档：{REASONS[values['reason']]}。"))


SEE_PHONE = Form(
    name="see_phone",
    version=1,
    title="看电话",
    roles=OFFICE,
    ref="person",
    given=("person",),
    slots=(
        Slot("person", "", hidden=True, ask="从卡片上点一下。"),
        Slot(
            "reason",
            "事由",
            ask="看电话做什么用？会留档。",
            options=_reasons,
            read=_read,
            show=lambda code: REASONS[code],
            whole=True,
            hint="点一下是做什么用；都不是就点「别的事」。",
        ),
    ),
    submit=_show,
)
