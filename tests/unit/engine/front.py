"""A few forms behind a door, and what a person was shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import insert

from handlers.engine import door
from handlers.engine.ask import join
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.help import Help
from handlers.engine.state import Dialogue, FormState
from handlers.message import Choice, Incoming, Reply
from language.intents.wish import Wish
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.talks import FORM, NOW, PLACE, talk
from tests.unit.engine.test_conversation import CONSENT, SAY, SHORT, texts

MENU = Choice("走访", "s:visit")
HELP = Help(
    menu=lambda conversation, lead: Reply(join(lead, "菜单"), choices=(MENU,)),
    lost=lambda conversation, text, intents: Reply(f"没懂「{text}」"),
    hand_over=lambda conversation, intents: Reply("还是没懂", choices=(Choice("找人", "w:human"),)),
    in_form=lambda conversation: Reply("怎么填"),
    courtesy=lambda conversation, why, text: Reply(f"（{why}）", choices=(MENU,)),
)
ANSWERS = (("接受", "accept"), ("婉拒", "decline"))


def asking(name: str, waiting: Sequence[int], **changes: Any) -> Form:
    """A form that notices ask people about: for each of `waiting`, «接受» or «婉拒», or a number."""
    return replace(
        FORM,
        name=name,
        title="邀请",
        card="",
        examples=(),
        slots=(
            Slot(
                "offer", "邀请", ask="哪一个？", options=lambda talk, values: [(f"{n}号", n) for n in waiting]
            ),
            Slot("answer", "答复", ask="怎么答？", read=_number, options=lambda talk, values: ANSWERS),
        ),
        submit=lambda talk, values: Outcome(Reply(f"{name} {values['offer']} {values['answer']}")),
        opening="",
        read=lambda talk, text, values: _answered(text),
        infer=lambda talk, values: {},
        ref="offer",
        pending=lambda talk: waiting,
        **changes,
    )


def _number(talk: ConversationContext, text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _answered(text: str) -> dict[str, Any]:
    known = dict(ANSWERS).get(text) or (int(text) if text.isdecimal() else None)
    return {"answer": known} if known is not None else {}


PHOTOS = replace(
    SHORT,
    name="photos",
    slots=(
        replace(PLACE, name="papers", ask="请发照片。", takes_files=True, when=lambda talk, values: True),
    ),
    submit=lambda talk, values: Outcome(Reply(str(values["papers"]))),
    card="照片",
)


@dataclass(frozen=True)
class Heard:
    """What was answered, and where the talk stands then."""

    replies: list[Reply]
    dialogue: Dialogue

    @property
    def texts(self) -> list[str]:
        return texts(self.replies)

    @property
    def forms(self) -> list[str]:
        return [at.form for at in self.dialogue.stack]

    @property
    def values(self) -> dict[str, Any]:
        """Of the form in hand."""
        assert self.dialogue.current
        return self.dialogue.current.values


@dataclass(frozen=True)
class Front:
    """A door before a small catalogue, with a table of what was shown, and one of what sentences want."""

    work: UnitOfWork
    wishes: dict[str, Wish] = field(default_factory=dict)

    def wish(self, text: str) -> Wish:
        """What a sentence wants; nothing that is known, unless it was said before."""
        return self.wishes.get(text, Wish("unclear", False))

    def show(self, *choices: Choice, account: int = 1, message_id: str | None = None) -> None:
        """A message with these choices was shown to the person on this account, where the vendor calls it so."""
        body = {"choices": [[choice.label, choice.token] for choice in choices]}
        row = {
            "person_id": 1,
            "account_id": account,
            "kind": "",
            "facts": {},
            "state": "sent",
            "shown": body,
            "message_id": message_id,
        }
        rows = self.work.connection.execute(Outbox.__table__.select()).all()
        row |= {"seq": len(rows) + 1, "due_at": NOW, "created_at": NOW}
        self.work.connection.execute(insert(Outbox).values(row))

    def say(
        self,
        text: str,
        *entries: Form | Command,
        stack: Sequence[FormState] = (),
        misses: int = 0,
        **known: Any,
    ) -> Heard:
        """Whoever is `known` says this, with these forms in hand, after so many messages not understood."""
        return self.hear(Incoming("web", "a", "1", text), *entries, stack=stack, misses=misses, **known)

    def hear(
        self,
        incoming: Incoming,
        *entries: Form | Command,
        stack: Sequence[FormState] = (),
        misses: int = 0,
        **known: Any,
    ) -> Heard:
        """As `say`, with anything that may come in."""
        forms = {form.name: form for form in (FORM, SHORT, CONSENT, PHOTOS)}
        forms |= {one.name: one for one in entries if isinstance(one, Form)}
        dialogue = Dialogue(max((at.key for at in stack), default=0), list(stack), misses=misses)
        commands = {"say": SAY} | {one.name: one for one in entries if isinstance(one, Command)}
        catalogue = Catalogue(forms, commands, {}, {}, HELP)
        context = talk(self.work, **({"account_id": 1} | known))
        return Heard(door.handle(context, dialogue, catalogue, incoming), dialogue)
