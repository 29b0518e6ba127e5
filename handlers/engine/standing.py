"""Where a talk stands, as `decide` asks for it: the one situation that has a database behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

import language
from actions.complaints.handover import running_talk
from handlers.engine import (
    about_cards,
    before_consent,
    chats,
    corrections,
    other_card,
    pausing,
    pieces,
    several_cards,
    together,
    which_goes,
    withholding,
)
from handlers.engine.answer import NOTHING, SHORT, Answer, Fit, read_answer
from handlers.engine.ask import ask
from handlers.engine.brought import Brought
from handlers.engine.context import Heard
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.form import Form
from handlers.engine.itself import drops
from handlers.engine.kinds import is_said
from handlers.engine.moves import Move, Open, Stay, Steer, Tap
from handlers.engine.naming import Naming
from handlers.engine.numbers import ordinal, picked
from handlers.engine.own_answers import own_answer
from handlers.engine.picking import Picking
from handlers.engine.pointing import under
from handlers.engine.prompts import Prompts
from handlers.engine.rewording import move_of
from handlers.engine.slots import caught, pending
from handlers.engine.state import FormState
from handlers.engine.steering import applies, names_another, turns_to
from handlers.engine.stopping import forgone_behind, is_stopped
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
    goes_after_all,
    holds_back,
    leaves_open,
    likeness,
    names_deed,
    tells_none,
)
from language.inquiries import inquires, others_say, seeks
from language.intents.taxonomy import MOVES, SHOWS
from language.intents.wish import Wish
from language.numerals import is_amount
from storage.queries.delivery.pointed import pointed_at

LEAST_SENTENCE = 4
"""Characters of what may be a sentence of its own beside a question."""
LEAST_NAME = 4
LOOK_FIRST = "先看一眼，没问题再确认。"
NOT_CONFIRMED = "还没办，没问题就点「确认」。"
LONGEST_CHANGE = 30
"""Characters of a correction of what was done a moment ago."""
_A_NOT_A = re.compile(r"会不会|要不要|能不能|算不算|是不是|有没有|可不可以|难不难|忙不忙|[吗么不]$")
_HAPPENS = re.compile(r"没|不(?!锈)|要|给|被|欠|怎|着")
"""Words of what happens, which no name of a house holds: «有员工没签合同要赔双倍工资»."""
ALIKE = 0.6
LIKELY_SHOWN = 0.35


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
        self._naming = Naming(conversation, utterance, lambda: self.answer, lambda: self.own)

    @cached_property
    def case(self) -> int | None:
        return running_talk(self._talk.work, self._talk.speaker, self._talk.now)

    @property
    def in_hand(self) -> bool:
        return self._at is not None

    @cached_property
    def own(self) -> frozenset[str]:
        if self._at is None:
            return frozenset()
        slot = pending(self._talk, self._form, self._at)
        told = self._at.values.keys() - set(self._at.inferred) - set(self._form.given)
        goes_on = told or self._form.given or (slot and slot.free)
        return frozenset((*self._form.serves, *(self._form.akin if goes_on else ())))

    @property
    def served(self) -> frozenset[str]:
        return frozenset(self._form.serves) if self._at else frozenset()

    @property
    def dropped_by(self) -> frozenset[str]:
        return frozenset(self._form.dropped_by) if self._at else frozenset()

    @cached_property
    def at_card(self) -> bool:
        return self._at is not None and self._conversation.at_card(self._at)

    @cached_property
    def asks_for_words(self) -> bool:
        slot = pending(self._talk, self._form, self._at) if self._at else None
        takes_any = slot is not None and (slot.free or slot.name == self._form.adds)
        return takes_any and self._at is not None and not self._at.is_quiet

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
        found = read_answer(self._talk, self._form, at, self._text)
        out_of_view = at.is_quiet and not self.at_card and found.fit < Fit.WHOLE
        return NOTHING if out_of_view else found

    @property
    def repeats(self) -> bool:
        return self._at is not None and self._was_told(self._at)

    def _was_told(self, at: FormState) -> bool:
        said, slots = bare(self._text), self._conversation.form_of(at).slots
        told = (at.values.get(slot.name) for slot in slots if slot.free)
        return len(said) > SHORT and any(isinstance(one, str) and bare(one) == said for one in told)

    def _told_behind(self) -> FormState | None:
        """The parked form that was told these very words: whoever says them again means it."""
        parked = self._conversation.dialogue.stack[:-1]
        return next((at for at in reversed(parked) if self._was_told(at)), None)

    @cached_property
    def wish(self) -> Wish:
        """As it is read; one in doubt is sure where the text is much like an example of what serves it.

        A bare number is an answer or nothing, and so is an amount beside something in hand.
        """
        if self._text.isdecimal() or (self.in_hand and is_amount(self._text)):
            return Wish("unclear", sure=False)
        if own_answer(self._talk, self._text):
            return Wish("faq", sure=True)
        wish = wish_of(self._conversation, self._utterance, alone=self._stands_alone)
        if self.in_hand and self._is_told_of_something(wish):
            return replace(wish, sure=False)
        entry = self._conversation.catalogue.serving(wish.main, self._talk.speaker.roles, self._text)
        if isinstance(entry, Form) and (rather := entry.rather(self._talk, self._text)):
            return Wish(rather, sure=True)
        if self._asks_before_consent(wish):
            return Wish("faq", sure=True)
        if wish.sure or wish.main in MOVES:
            return wish
        alike = entry is not None and likeness(self._text, entry.examples) >= ALIKE
        return replace(wish, sure=True) if alike or self._looks_up(wish) else wish

    def _asks_before_consent(self, wish: Wish) -> bool:
        """«会不会很累» at the question for consent: what is asked of the programme is answered, and nothing kept for it."""
        here = self._at is not None and self._at.form == CONSENT and not wish.sure
        return (
            here
            and wish.main in MOVES | {"faq"}
            and (inquires(self._text) or _A_NOT_A.search(self._text) is not None)
        )

    def _is_told_of_something(self, wish: Wish) -> bool:
        """«税务师», «他们想要贷款» beside a form in hand: nobody seeks help there."""
        if others_say(self._text) or self._is_a_name():
            return wish.main in ("expert.find", "need.post")
        return wish.main == "expert.find" and not seeks(self._text)

    def _is_a_name(self) -> bool:
        """Whether the text is the name of a house, and tells no problem: «赤坎商贸孵化器»."""
        said = self._text.strip()
        named = len(said) >= LEAST_NAME and not _HAPPENS.search(said)
        return named and language.read_enterprise(said) == said

    def _looks_up(self, wish: Wish) -> bool:
        """Whether, beside something in hand, it is asked for what is only shown: that does no harm, where it is likely."""
        likeliest = wish.likely[0][1] if wish.likely else 0.0
        return self.in_hand and wish.main in SHOWS and likeliest >= LIKELY_SHOWN and inquires(self._text)

    def added(self) -> Move | None:
        if self._utterance.token or self._utterance.edits or not self._text:
            return None
        if early := before_consent.put_right(self._conversation, self._text):
            return early
        if self.answer.corrects or self.answer.names:
            return None
        told = self._conversation, self._text, lambda: self.wish
        return pieces.addition(*told) or before_consent.answered(*told)

    def heeded(self) -> Open | None:
        talk = self._talk
        heeding = (one for one in self._conversation.catalogue.heeding if one.roles & talk.speaker.roles)
        found = next((Open(one.name) for one in heeding if one.heeds(talk, self._text)), None)
        return None if found and self._answers_a_notice() else found

    def _answers_a_notice(self) -> bool:
        """Whether the text surely means what a notice asks just now: «家里老人住院，请别的同志吧» declines an offer."""
        entry = self._conversation.catalogue.serving(self.wish.main, self._talk.speaker.roles, self._text)
        asked = isinstance(entry, Form) and entry.asks_unasked and bool(entry.pending(self._talk))
        return self.wish.sure and asked

    def of_cards(self) -> Move | None:
        if forgone := forgone_behind(self._conversation, self._text):
            return Steer("forgo", key=forgone.key)
        if parked := self._told_behind():
            return Steer("show", key=parked.key)
        asked = withholding.move_of(self._conversation, self._text)
        named = asked or other_card.named_instead(self._conversation, self._text)
        return named or about_cards.move_of(self._conversation, self._text)

    def in_turn(self) -> Move | None:
        return several_cards.move_of(self._conversation, self._text) or together.in_turn_of(
            self._conversation, self._text
        )

    def matters(self) -> Move | None:
        return together.matters(self._conversation, self._utterance) or self._meanwhile()

    def _meanwhile(self) -> Open | None:
        """What so plainly is another matter that it is begun beside what is in hand, unless any words are asked for there."""
        at = self._at
        slot = pending(self._talk, self._form, at) if at else None
        if at is None or at.form == CONSENT or (slot and slot.free):
            return None
        others = (one for one in self._conversation.catalogue.told_meanwhile if one.name != at.form)
        roles = self._talk.speaker.roles
        return next(
            (
                Open(one.name, one.serves[0])
                for one in others
                if one.roles & roles and one.meanwhile(self._talk, self._text)
            ),
            None,
        )

    def noted(self) -> Move | None:
        return pieces.correction(self._conversation, self._text)

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
        return Tap(token) if token else self._typed(self._figure) or self._pointed_out()

    @property
    def _figure(self) -> str:
        """«一» on a card is «1»; at a question it may be its answer."""
        return ordinal(f"第{self._text}") if self.at_card and len(self._text) == 1 else self._text

    def unconfirmed(self) -> Move | None:
        if not self.in_hand:
            return self._prompts.only_heard()
        if not self.at_card or not self._at:
            return None
        if several := which_goes.of_several(self._conversation, self._text):
            return several
        if self._at.is_quiet and self._says_yes():
            return Stay("look", LOOK_FIRST)
        if caught(self._talk, self._form, self._at):
            return None
        doubtful = about_cards.is_no_yes(self._form, self._text) or self._is_for_an_answer()
        return Stay("kept", NOT_CONFIRMED) if doubtful else None

    def _says_yes(self) -> bool:
        at = self._at
        said = agrees(self._text) or control(self._text) == "confirm"
        return said or (at is not None and about_cards.confirms(self._conversation, at, self._text))

    def _is_for_an_answer(self) -> bool:
        """«嗯» behind an answer to a question of the person's own: it may be for that."""
        asked = self._at is not None and self._at.asked_of
        return (
            asked and agrees(self._text) and not (names_deed(self._text) or control(self._text) == "confirm")
        )

    def steered(self) -> Steer | Open | None:
        if self._forgoes():
            return Steer("skip")
        word = control(self._text)
        if (
            not self.in_hand
            and (word == "cancel" or gives_up(self._text))
            and (taken := about_cards.taken_back(self._conversation, self._text))
        ):
            return taken
        if word and applies(self._conversation, word) and not self._is_entry():
            return Steer(word)
        if not self.in_hand and holds_back(self._text):
            return Steer("cancel")
        if not self.in_hand and self._conversation.dialogue.dropped and goes_after_all(self._text):
            return Steer("resume")
        if is_stopped(self._conversation, self._text) and not self._is_entry():
            return Steer("stop")
        if self.in_hand and (self._gives_up() or drops(self._form, self._text)):
            return Steer("cancel")
        if self._at and self._at.beside and (word := pieces.answers_offer(self._text)):
            return Steer(word)
        if word := pausing.said(self._conversation, self._text):
            return Steer(word)
        if not self.at_card or self.repeats:
            return None
        if (sure := self._answers_catch()) is not None:
            return Steer("sure" if sure else "cancel")
        if agrees(self._text):
            return Steer("confirm")
        if self._at and about_cards.confirms(self._conversation, self._at, self._text):
            return Steer("confirm")
        if slot := corrections.doubted(self._form, self._text):
            return Steer("change", slot.name)
        return Steer("change") if disagrees(self._text) else None

    def _gives_up(self) -> bool:
        """«撤了» on the card that takes something back is its yes."""
        does = self._at is not None and about_cards.does_it(
            self._conversation, self._form, self._at, self._text
        )
        return gives_up(self._text) and not (does or among(self._text, self._form.yes))

    def sent_for(self) -> Open | None:
        return self._naming.sent_for()

    def named(self) -> Open | None:
        return self._naming.named()

    def prompted(self, *, named: bool) -> Move | None:
        return self._prompts.answered(named=named)

    def answered_each(self) -> Move | None:
        return self._prompts.answered_each()

    def just_done(self) -> Move | None:
        if self.in_hand or len(self._text) > LONGEST_CHANGE or inquires(self._text):
            return None
        found = self._picking.to_change() if corrections.changes_something(self._text) else None
        form = self._conversation.catalogue.forms.get(found[0]) if found else None
        if found is None or form is None or not form.ref or form.rather(self._talk, self._text):
            return None
        return Open(form.name, (form.serves or ("",))[0], about=int(found[1]))

    def spoken_of(self) -> Move | None:
        return self._prompts.spoken_of(lambda: self.wish)

    def captioned(self) -> Move | None:
        return self._picking.by_caption(self._text) or (
            None if self.in_hand else self._picking.by_errand(self._text)
        )

    def turned(self) -> str:
        rest = turns_to(self._text)
        if not rest or names_another(rest):
            return rest
        wish = wish_of(self._conversation, replace(self._utterance, text=rest, meaning=None))
        return rest if wish.sure and wish.main not in MOVES | self.own and self.serving(wish.main) else ""

    def conversed(self, *, inside: bool) -> Move | None:
        return chats.conversed(self, self._conversation, self._text, inside=inside)

    def sent_on(self, *, inside: bool) -> Move | None:
        return chats.sent_on(self._conversation, self._utterance, inside=inside)

    def serving(self, intent: str) -> str:
        entry = self._conversation.catalogue.serving(intent, self._talk.speaker.roles, self._text)
        return entry.name if entry else ""

    def offers(self, intent: str) -> bool:
        entry = self._conversation.catalogue.serving(intent, self._talk.speaker.roles, self._text)
        if entry is None or intent in self.own:
            return False
        return not (isinstance(entry, Form) and (entry.needless(self._talk) or entry.closed(self._talk, {})))

    def heard(self, move: str) -> Heard:
        """What is kept with the message: the move, and the wish where it was asked for."""
        wish = self.__dict__.get("wish")
        return Heard(move, wish.main if wish else None, wish.sure if wish else None)

    @property
    def _stands_alone(self) -> bool:
        """Whether a sentence is told beside a question or a card that it does not answer, or, where choices are asked for,
        before anything was told there.
        """
        at = self._at
        slot = pending(self._talk, self._form, at) if at else None
        if at is None or len(bare(self._text)) < LEAST_SENTENCE or (slot and slot.verbatim):
            return False
        if self.answer.aside:
            return True
        if slot and slot.free:
            return False
        puts = slot is None or self.answer.corrects
        answers = self.answer.answers or (puts and bool(self.answer.values))
        if slot and slot.guessed and not is_said(self._talk, at, slot, self._text):
            answers = False
        return not answers or not at.values.keys() - set(at.inferred) - set(self._form.given)

    @property
    def _at(self) -> FormState | None:
        return self._conversation.current

    @property
    def _form(self) -> Form:
        return self._conversation.form

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
        answers = slot.read(self._talk, self._text) is not None and not tells_none(self._text)
        return not (gives_up_all or answers or self._naming.is_option())

    def _answers_catch(self) -> bool | None:
        catch = caught(self._talk, self._form, self._at) if self._at else None
        if catch is None:
            return None
        captions = {catch.no: False} | ({catch.yes: True} if catch.yes else {})
        return captions.get(among(self._text, captions.keys()), catch.read(self._text))

    def _pointed_out(self) -> Move | None:
        """«第二个» as «2»; but a notice is answered by nothing so short, and no weighty deed begins by it."""
        found = self._typed(number) if (number := ordinal(self._text)) else None
        tap = read_token(found.token) if isinstance(found, Tap) else None
        return found if tap and tap.kind != "p" and not self._is_weighty(tap.name) else None

    def _is_weighty(self, name: str) -> bool:
        form = self._conversation.catalogue.forms.get(name)
        return form is not None and form.weighty

    def _typed(self, number: str) -> Move | None:
        """«2»: the second of the choices shown; with a form in hand, of those that stand beside its question or card."""
        if not number.isdecimal():
            return None
        if self._at is None or self._at.is_quiet:
            return self._picking.by_number(number)
        slot = pending(self._talk, self._form, self._at)
        if slot and slot.read(self._talk, number) is not None:
            return None
        if seen := self._picking.in_hand(self._at.key, number):
            return seen
        found = picked(ask(self._talk, self._form, self._at).choices, number)
        return Tap(found.token) if found else None
