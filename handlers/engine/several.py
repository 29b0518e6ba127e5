"""Several things that notices ask, answered in one message: «第一个接，第二个不接»."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.engine.ask import ask_which
from handlers.engine.context import Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.replies import merged
from handlers.message import Reply

STILL_WAIT = "还有 {} 条等您答复："
Answers = Sequence[tuple[Form, Values]]


def answer_each(
    conversation: Conversation, asked: Form, answers: Sequence[tuple[str, Values]], unclear: str
) -> list[Reply]:
    """Do what needs no card, each deed by itself; then ask what is unclear or still waits, or show the cards."""
    known = [(conversation.catalogue.forms[name], values) for name, values in answers]
    _let_go(conversation, asked)
    done = _done(conversation, asked, [one for one in known if not one[0].card])
    cards = [conversation.start(form, values) for form, values in known if form.card]
    if cards:
        return [*done[:-1], *merged(done[-1], cards[-1])] if done else cards[-1]
    left = ask_which(conversation.talk, asked)
    if left or unclear:
        done.append(Reply(unclear or STILL_WAIT.format(len(left)), choices=left))
    *before, last = done
    return [*before, *conversation.aside(last)]


def _let_go(conversation: Conversation, asked: Form) -> None:
    """Whatever was begun of the answer is said now."""
    stack = conversation.dialogue.stack
    stack[:] = [at for at in stack if at.form != asked.name]


def _done(conversation: Conversation, asked: Form, answers: Answers) -> list[Reply]:
    """What is said of each deed; of those that are answered alike in one message, with what they are called before it."""
    called = {ref: label for label, ref in asked.slots[0].choices(conversation.talk, {})}
    said: dict[str, list[str]] = {}
    cards = []
    for form, values in answers:
        reply = conversation.deed(form, values).reply
        if reply.card:
            cards.append(reply)
        else:
            said.setdefault(reply.text, []).append(called.get(values.get(form.ref), ""))
    words = [text if len(called) == 1 else f"{_all(names)}：{text}" for text, names in said.items()]
    return [*([Reply("\n".join(words))] if words else []), *cards]


def _all(names: Sequence[str]) -> str:
    return "".join(f"「{name}」" for name in names)
