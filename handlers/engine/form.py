"""A conversation is a form: its slots in the order a person would be asked, a card to confirm, a deed.

What a file in `handlers/conversations/` declares; the engine does the rest, for all forms alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar

from actions import notify
from handlers.engine.catches import About, Catch
from handlers.engine.context import ConversationContext, Values
from handlers.message import Asks, Reply
from handlers.rendering.citing import with_names
from programme.packs import RulePack
from programme.roles import EVERYBODY

Options = Sequence[tuple[str, Any]]


def _always(talk: ConversationContext, values: Values) -> bool:
    return True


def _no_options(talk: ConversationContext, values: Values) -> Options:
    return ()


def _reads_nothing(talk: ConversationContext, text: str) -> Any:
    return None


def _no_objection(talk: ConversationContext, value: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to know.

    `read` turns an answer to this very question into a JSON value, or None when it is none.
    `asked=False` slots are filled when somebody says them and can be changed on the card, never asked for.
    `free` slots take any words, so no correction is guessed to mean them; `verbatim` ones take whatever is typed, as it
    stands, for it is meant for somebody else.
    `guessed` ones are read from what a whole message is about, so that another value contradicts nothing.
    `whole`: `read` knows an answer only where the whole message is one.
    `asks` is what a phone can send by itself in answer.
    `hint` is what is said when the answer was not understood; `check` says what is wrong with a value
    that was understood, or nothing.
    """

    name: str
    label: str
    ask: str | Callable[[ConversationContext, Values], str] = ""
    read: Callable[[ConversationContext, str], Any] = _reads_nothing
    show: Callable[[Any], str] = str
    options: Callable[[ConversationContext, Values], Options] = _no_options
    when: Callable[[ConversationContext, Values], bool] = _always
    asked: bool = True
    skippable: bool = False
    hidden: bool = False
    hint: str = ""
    takes_files: bool = False
    free: bool = False
    guessed: bool = False
    verbatim: bool = False
    whole: bool = False
    asks: Asks = ""
    check: Callable[[ConversationContext, Any], str] = _no_objection

    def question(self, talk: ConversationContext, values: Values) -> str:
        """The question as this person is asked it."""
        return self.ask if isinstance(self.ask, str) else self.ask(talk, values)

    def choices(self, talk: ConversationContext, values: Values) -> Options:
        """The options there are just now, worked out once a message."""
        return () if self.options is _no_options else talk.once(self.options, values)

    def applies(self, talk: ConversationContext, values: Values) -> bool:
        """Whether the slot is of any concern just now, worked out once a message."""
        return self.when is _always or talk.once(self.when, values)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a submitted form says. `forget_parked` also ends the talks that waited behind it."""

    reply: Reply
    forget_parked: bool = False
    then: tuple[str, Values] | None = None
    """Another form to go on with, and what is known for it."""


def _no_catch(talk: ConversationContext, values: Values) -> Catch | None:
    return None


def _names_none(talk: ConversationContext, text: str, waiting: Sequence[Any]) -> About | None:
    return None


def _no_more(text: str) -> str | None:
    return None


def _reads_no_slots(talk: ConversationContext, text: str, values: Values) -> Values:
    return {}


def _one(talk: ConversationContext, text: str) -> Sequence[tuple[Values, Set[str]]]:
    return ()


def _means_nothing(intent: str, text: str) -> Values:
    return {}


def _no_syntax(text: str) -> bool:
    return False


def _no_presets(talk: ConversationContext) -> Sequence[Any]:
    return ()


def _all_said(talk: ConversationContext, text: str) -> Set[str]:
    return frozenset()


def _of_use(talk: ConversationContext) -> str:
    return ""


def _always_open(talk: ConversationContext, values: Values) -> str:
    return ""


def _nothing_known(talk: ConversationContext, values: Values) -> Values:
    return {}


def _unchanged(values: Values, version: int) -> Values:
    return values


def _no_slots(rules: RulePack) -> tuple[Slot, ...]:
    return ()


class DoubledSlot(ValueError):
    """Two slots of a form have one name: whatever is looked up by it would find the first alone."""


@dataclass(frozen=True, slots=True)
class Form:
    """A conversation.

    `serves`: the intents that it is for (`language.intents`). `examples`: words that open it, each a thing somebody would say
    for it; where several entries serve an intent, the one with the likest example is taken.
    `akin`: intents that mean this form too while it is in hand («加急» on the card of a need); `dropped_by`: those
    that then give it up («撤了吧»). `syntax`: whether a text
    is a command of this form in so many words («通过 何志强»), so that nobody need ask what it wants.
    `read`: any slots out of one message. `unsaid`: which of those were worked out from the message and not
    said in it. `several`: the slots of each, and the unsaid among them, where
    one message tells of more than one (two services); `counted`: how it is said that so many were heard.
    `infer`: slots that follow from facts or other slots; they
    are marked on the card and give way to what is said. `card`: title of the read-back card; without
    one the deed is done as soon as all is known. `pending`: what the person is being asked about right
    now (offers, ratings), as values of the slot `ref`, so that a bare answer finds its question. `about`: which of those
    a text names, None where it names nothing. `catch`: what the card asks before the deed. `one_more`: what a text
    says besides that it begins another of this form, while one is in hand too («再记一条»); None where it does not.
    `needless`: why there is nothing to do with it just now, or nothing. `closed`: why it may not be
    filled in at all, or nothing: said before anything is asked, and a draft is put aside. `of_pack`:
    slots that follow from the rule pack in use, after the others. `cancelled`: the answer that
    取消 stands for, where giving up is an answer of its own. `stale_after`: a form that nobody misses is
    dropped after this long, or when another begins. `given`: slots that are never asked for and must be known
    from the start; a tap that leaves one out opens nothing, and a stored talk without one is dropped.
    `adds`: the free slot that takes what is told in addition, in messages of its own. `means`: what an
    intent and its words say together («offer.accept» and «这家我去»: the answer is yes). `upgrade`: the values of an earlier version
    (its number is the second argument) as values of this one; those that no longer fit are left out afterwards.
    """

    name: str
    version: int
    title: str
    slots: tuple[Slot, ...]
    submit: Callable[[ConversationContext, Values], Outcome]
    serves: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()
    dropped_by: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    syntax: Callable[[str], bool] = _no_syntax
    roles: frozenset[str] = EVERYBODY
    opening: str = ""
    sample: str = ""
    read: Callable[[ConversationContext, str, Values], Values] = _reads_no_slots
    unsaid: Callable[[ConversationContext, str], Set[str]] = _all_said
    several: Callable[[ConversationContext, str], Sequence[tuple[Values, Set[str]]]] = _one
    infer: Callable[[ConversationContext, Values], Values] = _nothing_known
    counted: str = "听到 {} 件，先看第 1 件。"
    card: str = ""
    ref: str = ""
    pending: Callable[[ConversationContext], Sequence[Any]] = _no_presets
    about: Callable[[ConversationContext, str, Sequence[Any]], About | None] = _names_none
    one_more: Callable[[str], str | None] = _no_more
    catch: Callable[[ConversationContext, Values], Catch | None] = _no_catch
    needless: Callable[[ConversationContext], str] = _of_use
    closed: Callable[[ConversationContext, Values], str] = _always_open
    of_pack: Callable[[RulePack], tuple[Slot, ...]] = _no_slots
    cancelled: Values | None = None
    consent: bool = True
    stale_after: timedelta | None = None
    given: tuple[str, ...] = ()
    adds: str = ""
    means: Callable[[str, str], Values] = _means_nothing
    upgrade: Callable[[Values, int], Values] = _unchanged

    def __post_init__(self) -> None:
        names = [slot.name for slot in self.slots]
        if doubled := {name for name in names if names.count(name) > 1}:
            raise DoubledSlot(f"{self.name}: slots of one name: {sorted(doubled)}")

    @property
    def asks_unasked(self) -> bool:
        """Whether notices ask people for an answer to this form."""
        return self.pending is not _no_presets

    @property
    def is_told_again(self) -> bool:
        """Whether a few words begin one more of this form while one is in hand."""
        return self.one_more is not _no_more

    def with_pack(self, rules: RulePack) -> Form:
        """The form with what this rule pack asks. Raises `DoubledSlot` where a slot's name would stand twice."""
        return replace(self, slots=self.slots + self.of_pack(rules))

    @property
    def answer(self) -> Slot | None:
        """The slot that a notice about `ref` asks for: the one after it."""
        return self.slots[1] if self.ref and len(self.slots) > 1 else None

    def slot(self, name: str) -> Slot | None:
        """The slot of this name."""
        return next((slot for slot in self.slots if slot.name == name), None)


@dataclass(frozen=True, slots=True)
class Command:
    """An answer given at once, with no slots: my needs, my progress, help."""

    name: str
    title: str
    examples: tuple[str, ...]
    answer: Callable[[ConversationContext], Reply]
    roles: frozenset[str] = EVERYBODY
    serves: tuple[str, ...] = ()


N = TypeVar("N", bound=notify.Notice)


@dataclass(frozen=True, slots=True)
class NoticeRenderer(Generic[N]):
    """How queued notices of one kind (`of`) are put into words when they are delivered.

    `words` returns None where the notice has become pointless.
    `bears_double`: after a crash that leaves open whether it arrived, it is sent again, since a second copy does
    no harm. Where it would (two warnings are one too many), it is held for staff to look at.
    `for_rooms`: a station's group may be told it too.
    `reminder`: it presses nobody, so a person is told all such things at once, and once a day at most.
    `office`: work for staff: the first goes at once, what of its kind follows within the hour waits and goes as one.
    """

    of: type[N]
    words: Callable[[ConversationContext, N], Reply | None]
    bears_double: bool = True
    reminder: bool = False
    for_rooms: bool = False
    office: bool = False

    @property
    def kind(self) -> str:
        """The stored name of the notice."""
        return self.of.kind

    def show(self, talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
        """The stored facts in words."""
        reply = self.words(talk, self.of.read(facts))
        return with_names(reply) if reply else None
