"""Asking: the question, the read-back card, «which one?», each with its choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.in_words import shown
from handlers.engine.slots import card_of, caught, changeable, pending
from handlers.engine.state import FormState
from handlers.engine.tokens import start
from handlers.message import Card, Choice, Reply, Row

BLANK = "未填"
CHECK = "对吗？不对的地方直接说。"
CHECK_AGAIN = "对吗？"
"""Where something is said before it, so that the invitation has been read."""
EARLY = "您开头说的也写进去了。"
WHICH = "要改哪一项？也可以直接说新的。"
ANOTHER = "重新说"
MOST_OFFERED = 3


def ask(talk: ConversationContext, form: Form, at: FormState, lead: str = "") -> Reply:
    """What this standing waits for; `lead` goes before it. What may be a part of it can be taken up."""
    asked = _asked(talk, form, at, lead)
    return replace(asked, choices=(*asked.choices, *_beside(form, at))) if at.beside else asked


def _asked(talk: ConversationContext, form: Form, at: FormState, lead: str) -> Reply:
    if at.choosing:
        return _which(talk, form, at, lead)
    slot = pending(talk, form, at)
    if slot is None:
        return _card(talk, form, at, lead)
    opens = form.opening and not at.fixing and not slot.foremost and not _anything_said(form, at)
    question = form.opens_with(talk, at.values) if opens else slot.question(talk, at.values)
    return Reply(join(lead, question), choices=_choices(talk, form, at, slot), asks=slot.asks)


def offering_values(
    talk: ConversationContext, at: FormState, slot: Slot, shown: Sequence[Reply]
) -> list[Reply]:
    """A card with some choices of a slot that was to be put right and was not: «今天», «昨天», «前天», «重新说»."""
    *before, card = shown
    if not (card.card and slot.choices(talk, at.values)):
        return list(shown)
    again = Choice(ANOTHER, f"f:{at.key}:change.{slot.name}")
    offered = _values(talk, at, slot)[:MOST_OFFERED]
    return [*before, replace(card, choices=(*card.choices, *offered, again))]


def ask_which(talk: ConversationContext, form: Form) -> tuple[Choice, ...]:
    """What waits for an answer to a form, to choose from."""
    options = form.slots[0].choices(talk, {})
    return tuple(Choice(label, start(form.name, form.ref, ref)) for label, ref in options)


def join(*parts: str) -> str:
    """Paragraphs, the empty ones left out."""
    return "\n".join(part for part in parts if part)


def _anything_said(form: Form, at: FormState) -> bool:
    said = at.values.keys() - set(at.inferred)
    return any(slot.name in said and not slot.hidden and not slot.foremost for slot in form.slots)


def _choices(talk: ConversationContext, form: Form, at: FormState, slot: Slot) -> tuple[Choice, ...]:
    offered = _values(talk, at, slot)
    steering = [("跳过", "skip")] if slot.skippable else []
    steering += [("返回", "back")] if at.trail or at.fixing else []
    steering += [] if form.cancelled else [("取消", "cancel")]
    return tuple(offered + [Choice(label, f"f:{at.key}:{word}") for label, word in steering])


def _values(talk: ConversationContext, at: FormState, slot: Slot) -> list[Choice]:
    return [
        Choice(caption, f"f:{at.key}:{slot.name}={value}") for caption, value in slot.choices(talk, at.values)
    ]


def _card(talk: ConversationContext, form: Form, at: FormState, lead: str) -> Reply:
    rows = tuple(
        _row(talk, form, slot, at) for slot in changeable(talk, form, at) if _worth_showing(slot, at)
    )
    catch = caught(talk, form, at)
    buttons = tuple(Choice(label, f"f:{at.key}:{word}") for label, word in _ways_on(catch, at))
    early = EARLY if at.early else ""
    text = join(lead, early, catch.text if catch else form.look or (CHECK_AGAIN if lead else CHECK))
    return Reply(text, Card(card_of(talk, form, at), rows), buttons)


def _ways_on(catch: Catch | None, at: FormState) -> list[tuple[str, str]]:
    """What can be done with a card: captions and words."""
    if catch is None:
        return [("确认", f"confirm.{at.turn}"), ("修改", "change"), ("取消", "cancel")]
    sure = [(catch.yes, f"sure.{at.turn}")] if catch.yes else []
    return [*sure, ("修改", "change"), (catch.no, "cancel")]


def _beside(form: Form, at: FormState) -> tuple[Choice, ...]:
    slot = form.slot(form.adds)
    taken = (f"补进{slot.label}" if slot else "补充", "add"), ("是另一件", "apart")
    return tuple(Choice(label, f"f:{at.key}:{word}") for label, word in taken)


def _worth_showing(slot: Slot, at: FormState) -> bool:
    """What was said or asked for; what nobody asked stays out of the way until somebody says it, a default too («不急»)."""
    value = at.values.get(slot.name)
    is_default = slot.name in at.inferred and not value
    return slot.asked or not (is_default or value in (None, "", []))


def _row(talk: ConversationContext, form: Form, slot: Slot, at: FormState) -> Row:
    """What the card is about (`Form.ref`) is no fact that was added, though nobody named it."""
    value = at.values.get(slot.name)
    text = BLANK if value is None or value == [] else shown(talk, slot, value, at.values)
    if slot.name in at.changed:
        return Row(slot.label, text, "changed")
    guessed = slot.name in at.inferred and not slot.counted and slot.name != form.ref
    return Row(slot.label, text, "inferred" if guessed else "")


def _which(talk: ConversationContext, form: Form, at: FormState, lead: str) -> Reply:
    slots = [slot for slot in changeable(talk, form, at) if slot.can_be_told]
    choices = [Choice(slot.label, f"f:{at.key}:change.{slot.name}") for slot in slots]
    choices.append(Choice("返回", f"f:{at.key}:back"))
    return Reply(join(lead, WHICH), choices=tuple(choices))
