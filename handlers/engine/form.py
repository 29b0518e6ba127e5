"""A conversation is a form: its slots in the order a person would be asked, a card to confirm, a deed.

What a file in `handlers/conversations/` declares; the engine does the rest, for all forms alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from actions import notify
from handlers.engine.catches import About, Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import ANY, Deed
from handlers.message import Asks, Reply
from handlers.rendering.citing import with_names
from programme.packs import RulePack
from programme.roles import EVERYBODY, GUEST, OFFICE

Options = Sequence[tuple[str, Any]]


def _always(talk: ConversationContext, values: Values) -> bool:
    return True


def _no_options(talk: ConversationContext, values: Values) -> Options:
    return ()


def _reads_nothing(talk: ConversationContext, text: str) -> Any:
    return None


def _moves_nothing(talk: ConversationContext, known: Any, text: str) -> Any:
    return None


def _no_syntax(text: str) -> bool:
    return False


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
    `counted`: what is worked out from the other slots is a fact, and not marked as a guess.
    `foremost`: asked in its own words before the form's opening, since it decides what the form asks.
    `whole`: `read` knows an answer only where the whole message is one. `composed`: words for others to read, so that a
    question, an errand or a correction is none of them.
    `asks` is what a phone can send by itself in answer; `is_day`: the value is a day in ISO form, shown as people say it.
    `holds`: files that come at this question wait in the slot that takes them until it is answered; these words say so.
    `older` are captions that its options bore before, understood still.
    `hint` is what is said when the answer was not understood; `check` says what is wrong with a value
    that was understood, or nothing; `moved` reads a text that changes a part of the value there is («到周日» of days away), or nothing.
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
    foremost: bool = False
    hint: str = ""
    takes_files: bool = False
    holds: str = ""
    free: bool = False
    guessed: bool = False
    verbatim: bool = False
    whole: bool = False
    surely: Callable[[str], bool] = _no_syntax
    composed: bool = False
    counted: bool = False
    asks: Asks = ""
    is_day: bool = False
    older: tuple[str, ...] = ()
    check: Callable[[ConversationContext, Any], str] = _no_objection
    moved: Callable[[ConversationContext, Any, str], Any] = _moves_nothing

    def question(self, talk: ConversationContext, values: Values) -> str:
        """The question as this person is asked it; of what is never asked for, what it is to be changed to."""
        asked = self.ask if isinstance(self.ask, str) else self.ask(talk, values)
        return asked or f"{self.label}改成什么？"

    @property
    def can_be_told(self) -> bool:
        """Whether anything that a person says is a value of it; what only stands on the card to be read is not."""
        return (
            self.read is not _reads_nothing
            or self.options is not _no_options
            or self.takes_files
            or self.free
        )

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


def _asks_first(talk: ConversationContext, values: Values) -> bool:
    return False


def _is_open(talk: ConversationContext, values: Values, since: datetime) -> bool:
    return False


def _no_catch(talk: ConversationContext, values: Values) -> Catch | None:
    return None


def _any_deed(talk: ConversationContext, values: Values) -> Deed:
    return ANY


def _names_none(talk: ConversationContext, text: str, waiting: Sequence[Any]) -> About | None:
    return None


def _no_other(talk: ConversationContext, values: Values, text: str) -> bool:
    return False


def _means_this(talk: ConversationContext, text: str) -> str:
    return ""


def _no_more(text: str) -> str | None:
    return None


def _reads_no_slots(talk: ConversationContext, text: str, values: Values) -> Values:
    return {}


def _one(talk: ConversationContext, text: str) -> Sequence[tuple[Values, Set[str]]]:
    return ()


def _means_nothing(intent: str, text: str) -> Values:
    return {}


def _no_more_of_it(talk: ConversationContext, values: Values, text: str) -> Values:
    return {}


def _never_idle(talk: ConversationContext) -> bool:
    return False


def _heeds_nothing(talk: ConversationContext, text: str) -> bool:
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


def _by_its_words(talk: ConversationContext, values: Values) -> str:
    return ""


def _unchanged(values: Values, version: int) -> Values:
    return values


def _of_anybody(talk: ConversationContext) -> bool:
    return True


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
    that then give it up («撤了吧»). `yes`: words that confirm its card, besides a plain yes («撤吧» where one takes back); `sends`: its deed
    sends something off, so that «发送», «发布» are such words; `irreversible`: what it does cannot be taken back, so that a yes must name the
    deed («好的» does not); `to_others`: those whom it is about hear of it; `anew`: what is to be done and to whom, in the words in which it is
    asked when its card has come back. `deed`: what its card does, as far as a stop names it. `syntax`: whether a text
    is a command of this form in so many words («通过 何志强»), so that nobody need ask what it wants.
    `heeds`: whether it is for what a text tells, with nothing in hand and nothing answered by it, whatever else that sounds like.
    `weighty`: opened by its own words or a tap alone, and by no place among the choices («第一个»).
    `read`: any slots out of one message. `unsaid`: which of those were worked out from the message and not
    said in it. `several`: the slots of each, and the unsaid among them, where
    one message tells of more than one (two services); `is_other`: whether a whole telling is of another matter than what was
    told before; `meanwhile`: whether a text tells its matter so plainly that it begins beside another form in hand;
    `rather`: the intent of a text that only sounds like
    this form's, else nothing; `counted`: how it is said that so many were heard.
    `more`: the values that grow where a whole text only adds to them («还有一家叫明记»).
    `infer`: slots that follow from facts or other slots; they
    are marked on the card and give way to what is said. `look`: what the card asks where «对吗？» makes no
    sense. `card`: title of the read-back card; without one the deed
    is done as soon as all is known, and so it is where it was ordered `outright` («跟律师讲周四来»).
    `pending`: what the person is being asked about right
    now (offers, ratings), as values of the slot `ref`, so that a bare answer finds its question. `about`: which of those
    a text names, None where it names nothing. `catch`: what the card asks before the deed. `one_more`: what a text
    says besides that it begins another of this form, while one is in hand too («再记一条»); None where it does not.
    `needless`: why there is nothing to do with it just now, or nothing. `closed`: why it may not be
    filled in at all, or nothing: said before anything is asked, and a draft is put aside. `settled`: whether what it
    asks was answered from another side since it was begun, so that it is over. `of_pack`:
    slots that follow from the rule pack in use, after the others. `cancelled`: the answer that
    取消 stands for, where giving up is an answer of its own. `stale_after`: a form that nobody misses is
    dropped after this long, or, where it has no card, when another begins. `menu`: it only leads on, so that it is not asked
    again once something else was said. `given`: slots that are never asked for and must be known
    from the start; a tap that leaves one out opens nothing, and a stored talk without one is dropped.
    `called`: what it is about in a few words, while it waits; else the words of a free slot, or the title.
    `adds`: the free slot that takes what is told in addition, in messages of its own; `apart`: whether a text is of something
    else, so that nothing of it is written into this form. `opened_by`: types of files that
    begin it, where nothing in hand takes them and `opened_when` says that they may be meant for it. `means`: what an
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
    yes: tuple[str, ...] = ()
    sends: bool = False
    irreversible: bool = False
    to_others: bool = False
    anew: Callable[[ConversationContext, Values], str] = _by_its_words
    weighty: bool = False
    deed: Callable[[ConversationContext, Values], Deed] = _any_deed
    examples: tuple[str, ...] = ()
    syntax: Callable[[str], bool] = _no_syntax
    heeds: Callable[[ConversationContext, str], bool] = _heeds_nothing
    roles: frozenset[str] = EVERYBODY
    opening: str | Callable[[ConversationContext, Values], str] = ""
    sample: str = ""
    read: Callable[[ConversationContext, str, Values], Values] = _reads_no_slots
    unsaid: Callable[[ConversationContext, str], Set[str]] = _all_said
    several: Callable[[ConversationContext, str], Sequence[tuple[Values, Set[str]]]] = _one
    is_other: Callable[[ConversationContext, Values, str], bool] = _no_other
    meanwhile: Callable[[ConversationContext, str], bool] = _heeds_nothing
    infer: Callable[[ConversationContext, Values], Values] = _nothing_known
    rather: Callable[[ConversationContext, str], str] = _means_this
    counted: str = "听到 {} 件，先看第 1 件。"
    card: str = ""
    look: str = ""
    outright: Callable[[ConversationContext, Values], bool] = _asks_first
    ref: str = ""
    more: Callable[[ConversationContext, Values, str], Values] = _no_more_of_it
    pending: Callable[[ConversationContext], Sequence[Any]] = _no_presets
    about: Callable[[ConversationContext, str, Sequence[Any]], About | None] = _names_none
    one_more: Callable[[str], str | None] = _no_more
    catch: Callable[[ConversationContext, Values], Catch | None] = _no_catch
    needless: Callable[[ConversationContext], str] = _of_use
    closed: Callable[[ConversationContext, Values], str] = _always_open
    settled: Callable[[ConversationContext, Values, datetime], bool] = _is_open
    of_pack: Callable[[RulePack], tuple[Slot, ...]] = _no_slots
    cancelled: Values | None = None
    consent: bool = True
    welcome: str = "您好，我是益企。"
    stale_after: timedelta | None = None
    given: tuple[str, ...] = ()
    menu: bool = False
    adds: str = ""
    apart: Callable[[str], bool] = _no_syntax
    called: Callable[[ConversationContext, Values], str] = _by_its_words
    opened_by: frozenset[str] = frozenset()
    opened_when: Callable[[ConversationContext], bool] = _of_anybody
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
    def reaches_others(self) -> bool:
        """Whether its deed sends something to others, or decides about somebody."""
        told = self.sends and not self.roles & GUEST  # a newcomer sends an own application
        return told or self.irreversible or self.to_others or self.roles <= OFFICE

    @property
    def is_heeding(self) -> bool:
        """Whether it is for what somebody may tell, whatever else that sounds like."""
        return self.heeds is not _heeds_nothing

    @property
    def is_told_meanwhile(self) -> bool:
        return self.meanwhile is not _heeds_nothing

    @property
    def is_told_again(self) -> bool:
        """Whether a few words begin one more of this form while one is in hand."""
        return self.one_more is not _no_more

    @property
    def is_told_in_pieces(self) -> bool:
        """Whether people tell it in several messages, one matter after the other, as needs and services are."""
        return self.is_told_again or self.is_other is not _no_other

    @property
    def has_syntax(self) -> bool:
        return self.syntax is not _no_syntax

    def with_pack(self, rules: RulePack) -> Form:
        """The form with what this rule pack asks. Raises `DoubledSlot` where a slot's name would stand twice."""
        return replace(self, slots=self.slots + self.of_pack(rules))

    def opens_with(self, talk: ConversationContext, values: Values) -> str:
        """The opening as this person is asked it."""
        return self.opening if isinstance(self.opening, str) else self.opening(talk, values)

    @property
    def answer(self) -> Slot | None:
        """The slot that a notice about `ref` asks for: the one after it."""
        return self.slots[1] if self.ref and len(self.slots) > 1 else None

    def slot(self, name: str) -> Slot | None:
        """The slot of this name."""
        return next((slot for slot in self.slots if slot.name == name), None)


@dataclass(frozen=True, slots=True)
class Command:
    """An answer given at once, with no slots: my needs, my progress, help. `syntax`: as of a form.

    `idle`: whether a text of its syntax finds nothing to answer just now, and is read as if it had none.
    """

    name: str
    title: str
    examples: tuple[str, ...]
    answer: Callable[[ConversationContext], Reply]
    roles: frozenset[str] = EVERYBODY
    serves: tuple[str, ...] = ()
    syntax: Callable[[str], bool] = _no_syntax
    idle: Callable[[ConversationContext], bool] = _never_idle

    @property
    def has_syntax(self) -> bool:
        return self.syntax is not _no_syntax


N = TypeVar("N", bound=notify.Notice)


@dataclass(frozen=True, slots=True)
class NoticeRenderer(Generic[N]):
    """How queued notices of one kind (`of`) are put into words when they are delivered.

    `words` returns None where the notice has become pointless.
    `bears_double`: after a crash that leaves open whether it arrived, it is sent again, since a second copy does
    no harm. Where it would (two warnings are one too many), it is held for staff to look at.
    `for_rooms`: a station's group may be told it too.
    `reminder`: it presses nobody, so a person is told all such things at once, and once a day at most.
    `grave`: it is hard to hear, and told on a working day in office hours.
    `to_strangers`: it leaves the house: nothing of its person's own talk goes with it.
    `office`: work for staff: the first goes at once, what of its kind follows within the hour waits and goes as one.
    """

    of: type[N]
    words: Callable[[ConversationContext, N], Reply | None]
    bears_double: bool = True
    reminder: bool = False
    for_rooms: bool = False
    to_strangers: bool = False
    office: bool = False
    grave: bool = False

    @property
    def kind(self) -> str:
        """The stored name of the notice."""
        return self.of.kind

    def show(self, talk: ConversationContext, facts: dict[str, Any]) -> Reply | None:
        """The stored facts in words."""
        reply = self.words(talk, self.of.read(facts))
        return with_names(reply) if reply else None
