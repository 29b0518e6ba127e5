"""Corrections in a message, each of them made or said not to be: «时长改成3小时，家数改成5家», «不对，是昨天»."""

from __future__ import annotations

import re
from functools import lru_cache

from handlers.engine import labels
from handlers.engine.amending import Amending, says_nothing
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.itself import without_its_name
from handlers.engine.listing import Listing
from handlers.engine.one_more_sentence import sentence_added
from handlers.engine.putting import Amended
from handlers.engine.slots import changeable
from handlers.engine.state import FormState
from language.amendments import Clause, clauses
from language.contrasts import contrasted
from language.list_changes import chosen
from language.repairs import told_in_turn


def amended(talk: ConversationContext, form: Form, at: FormState, text: str) -> Amended:
    """What a message puts right of the form in hand. At a question what corrects nothing may be its answer."""
    text = contrasted(text)
    if added := sentence_added(form, at, text):
        slot, words = added
        wrong = slot.check(talk, words)
        return Amended({} if wrong else {slot.name: words}, [wrong] if wrong else [], corrects=True)
    if more := form.more(talk, at.values, text):
        return Amended(more, corrects=True)
    if some := _chosen(talk, form, at, text):
        return some
    amending = Amending(talk, form, at)
    before = ""
    for piece in told_in_turn(without_its_name(form, text)):
        for clause in clauses(piece, labels.spoken(form)):
            amending.take(clause, instead_of=before)
            before = ""
        before = piece
    return amending.result()


def _chosen(talk: ConversationContext, form: Form, at: FormState, text: str) -> Amended | None:
    """«除了王会计», «李律师就行» of those whom the card names."""
    told = chosen(text)
    lists = Listing(talk, at, changeable(talk, form, at), {})
    if told is None or not lists.choose(told):
        return None
    lists.settle()
    return Amended(lists.values, lists.unheard, corrects=True)


def corrects(text: str) -> bool:
    """Whether a text puts anything right, whatever form is in hand."""
    return any(clause.corrects for clause in clauses(contrasted(text), ()))


_PUTS = re.compile(
    r"^[^，,。]{1,8}?(?:写上|补上|加上|填上|改成|改为|改到|换成|换到|应该是)|^(?:不对|错了|写错|说错|记错|搞错)|(?:写|记|说|填|搞|弄)错了|不对[，,。\s]"
)


def changes_something(text: str) -> bool:
    """Whether a text, with nothing in hand, says that what was done is to be otherwise."""
    return corrects(text) or _PUTS.search(text) is not None


def contrasts(text: str) -> bool:
    """Whether a text says both what was wrong and what is right: «不是一小时，是两个小时»."""
    return any(clause.corrects and clause.old and clause.new for clause in clauses(text, ()))


def names(form: Form, slot: Slot, text: str) -> bool:
    """Whether a text calls a slot by its name: «时间改成三点，地点是二楼»."""
    said = (one.label for one in clauses(text, labels.spoken(form)) if one.label)
    return any(slot in labels.called(labels.labelled(form), label) for label in said)


def puts_right(form: Form, text: str) -> bool:
    """Whether a text puts anything right, or names what it gives a value to."""
    return any(clause.corrects or clause.label for clause in clauses(text, labels.words(form)))


def is_all_there_is(form: Form, text: str) -> bool:
    """Whether a message only corrects, so that it cannot be meant for a question that takes any words."""
    said = [
        one
        for one in clauses(contrasted(text), labels.spoken(form))
        if not (one.plain and says_nothing(one.text))
    ]
    if not said:
        return False
    begins = said[0].corrects and not (said[0].label or said[0].old or said[0].new)
    after = zip(said, [None, *said], strict=False)
    return begins or all(
        _corrects(one) or (before is not None and _is_fault(before)) for one, before in after
    )


def _corrects(clause: Clause) -> bool:
    return bool(clause.label) and clause.corrects


def _is_fault(clause: Clause) -> bool:
    """Whether fault was found with something, and the next words say what is right."""
    return _corrects(clause) and not clause.new


def named(form: Form, text: str) -> tuple[Slot, str] | None:
    """The slot that a whole text names to change, and the new value: «把领域改成法律»."""
    said = clauses(text, labels.words(form))
    if len(said) != 1 or not (said[0].label and said[0].corrects and said[0].new):
        return None
    return labels.called(labels.labelled(form), said[0].label)[0], said[0].new


def doubted(form: Form, text: str) -> Slot | None:
    """The slot that a text finds fault with, without saying what is right: «领域不对», «我要改地区»."""
    for slot in labels.labelled(form):
        if _doubt(labels.names(slot)).fullmatch(text):
            return slot
    return None


@lru_cache(maxsize=1024)
def _doubt(names: frozenset[str]) -> re.Pattern[str]:
    label = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(_DOUBT.format(label=label))


_DOUBT = (
    r"(?:我?想?要?|请|帮我)(?:修改|更改|改一下|改)(?:一下)?(?:{label})[吧。！!]*"
    r"|(?:{label})(?:不对|不是|错了|有错|写错了|弄错了|搞错了|记错了|不准|要改|改一下)[吧了。！!]*"
)
