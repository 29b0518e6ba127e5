"""Where a talk stands, as `decide` asks for it: the one situation that has a database behind it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from actions.complaints.handover import running_talk
from handlers.engine import corrections, pieces
from handlers.engine.answer import NOTHING, SHORT, Answer, read_answer
from handlers.engine.ask import ask
from handlers.engine.brought import Brought
from handlers.engine.context import Heard
from handlers.engine.conversation import Conversation
from handlers.engine.form import Command, Form
from handlers.engine.moves import Move, Open, Steer, Tap
from handlers.engine.numbers import picked
from handlers.engine.picking import Picking
from handlers.engine.pointing import under
from handlers.engine.prompts import Prompts
from handlers.engine.rewording import move_of
from handlers.engine.slots import caught, pending
from handlers.engine.state import FormState
from handlers.engine.steering import applies, names_another, turns_to
from handlers.engine.tokens import read as read_token
from handlers.engine.utterance import Utterance
from handlers.engine.wishes import wish_of
from handlers.engine.words import (
    agrees,
    among,
    bare,
    control,
    disagrees,
    gives_up,
    leaves_open,
    likeness,
    recognise,
)
from language.intents.taxonomy import MOVES
from language.intents.wish import Wish
from storage.queries.delivery.pointed import pointed_at

LONGEST_WORD = 6
"""A longer example is a sentence, which says more than what it opens."""
ALIKE = 0.6


class Standing:
    """Answers what `decide` asks, each thing worked out once."""

    def __init__(self, conversation: Conversation, utterance: Utterance) -> None:
        self._conversation = conversation
        self._talk = conversation.talk
        self._utterance = utterance
        self._text = utterance.text
        self._picking = Picking(conversation)
        self._prompts = Prompts(conversation, utterance.text, self._picking)
        self._brought = Brought(conversation, utterance)

    @cached_property
    def case(self) -> int | None:
        return running_talk(self._talk.work, self._talk.speaker, self._talk.now)

    @property
    def in_hand(self) -> bool:
        return self._at is not None

    @cached_property
    def own(self) -> frozenset[str]:
        return frozenset((*self._form.serves, *self._form.akin)) if self._at else frozenset()

    @property
    def served(self) -> frozenset[str]:
        return frozenset(self._form.serves) if self._at else frozenset()

    @property
    def dropped_by(self) -> frozenset[str]:
        return frozenset(self._form.dropped_by) if self._at else frozenset()

    @cached_property
    def at_card(self) -> bool:
        return self._at is not None and self._conversation.at_card(self._at)

    @property
    def misses(self) -> int:
        return self._conversation.dialogue.misses

    @cached_property
    def answer(self) -> Answer:
        at = self._at
        if at is None:
            return NOTHING
        if (brought := self._brought.answer(at)) is not None:
            return brought
        if not self._text or self._prompts.names_another(at):
            return NOTHING
        return read_answer(self._talk, self._form, at, self._text)

    @property
    def repeats(self) -> bool:
        at, said = self._at, bare(self._text)
        told = (at.values.get(slot.name) for slot in self._form.slots if slot.free) if at else ()
        return len(said) > SHORT and any(isinstance(one, str) and bare(one) == said for one in told)

    @cached_property
    def wish(self) -> Wish:
        """As it is read; one in doubt is sure where the text is much like an example of what serves it.

        A bare number is an answer or nothing.
        """
        if self._text.isdecimal():
            return Wish("unclear", sure=False)
        wish = wish_of(self._conversation, self._utterance)
        if wish.sure or wish.main in MOVES:
            return wish
        entry = self._conversation.catalogue.serving(wish.main, self._talk.speaker.roles, self._text)
        alike = entry is not None and likeness(self._text, entry.examples) >= ALIKE
        return replace(wish, sure=True) if alike else wish

    def added(self) -> Move | None:
        if self._utterance.token or self._utterance.edits or not self._text:
            return None
        if self.answer.corrects or self.answer.names:
            return None
        return pieces.addition(self._conversation, self._text, lambda: self.wish)

    @property
    def takes_files(self) -> bool:
        """Whether files that came are an answer."""
        return self._at is not None and self._brought.takes_files(self._at)

    @property
    def asks_to_choose(self) -> bool:
        """Whether the question in hand has choices of its own."""
        slot = pending(self._talk, self._form, self._at) if self._at else None
        return bool(slot and self._at and slot.choices(self._talk, self._at.values))

    def reworded(self) -> Move | None:
        return move_of(self._conversation, self._utterance)

    def pointed(self) -> Move | None:
        said, account = self._utterance, self._talk.speaker.account_id
        shown = pointed_at(self._talk.work, account, said.points_at, said.quotes)
        return under(self._conversation, shown, self._text, self.wish) if shown else None

    def chosen(self) -> Move | None:
        token = self._utterance.token
        choice = read_token(token)
        if choice and choice.kind == "n":
            return self._typed(choice.name)
        if choice and choice.kind == "h":
            return Tap(self._picking.in_full(token))
        return Tap(token) if token else self._typed(self._text)

    def steered(self) -> Steer | None:
        if self._forgoes():
            return Steer("skip")
        word = control(self._text)
        if word and applies(self._conversation, word) and not self._is_entry():
            return Steer(word)
        if self.in_hand and gives_up(self._text):
            return Steer("cancel")
        if self._at and self._at.beside and (word := pieces.answers_offer(self._text)):
            return Steer(word)
        if not self.at_card:
            return None
        if (sure := self._answers_catch()) is not None:
            return Steer("sure" if sure else "cancel")
        if agrees(self._text):
            return Steer("confirm")
        if slot := corrections.doubted(self._form, self._text):
            return Steer("change", slot.name)
        return Steer("change") if disagrees(self._text) else None

    def named(self) -> Open | None:
        catalogue, roles = self._conversation.catalogue, self._talk.speaker.roles
        if self._is_option():
            return None
        words = catalogue.opened_by(roles)
        if more := self._one_more():
            return more
        word = recognise(self._text, words.keys())
        if word and not self._is_akin(words[word]):
            return Open(words[word].name, told=len(word) > LONGEST_WORD or self._is_spelled_out(words[word]))
        form = catalogue.spelled_out(roles, self._text)
        if form is None or self._is_in_hand(form) or (self.answer.corrects and self.answer.values):
            return None
        return Open(form.name)

    def _is_spelled_out(self, entry: Form | Command) -> bool:
        return isinstance(entry, Form) and entry.syntax(self._text)

    def prompted(self, *, named: bool) -> Move | None:
        return self._prompts.answered(named=named)

    def spoken_of(self) -> Move | None:
        return self._prompts.spoken_of(lambda: self.wish)

    def captioned(self) -> Move | None:
        return self._picking.by_caption(self._text)

    def turned(self) -> str:
        rest = turns_to(self._text)
        if not rest or names_another(rest):
            return rest
        wish = wish_of(self._conversation, replace(self._utterance, text=rest, meaning=None))
        return rest if wish.sure and wish.main not in MOVES | self.own and self.serving(wish.main) else ""

    def serving(self, intent: str) -> str:
        entry = self._conversation.catalogue.serving(intent, self._talk.speaker.roles, self._text)
        return entry.name if entry else ""

    def heard(self, move: str) -> Heard:
        """What is kept with the message: the move, and the wish where it was asked for."""
        wish = self.__dict__.get("wish")
        return Heard(move, wish.main if wish else None, wish.sure if wish else None)

    @property
    def _at(self) -> FormState | None:
        return self._conversation.current

    @property
    def _form(self) -> Form:
        assert self._at
        return self._conversation.form_of(self._at)

    def _is_akin(self, entry: Form | Command) -> bool:
        """«加急» on the card of a need means that card, though another entry has the word."""
        other = self._at is not None and self._at.form != entry.name
        return other and not self.own.isdisjoint(entry.serves)

    def _is_in_hand(self, form: Form) -> bool:
        return self._at is not None and self._at.form == form.name

    def _is_entry(self) -> bool:
        """Whether, with nothing in hand to steer, the text is just what opens an entry: «我要退出» is said of the title."""
        words = self._conversation.catalogue.opened_by(self._talk.speaker.roles)
        return self._at is None and bool(among(self._text, words.keys()))

    def _forgoes(self) -> bool:
        """«没有», «不用» at a question that may be left open, and that has no such answer of its own."""
        at = self._at
        slot = pending(self._talk, self._form, at) if at else None
        if not slot or not slot.skippable or not leaves_open(self._text):
            return False
        gives_up_all = control(self._text) == "cancel" and bool(self._form.card)
        return not gives_up_all and slot.read(self._talk, self._text) is None and not self._is_option()

    def _answers_catch(self) -> bool | None:
        catch = caught(self._talk, self._form, self._at) if self._at else None
        if catch is None:
            return None
        captions = {catch.no: False} | ({catch.yes: True} if catch.yes else {})
        return captions.get(among(self._text, captions.keys()), catch.read(self._text))

    def _one_more(self) -> Open | None:
        """«再记一条», with nothing in hand or one of the kind."""
        for form in self._conversation.catalogue.told_again:
            here = self._at is None or self._is_in_hand(form)
            able = here and form.roles & self._talk.speaker.roles
            if able and form.one_more(self._text) is not None:
                return Open(form.name, another=True)
        return None

    def _is_option(self) -> bool:
        """Whether the text is the caption of an option of the question in hand."""
        at = self._at
        slot = pending(self._talk, self._form, at) if at else None
        options = slot.choices(self._talk, at.values) if at and slot else ()
        return bool(among(self._text, [label for label, _ in options]))

    def _typed(self, number: str) -> Move | None:
        """«2»: the second of the choices shown; with a form in hand, of those that stand beside its question or card."""
        if not number.isdecimal():
            return None
        if self._at is None:
            return self._picking.by_number(number)
        slot = pending(self._talk, self._form, self._at)
        if slot and slot.read(self._talk, number) is not None:
            return None
        if seen := self._picking.in_hand(self._at.key, number):
            return seen
        found = picked(ask(self._talk, self._form, self._at).choices, number)
        return Tap(found.token) if found else None
