"""A form that was parked and comes back: whether there is still anything to do with it, and by what name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form
from handlers.engine.state import FormState
from handlers.engine.words import bare
from handlers.message import Reply
from handlers.rendering.plain import shorten
from storage.queries.needs import NeedFacts, find_need

CALLED = 10
"""Characters by which a parked form is called."""
_ENDS_ASKING = ("？", "?")


def is_moot(talk: ConversationContext, form: Form, at: FormState) -> bool:
    """Whether nothing is left to do with it, or what it asks was answered meanwhile."""
    if form.needless(talk) or is_settled(talk, form, at):
        return True
    asked = at.values.get(form.ref)
    if asked is None:
        return False
    unasked = form.asks_unasked and asked not in form.pending(talk)
    return unasked or (at.listed and not is_listed(talk, form, at))


def is_settled(talk: ConversationContext, form: Form, at: FormState) -> bool:
    """Whether what it asks was answered from another side since it was begun."""
    since = datetime.fromisoformat(at.since) if at.since else talk.now
    return form.settled(talk, at.values, since)


def is_listed(talk: ConversationContext, form: Form, at: FormState) -> bool:
    """Whether what it is about stands among the choices there are just now."""
    slot, asked = form.slot(form.ref), at.values.get(form.ref)
    return bool(slot and asked is not None and asked in (value for _, value in slot.choices(talk, at.values)))


def done_with(form: Form, values: Values, waiting: Iterable[FormState]) -> list[FormState]:
    """Those that wait and tell nothing but what a deed of the same form has done."""
    return [at for at in waiting if at.form == form.name and _tells_no_more(at, values)]


def _tells_no_more(at: FormState, values: Values) -> bool:
    told = at.values.keys() - set(at.inferred)
    return bool(told) and all(_is_in(at.values[name], values.get(name)) for name in told)


def _is_in(told: Any, done: Any) -> bool:
    both = isinstance(told, str) and isinstance(done, str)
    return bare(told) in bare(done) if both else bool(told == done)


def asks_itself(said: Reply) -> bool:
    """Whether something was said that asks: another question behind it would be in its way."""
    return said.text.rstrip().endswith(_ENDS_ASKING)


def called(talk: ConversationContext, form: Form, at: FormState) -> str:
    """What a form is about, in the words that were said, or those of the need that it is about; else its title."""
    if name := form.called(talk, at.values):
        return name
    told = (at.values.get(slot.name) for slot in form.slots if slot.free)
    words = next((value for value in told if value and isinstance(value, str)), "")
    if words:
        return shorten(words, CALLED)
    need = _own_need(talk, at.values.get("need")) if form.ref == "need" else None
    return f"{shorten(need.text, CALLED)}：{form.title}" if need else form.title


def _own_need(talk: ConversationContext, number: Any) -> NeedFacts | None:
    """The need of this number, where it is the speaker's: nobody reads in a name what they may not open."""
    need = find_need(talk.work, number) if isinstance(number, int) else None
    speaker = talk.speaker
    sides = (
        ()
        if need is None
        else ((need.enterprise_id, speaker.enterprise_id), (need.expert_id, speaker.expert_id))
    )
    return need if any(one is not None and one == own for one, own in sides) else None
