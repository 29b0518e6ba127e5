"""Numbers that are not to stand in a told text."""

from __future__ import annotations

from handlers.engine.answer import Answer, Fit
from handlers.engine.conversation import Conversation
from handlers.engine.moves import Fill, Move, Stay
from language.discretion import Kind
from language.withheld import asks_to_withhold, without_papers, without_phones

NO_PHONE = "好，电话不写在{}里。"
NO_PAPER = "证件号、卡号都不写在{}里。"


def move_of(conversation: Conversation, text: str) -> Move | None:
    """What «我的电话别写进去» does to the text of the form in hand; None where nothing of the kind is asked."""
    at = conversation.current
    slot = conversation.form_of(at).slot(conversation.form_of(at).adds) if at else None
    kind = asks_to_withhold(text) if at and slot and at.values.get(slot.name) else None
    if at is None or slot is None or kind is None or not conversation.at_card(at):
        return None
    told = str(at.values[slot.name])
    less = without_phones(told) if kind is Kind.PHONE else without_papers(told)
    lead = (NO_PHONE if kind is Kind.PHONE else NO_PAPER).format(slot.label)
    return Fill(Answer({slot.name: less}, fit=Fit.WHOLE, lead=lead)) if less != told else Stay("kept", lead)
