"""What can be done with a message. `decide` chooses one of these, `perform` does it; its name is kept with the message."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.engine.answer import NOTHING, Answer
from handlers.engine.context import Values
from handlers.message import Choice

BEFORE_EVERYTHING = frozenset(
    {"complaint.file", "human", "privacy.export", "privacy.delete", "appeal.file", "objection.file"}
)
"""What is heard in the middle of anything."""


@dataclass(frozen=True, slots=True)
class Tap:
    """Do what a shown choice says."""

    token: str


@dataclass(frozen=True, slots=True)
class Steer:
    """A steering word, or finding fault with one slot of the card. `key`: for this form, be it parked."""

    word: str
    slot: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Fill:
    """The form in hand takes the answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Add:
    """What is told goes on: the form of this key takes the answer, which has it put to what was told before."""

    key: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerPrompt:
    """What a notice asked is answered: the form and, where it is known which, the record. `said`: in other words than typed."""

    form: str
    ref: int | None = None
    said: str = ""
    intent: str = ""


@dataclass(frozen=True, slots=True)
class AnswerEach:
    """Several of what a notice asked (`form`) are answered at once: what each form is to do, with its values.

    `unclear`: what is asked of those that fit more than one.
    """

    form: str
    answers: tuple[tuple[str, Values], ...]
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Which:
    """What was typed fits under several messages: ask which."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What is in hand is given up for the rest of the message, which is then decided on: «算了，我想问的是…»."""

    rest: str


@dataclass(frozen=True, slots=True)
class TakeUp:
    """The form of this key is taken in hand, and the rest of the message is decided on there: «第一条改成一小时»."""

    key: int
    rest: str


@dataclass(frozen=True, slots=True)
class Reword:
    """An earlier message has another wording: the form that it filled takes the answer, and what is said no more is `gone`.

    Without a form nothing changes any more. `others`: the same for the other things that it told.
    """

    key: int = 0
    answer: Answer = NOTHING
    gone: tuple[str, ...] = ()
    others: tuple[Reword, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """Begin what serves the intent; what is in hand is parked. `told`: the message says more than the name of it.

    `another`: one more of the kind, though one is in hand. `about`: the record that the message points at. `files`: the keys
    of the files that opened it.
    """

    entry: str
    intent: str = ""
    told: bool = True
    another: bool = False
    also: tuple[str, ...] = ()
    about: int | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenEach:
    """Begin several things that one message wants: of each the entry, the intent and the words that tell it."""

    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Clarify:
    """Ask what was meant, with these intents to choose from."""

    intents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """Not understood again: offer a human first."""

    intents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relay:
    """Staff have taken the talk over: they read it."""

    case: int


@dataclass(frozen=True, slots=True)
class Converse:
    """The words, and the files with these keys, are for the other side of this need, with whom the person is in a chat; None where
    they may be for two."""

    need: int | None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whom:
    """The words may be for the other side of this need, or for us, who would understand them as the intent: ask which."""

    need: int
    intent: str


@dataclass(frozen=True, slots=True)
class Stay:
    """Nothing moves: one line, which `why` names or `lead` is, and the question again."""

    why: str
    lead: str = ""


Move = (
    Tap
    | Steer
    | Fill
    | Add
    | AnswerPrompt
    | AnswerEach
    | Which
    | Turn
    | TakeUp
    | Reword
    | Open
    | OpenEach
    | Clarify
    | HandOver
    | Relay
    | Converse
    | Whom
    | Stay
)
NAMES = {
    Tap: "tap",
    Steer: "steer",
    Fill: "fill",
    Add: "add",
    AnswerPrompt: "prompt",
    AnswerEach: "each",
    Which: "which",
    Turn: "turn",
    TakeUp: "take_up",
    Reword: "reword",
    Open: "open",
    OpenEach: "open_each",
    Clarify: "clarify",
    HandOver: "hand_over",
    Relay: "relay",
    Converse: "converse",
    Whom: "whom",
    Stay: "stay",
}
"""As they stand in inbox rows."""
