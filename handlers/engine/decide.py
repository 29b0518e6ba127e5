"""What to do with a message: one function, which changes nothing and is tried on literal situations.

The rows stand in the order in which they hold; each says in its first line when it does.
"""

from __future__ import annotations

from collections.abc import Callable

from handlers.engine.answer import SHORT, Answer, Fit
from handlers.engine.moves import (
    BEFORE_EVERYTHING,
    Clarify,
    Fill,
    HandOver,
    Move,
    Open,
    Relay,
    Stay,
    Steer,
    Turn,
)
from handlers.engine.situation import Situation
from handlers.engine.utterance import Utterance
from language.intents.taxonomy import MOVES
from language.intents.wish import Wish

GRIEVANCES = frozenset({"complaint.file", "appeal.file", "objection.file"})
"""Who tells the ground of one of these says what the others are told by."""
CHANGES = frozenset(
    {"need.change", "diary.fix", "application.change", "profile.change", "event.change", "service.appoint"}
)
"""On a card a correction means this card."""
TELLINGS = frozenset({"need.post", "diary.log"})
"""What is told at length, as a matter of its own."""
COMPANY = MOVES - {"unclear"}
SAID_BEFORE = "这条刚才收到了。"
MOST_CHOICES = 3
LIKELY = 0.08
"""The chance from which something is worth offering."""
PLAINLY = 0.95
"""The chance from which a message wants something else than to answer a question that takes any words."""
MISSES_BEFORE_A_HUMAN = 1


Row = Callable[[Situation, Utterance], Move | None]


def decide(situation: Situation, utterance: Utterance) -> Move:
    """The first row that holds; the last one always does."""
    for row in _ROWS:
        if move := row(situation, utterance):
            return move
    return Stay("files") if utterance.files else _asked_what(situation)


def _reworded(situation: Situation, utterance: Utterance) -> Move | None:
    """The message is a new wording of an earlier one; staff who have taken the talk over read it like any other."""
    return situation.reworded() if utterance.edits and situation.case is None else None


def _tapped(situation: Situation, utterance: Utterance) -> Move | None:
    """A choice was tapped, or its number typed."""
    return situation.chosen()


def _pointed(situation: Situation, utterance: Utterance) -> Move | None:
    """The message replies to one of ours, and answers that."""
    points = utterance.points_at or utterance.quotes
    return situation.pointed() if points and utterance.text else None


def _relayed(situation: Situation, utterance: Utterance) -> Move | None:
    """Staff have taken this talk over, and these are words, no steering word and no caption that we have shown."""
    if not utterance.text or utterance.unreadable or situation.case is None or situation.steered():
        return None
    if offered := situation.captioned():
        return offered
    return Relay(situation.case)


def _conversed(situation: Situation, utterance: Utterance) -> Move | None:
    """In a chat with the other side of a service: what is not said to us is for them."""
    return situation.conversed(inside=True) if _is_text(situation, utterance) else None


def _conversed_at_last(situation: Situation, utterance: Utterance) -> Move | None:
    """The other side of a service has written, and nobody here would understand the answer."""
    return situation.conversed(inside=False) if _is_text(situation, utterance) else None


def _is_text(situation: Situation, utterance: Utterance) -> bool:
    plain = utterance.text and not (
        utterance.token or utterance.edits or utterance.files or utterance.unreadable
    )
    return bool(plain) and situation.case is None


def _unreadable(situation: Situation, utterance: Utterance) -> Move | None:
    """Nothing came that could be read."""
    return Stay("unreadable", utterance.unreadable) if utterance.unreadable else None


def _brought(situation: Situation, utterance: Utterance) -> Move | None:
    """Files or a place came, without words: whoever asked for them takes them."""
    if not (utterance.files or utterance.place):
        return None
    answer = situation.answer
    if answer:
        return Fill(answer)
    if utterance.files and (move := _sent(situation)):
        return move
    if utterance.place:
        return Stay("place")
    return None if utterance.text else Stay("files")


def _sent(situation: Situation) -> Move | None:
    """Files that nobody asked for: to the other side of a chat that the person is in, else into the form that they begin, else to
    the other side that has written of late."""
    if situation.case is not None:
        return None
    return situation.sent_on(inside=True) or situation.sent_for() or situation.sent_on(inside=False)


def _unconfirmed(situation: Situation, utterance: Utterance) -> Move | None:
    """«好，知道了»: what waits was read, and is answered by that neither way."""
    return situation.unconfirmed() if utterance.text and not utterance.token else None


def _steered(situation: Situation, utterance: Utterance) -> Move | None:
    """The whole message is a steering word that applies here."""
    return situation.steered()


def _each_answered(situation: Situation, utterance: Utterance) -> Move | None:
    """«第一个接，第二个不接»: several things that notices asked are answered, each by its name."""
    return situation.answered_each() if utterance.text and not utterance.token else None


def _of_cards(situation: Situation, utterance: Utterance) -> Move | None:
    """«那个社保的不要了», «先说工伤那个»: the message speaks of a card, not of the matter on it."""
    return situation.of_cards() if utterance.text and not utterance.token else None


def _in_turn(situation: Situation, utterance: Utterance) -> Move | None:
    """«第一条改成一小时», «第二件呢»: one of the several things that a message told is spoken of."""
    return situation.in_turn() if utterance.text and not utterance.token and situation.case is None else None


def _several(situation: Situation, utterance: Utterance) -> Move | None:
    """The message tells two things that have nothing to do with each other."""
    return situation.matters() if utterance.text and not utterance.token else None


def _turned(situation: Situation, utterance: Utterance) -> Move | None:
    """What is in hand is given up, and in the same message something else is wanted."""
    rest = situation.turned() if situation.in_hand else ""
    return Turn(rest) if rest else None


def _named(situation: Situation, utterance: Utterance) -> Move | None:
    """The whole message is the word of an entry, or a command in so many words."""
    return situation.named()


def _prompt_named(situation: Situation, utterance: Utterance) -> Move | None:
    """«接受»: the word that a notice asked for, whatever else is in hand."""
    return situation.prompted(named=True)


def _added(situation: Situation, utterance: Utterance) -> Move | None:
    """What is being told goes on."""
    return situation.added()


def _answered(situation: Situation, utterance: Utterance) -> Move | None:
    """The question asked is answered whole; on a card only by what corrects, or fills what is empty."""
    if not situation.in_hand:
        return None
    answer = situation.answer
    borne = 0 if situation.at_card else 1
    if answer.fit < Fit.WHOLE or (answer.conflicts > borne and not answer.corrects):
        return None
    return None if _gives_way(situation) else Fill(answer)


def _gives_way(situation: Situation) -> bool:
    """Whether nothing can be done with the message here, and it surely wants what another entry is for."""
    wish = situation.wish if not situation.answer.values else None
    elsewhere = wish and wish.sure and wish.main not in MOVES | situation.own
    return bool(elsewhere and wish and situation.serving(wish.main))


def _prompted(situation: Situation, utterance: Utterance) -> Move | None:
    """A notice is answered («五分»), or the caption of a choice shown was typed; in a form only the words it asked for do."""
    if not situation.in_hand and (move := situation.prompted(named=False)):
        return move
    if not (situation.in_hand and situation.answer) and (move := situation.spoken_of()):
        return move
    return situation.captioned()


def _just_done(situation: Situation, utterance: Utterance) -> Move | None:
    """«错了，是两个钟头», right after something was recorded: it is changed."""
    return situation.just_done() if utterance.text and not utterance.token else None


def _heeded(situation: Situation, utterance: Utterance) -> Move | None:
    """With nothing in hand somebody tells of a hardship: it goes before whatever else it sounds like."""
    told = utterance.text and not (utterance.token or situation.in_hand)
    return situation.heeded() if told else None


def _before_everything(situation: Situation, utterance: Utterance) -> Move | None:
    """A sure wish that goes before everything, and is not what is open."""
    wish = situation.wish
    if not wish.sure or wish.main not in BEFORE_EVERYTHING or wish.main in _own(situation):
        return None
    return _opened(situation, wish.main)


def _repeated(situation: Situation, utterance: Utterance) -> Move | None:
    """What was told is sent once more, word for word, while its form is still open."""
    return Stay("repeated", SAID_BEFORE) if situation.repeats else None


def _another_of_its_kind(situation: Situation, utterance: Utterance) -> Move | None:
    """A second thing of the kind that is in hand, which corrects nothing and adds nothing."""
    if not situation.in_hand or not situation.wish.sure or situation.wish.main not in _begun_here(situation):
        return None
    is_same = _adds_to_card if situation.at_card else _adds_to_telling
    return None if is_same(situation.answer, utterance.text) else _opened(situation, situation.wish.main)


def _begun_here(situation: Situation) -> frozenset[str]:
    """The intents whose telling may be a matter of its own: those served, and on a card that takes nothing of it a need or a diary."""
    takes_none = situation.at_card and not situation.answer
    return situation.served | (situation.own & TELLINGS if takes_none else frozenset())


def _adds_to_card(answer: Answer, text: str) -> bool:
    short = bool(answer) and not answer.conflicts and len(text) <= SHORT
    return answer.corrects or answer.names or short


def _adds_to_telling(answer: Answer, text: str) -> bool:
    """Whoever answers the question may say one thing otherwise; two things otherwise are another story."""
    return answer.conflicts <= (1 if answer.answers else 0)


def _put_right(situation: Situation, utterance: Utterance) -> Move | None:
    """A correction on a card is made there, though it sounds like a change of something else; what no slot takes stands in the text."""
    wish, answer = situation.wish, situation.answer
    is_change = not wish.sure or wish.main in CHANGES | MOVES
    if not (situation.at_card and answer.corrects and is_change):
        return None
    if answer.values:
        return Fill(answer)
    noted = situation.noted()
    return Fill(answer) if noted is None and answer.wrong and not situation.offers(wish.main) else noted


def _answered_in_part(situation: Situation, utterance: Utterance) -> Move | None:
    """The question is answered in part, and the message wants this form's own thing, or nothing for sure."""
    if not situation.in_hand:
        return None
    answer = situation.answer
    if answer.fit < Fit.PART or answer.aside:
        return None
    return Fill(answer) if _wants_nothing_else(situation) else None


def _wished(situation: Situation, utterance: Utterance) -> Move | None:
    """A sure wish that somebody serves."""
    wish = situation.wish
    if not wish.sure or (situation.in_hand and _wants_nothing_else(situation)):
        return None
    if situation.asks_for_words and situation.answer.answers and not _is_plain(wish):
        return None
    if wish.main == "help" and situation.in_hand:
        return Steer("help")
    if wish.main in situation.dropped_by:
        return Steer("cancel")
    return _opened(situation, wish.main)


def _is_plain(wish: Wish) -> bool:
    """Whether the message is what it sounds like, even beside a question that it might answer; a rule leaves no doubt."""
    return not wish.likely or wish.likely[0][1] >= PLAINLY


def _any_words(situation: Situation, utterance: Utterance) -> Move | None:
    """The slot takes any words, and the message is no small talk."""
    if not situation.in_hand:
        return None
    answer = situation.answer
    wish = situation.wish
    keeps_company = wish.sure and wish.main in COMPANY
    asks_else = (answer.asks or answer.aside) and not _may_be_own(situation)
    return Fill(answer) if answer and not keeps_company and not asks_else else None


def _kept_company(situation: Situation, utterance: Utterance) -> Move | None:
    """Small talk, thanks, an insult, what is no matter of ours."""
    wish = situation.wish
    return Stay(wish.main) if wish.sure and wish.main in COMPANY else None


def _asked_what(situation: Situation) -> Move:
    """Not understood: what it may have been, to choose from; for the second time in a row, a human first."""
    likely = [code for code, chance in situation.wish.likely if code not in MOVES and chance >= LIKELY]
    choices = tuple(code for code in likely if situation.offers(code))[:MOST_CHOICES]
    return HandOver(choices) if situation.misses >= MISSES_BEFORE_A_HUMAN else Clarify(choices)


def _wants_nothing_else(situation: Situation) -> bool:
    """Whether a message may be meant for the form in hand: its own kind of thing, small talk, or nothing for sure."""
    wish = situation.wish
    return not wish.sure or wish.main in MOVES or _may_be_own(situation)


def _may_be_own(situation: Situation) -> bool:
    """Whether a message may be meant for the form in hand; a question beside it is, where it is sooner that than anything else."""
    own, wish = _own(situation), situation.wish
    return wish.main in own if situation.answer.aside else wish.may_be(own)


def _own(situation: Situation) -> frozenset[str]:
    """The intents that the form in hand is for, as somebody's words in it may be read."""
    return situation.own | GRIEVANCES if situation.own & GRIEVANCES else situation.own


def _opened(situation: Situation, intent: str) -> Move | None:
    entry = situation.serving(intent)
    also = tuple(code for code in situation.wish.also if code not in MOVES and situation.serving(code))
    return Open(entry, intent, also=also) if entry else None


_ROWS: tuple[Row, ...] = (
    _reworded,
    _pointed,
    _in_turn,
    _tapped,
    _relayed,
    _unreadable,
    _brought,
    _conversed,
    _unconfirmed,
    _steered,
    _each_answered,
    _of_cards,
    _turned,
    _named,
    _prompt_named,
    _just_done,
    _repeated,
    _several,
    _added,
    _answered,
    _prompted,
    _heeded,
    _before_everything,
    _put_right,
    _another_of_its_kind,
    _answered_in_part,
    _wished,
    _conversed_at_last,
    _any_words,
    _kept_company,
)
