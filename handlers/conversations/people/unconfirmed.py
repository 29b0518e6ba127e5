"""What was told and left without 确认: a word in its teller's own words, and the way back to it."""

from __future__ import annotations

from datetime import datetime

from actions.people.notices import Unconfirmed
from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, NoticeRenderer
from handlers.engine.slots import pending
from handlers.engine.state import Dialogue, FormState
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from handlers.rendering.plain import shorten

QUOTED = 16
"""Characters of their words, so that the line fits a phone."""


def _unconfirmed(talk: ConversationContext, told: Unconfirmed) -> Reply | None:
    stack = Dialogue.from_json(talk.speaker.state).stack
    at = next((at for at in stack if at.key == told.key and at.form == told.form), None)
    if at is None or max(at.told_at, at.since) != told.told or not at.values.keys() - set(at.inferred):
        return None
    form = catalogue().with_pack(talk.rules).forms[told.form]
    when = day(datetime.fromisoformat(told.told).astimezone(talk.now.tzinfo).date(), talk.today)
    lacks = "还没填完，接着说就行" if pending(talk, form, at) else "还没点「确认」，确认了才算数"
    return Reply(
        f"{when}说的{_matter(form, at)}{lacks}。",
        choices=(
            Choice("接着来", tokens.start(form.name)),
            Choice("不要了", f"f:{at.key}:cancel"),
        ),
    )


def _matter(form: Form, at: FormState) -> str:
    """The person's own words where the form keeps them, else what it is called."""
    own = next((at.values[slot.name] for slot in form.slots if slot.free and at.values.get(slot.name)), "")
    return f"“{shorten(own, QUOTED)}”" if isinstance(own, str) and own else f"「{form.title}」"


UNCONFIRMED = NoticeRenderer(Unconfirmed, _unconfirmed, reminder=True)
