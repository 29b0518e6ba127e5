"""An act behind a button that says all: a form of one hidden slot, for staff, which nothing is asked in."""

from __future__ import annotations

from collections.abc import Callable

from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from programme.roles import OFFICE

SETTLED = Reply("这一件已经办过了，或者不在您的辖区。")


def one_tap(name: str, title: str, ref: str, submit: Callable[[ConversationContext, int], Outcome]) -> Form:
    """The form of a button for one record; `ref` is what the record's slot is called."""
    return Form(
        name=name,
        version=1,
        title=title,
        roles=OFFICE,
        ref=ref,
        given=(ref,),
        slots=(Slot(ref, title, hidden=True, ask="请从列表里点一下。"),),
        submit=lambda talk, values: submit(talk, values[ref]),
    )
