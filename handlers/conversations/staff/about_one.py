"""One of those that wait for a decision, tapped or numbered in a list: what it is, and what may be decided."""

from __future__ import annotations

from handlers.conversations.staff.waiting import ask_how
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import decisions
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.one_tap import SETTLED
from programme.roles import OFFICE


def _how(talk: ConversationContext, values: Values) -> Outcome:
    found = ask_how(talk, values["decision"], values["subject"])
    return Outcome(found) if found else Outcome(SETTLED)


DECIDE_ABOUT = Form(
    name="decide_about",
    version=1,
    title="审核决定",
    roles=OFFICE,
    ref="subject",
    given=("subject", "decision"),
    slots=(
        Slot("subject", "", hidden=True, asked=False),
        Slot(
            "decision",
            "",
            hidden=True,
            asked=False,
            options=lambda talk, values: [(row.caption, row.code) for row in decisions().values()],
        ),
    ),
    submit=_how,
)
