"""Which slot is asked for, and which may be changed."""

from __future__ import annotations

from handlers.engine.anew import asked_anew
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.state import FormState


def pending(talk: ConversationContext, form: Form, at: FormState) -> Slot | None:
    """The slot being asked for; None when all is known and the card is shown."""
    if at.fixing and (fixed := form.slot(at.fixing)):
        return fixed
    known = at.values.keys() | set(at.skipped)
    missing = (slot for slot in form.slots if slot.asked and slot.name not in known)
    return next((slot for slot in missing if slot.applies(talk, at.values)), None)


def card_of(talk: ConversationContext, form: Form, at: FormState) -> str:
    """The title of the card on which a person confirms; empty where the deed is done as soon as all is known.

    What was told before consent is read back in any case.
    """
    told = at.early and any(slot.name in at.values for slot in changeable(talk, form, at))
    if form.card and not told and form.outright(talk, at.values):
        return ""
    return form.card or (form.title if told else "")


def changeable(talk: ConversationContext, form: Form, at: FormState) -> list[Slot]:
    """The slots that the card shows and a person may change."""
    return [slot for slot in form.slots if not slot.hidden and slot.applies(talk, at.values)]


def may_take(talk: ConversationContext, form: Form, at: FormState, slot: Slot) -> bool:
    """Whether a choice may fill this slot: it is being asked for, or was answered and can be changed."""
    answered = slot.name in at.values and slot in changeable(talk, form, at)
    return answered or pending(talk, form, at) is slot


def caught(talk: ConversationContext, form: Form, at: FormState) -> Catch | None:
    """What the card asks before its deed, where a plain 确认 will not do."""
    return talk.once(form.catch, at.values) or asked_anew(talk, form, at)
