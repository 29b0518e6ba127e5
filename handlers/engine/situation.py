"""Where a talk stands as a message comes in, as `decide` asks for it."""

from __future__ import annotations

from typing import Protocol

from handlers.engine.answer import Answer
from handlers.engine.moves import Move, Open, Steer
from language.intents.wish import Wish


class Situation(Protocol):
    """What costs something is worked out when a row asks for it."""

    @property
    def case(self) -> int | None:
        """The request for whose sake staff have taken the talk over."""

    @property
    def in_hand(self) -> bool:
        """Whether a form is in hand."""

    @property
    def own(self) -> frozenset[str]:
        """The intents that mean the form in hand: what it serves, and what is akin to it."""

    @property
    def served(self) -> frozenset[str]:
        """Those of them that it serves."""

    @property
    def dropped_by(self) -> frozenset[str]:
        """The intents that give up the form in hand."""

    @property
    def at_card(self) -> bool:
        """Whether its read-back card is what the person sees."""

    @property
    def asks_for_words(self) -> bool:
        """Whether the question in hand was asked just now and takes any words."""

    @property
    def misses(self) -> int:
        """How many messages in a row were not understood."""

    @property
    def answer(self) -> Answer:
        """How the text, the files or the place would answer the form in hand."""

    @property
    def repeats(self) -> bool:
        """Whether the text is what the form in hand was told already."""

    @property
    def wish(self) -> Wish:
        """What the message wants."""

    def added(self) -> Move | None:
        """What to do with the text as more of what is being told, where it is or may be that."""

    def in_turn(self) -> Move | None:
        """What a text does that speaks of one of several things which one message told; None where it speaks of none."""

    def matters(self) -> Move | None:
        """What begins each of several things of different kinds that the text tells; None where it tells one alone."""

    def noted(self) -> Move | None:
        """What puts a correction that no slot takes into the text of the card; None where it has no such text, or too little is said."""

    def reworded(self) -> Move | None:
        """What follows from a new wording of an earlier message; None where the message is none."""

    def pointed(self) -> Move | None:
        """What the text answers under the message of ours to which it replies; None where that asks nothing, or something else
        is said."""

    def chosen(self) -> Move | None:
        """What was tapped, or stands under the number that was typed; None where neither."""

    def unconfirmed(self) -> Move | None:
        """What to say to «收到», or on a card that cannot be undone to a mere «好的»; None where the text is neither."""

    def steered(self) -> Steer | Open | None:
        """The steering word that the whole text is, where it applies here; with nothing in hand «撤了» is said of what was handed in."""

    def sent_for(self) -> Open | None:
        """The form that files of this type begin, where the person may fill it in; None where there is none."""

    def named(self) -> Open | None:
        """The entry whose own word the whole text is, or whose syntax it has."""

    def prompted(self, *, named: bool) -> Move | None:
        """The notice that the text answers: by one of its words (`named`), or as its question reads it."""

    def answered_each(self) -> Move | None:
        """What the text answers of several things that notices ask, where it names each."""

    def just_done(self) -> Move | None:
        """What changes that which was done a moment ago, where the text corrects: «错了，是两个钟头» after a diary was recorded."""

    def spoken_of(self) -> Move | None:
        """The notice whose matter the text names outright, in the midst of something else too."""

    def heeded(self) -> Open | None:
        """The form that is for what the text tells of its person, whatever else it sounds like."""

    def of_cards(self) -> Move | None:
        """What becomes of a card that the text speaks of: «那个社保的不要了»; None where it speaks of none."""

    def captioned(self) -> Move | None:
        """The choice shown a moment ago whose caption the text is."""

    def turned(self) -> str:
        """What somebody rather wants who gives up what is in hand in the same message; empty where it is no such thing."""

    def offers(self, intent: str) -> bool:
        """Whether this person has an entry for an intent, and there is something to do with it just now."""

    def conversed(self, *, inside: bool) -> Move | None:
        """What brings the text before the other side of a service, with whom the person is in a chat: `inside`, where they have come
        in, all that is not said to us; else what nobody here would understand."""

    def sent_on(self, *, inside: bool) -> Move | None:
        """The same for files that came, with what is written to them."""

    def serving(self, intent: str) -> str:
        """The entry that serves an intent for this person; empty where there is none."""
