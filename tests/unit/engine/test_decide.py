"""What is done with a message, decided on situations written down; no database, no form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.answer import NOTHING, Answer, Fit
from handlers.engine.decide import decide
from handlers.engine.moves import (
    BEFORE_EVERYTHING,
    AnswerPrompt,
    Clarify,
    Converse,
    Fill,
    HandOver,
    Move,
    Open,
    Relay,
    Reword,
    Stay,
    Steer,
    Tap,
    Turn,
)
from handlers.engine.utterance import Utterance
from handlers.message import Attachment
from language.intents.taxonomy import INTENTS, MOVES
from language.intents.wish import Wish

UNSURE = Wish("unclear", False)
WHOLE = Answer({"day": "2026-03-02"}, fit=Fit.WHOLE)
PART = Answer({"day": "2026-03-02"}, fit=Fit.PART)
FREE = Answer({"text": "随便什么"}, fit=Fit.FREE)
PHOTO = Attachment("key", "image/png", 10)


@dataclass
class Literal:
    """A situation as it is written down: by default nothing is in hand, and nothing is understood."""

    case: int | None = None
    in_hand: bool = False
    own: frozenset[str] = frozenset()
    dropped_by: frozenset[str] = frozenset()
    at_card: bool = False
    asks_for_words: bool = False
    misses: int = 0
    repeats: bool = False
    answer: Answer = NOTHING
    wish: Wish = UNSURE
    pointing: Move | None = None
    token: Move | None = None
    only_read: Move | None = None
    steering: Steer | None = None
    open: Open | None = None
    by_word: Move | None = None
    by_reading: Move | None = None
    rewording: Move | None = None
    by_card: Move | None = None
    note: Move | None = None
    by_place: Move | None = None
    by_parts: Move | None = None
    by_each: Move | None = None
    by_matter: Move | None = None
    by_change: Move | None = None
    caption: Move | None = None
    opened_by_file: Open | None = None
    turn: str = ""
    addition: Move | None = None
    hardship: Open | None = None
    chat: int | None = None
    is_inside: bool = False
    unserved: frozenset[str] = field(default_factory=frozenset)

    @property
    def served(self) -> frozenset[str]:
        return self.own

    def added(self) -> Move | None:
        return self.addition

    def reworded(self) -> Move | None:
        return self.rewording

    def heeded(self) -> Open | None:
        return self.hardship

    def sent_on(self, *, inside: bool) -> Move | None:
        return Converse(self.chat, ("key",)) if self.chat and (self.is_inside or not inside) else None

    def conversed(self, *, inside: bool) -> Move | None:
        return Converse(self.chat) if self.chat and (self.is_inside or not inside) else None

    def of_cards(self) -> Move | None:
        return self.by_card

    def in_turn(self) -> Move | None:
        return self.by_place

    def matters(self) -> Move | None:
        return self.by_parts

    def noted(self) -> Move | None:
        return self.note

    def pointed(self) -> Move | None:
        return self.pointing

    def chosen(self) -> Move | None:
        return self.token

    def unconfirmed(self) -> Move | None:
        return self.only_read

    def steered(self) -> Steer | None:
        return self.steering

    def named(self) -> Open | None:
        return self.open

    def prompted(self, *, named: bool) -> Move | None:
        return self.by_word if named else self.by_reading

    def answered_each(self) -> Move | None:
        return self.by_each

    def just_done(self) -> Move | None:
        return self.by_change

    def spoken_of(self) -> Move | None:
        return self.by_matter

    def turned(self) -> str:
        return self.turn

    def sent_for(self) -> Open | None:
        return self.opened_by_file

    def captioned(self) -> Move | None:
        return self.caption

    def offers(self, intent: str) -> bool:
        return bool(self.serving(intent))

    def serving(self, intent: str) -> str:
        return "" if intent in self.unserved or intent in MOVES else f"for {intent}"


def form(**known: object) -> Literal:
    """A form that records services is in hand."""
    return Literal(in_hand=True, own=frozenset({"diary.log"}), **known)  # type: ignore[arg-type]


def sure(intent: str, **likely: float) -> Wish:
    return Wish(intent, True, likely=tuple(likely.items()))


def decided(situation: Literal, text: str = "说了什么", **utterance: object) -> Move:
    return decide(situation, Utterance(text, **utterance))  # type: ignore[arg-type]


def test_a_new_wording_of_an_earlier_message_is_no_new_message() -> None:
    edited = Literal(rewording=Reword(1, WHOLE), token=Tap("s:need"), steering=Steer("cancel"), in_hand=True)
    assert decided(edited, edits="11") == Reword(1, WHOLE)
    assert decided(edited) == Tap("s:need")
    assert decided(replace(edited, rewording=None), edits="11") == Tap("s:need")
    assert decided(replace(edited, case=3, token=None, steering=None), edits="11") == Relay(3)


@pytest.mark.parametrize(
    ("situation", "move"),
    [
        (Literal(token=Tap("s:need"), case=3), Tap("s:need")),
        (Literal(only_read=Stay("kept"), steering=Steer("confirm")), Stay("kept")),
        (Literal(case=3), Relay(3)),
        (Literal(case=3, steering=Steer("cancel")), Steer("cancel")),
        (form(steering=Steer("back"), answer=WHOLE), Steer("back")),
        (form(open=Open("complain", told=False), answer=WHOLE), Open("complain", told=False)),
        (form(by_word=AnswerPrompt("offer", 7), answer=WHOLE), AnswerPrompt("offer", 7)),
        (form(answer=WHOLE, wish=sure("need.post")), Fill(WHOLE)),
        (Literal(by_reading=AnswerPrompt("rating", 1)), AnswerPrompt("rating", 1)),
        (form(by_reading=AnswerPrompt("rating", 1), answer=PART), Fill(PART)),
        (form(by_reading=AnswerPrompt("rating", 1)), Clarify()),
        (form(wish=sure("need.withdraw"), dropped_by=frozenset({"need.withdraw"})), Steer("cancel")),
        (form(wish=sure("help")), Steer("help")),
        (form(answer=replace(FREE, asks=True), wish=Wish("unclear", True)), Clarify()),
        (Literal(caption=Tap("s:need")), Tap("s:need")),
        (form(answer=PART, wish=sure("complaint.file")), Open("for complaint.file", "complaint.file")),
        (form(answer=FREE, wish=sure("human")), Open("for human", "human")),
        (form(answer=PART, wish=sure("diary.log")), Fill(PART)),
        (form(answer=PART, wish=sure("smalltalk")), Fill(PART)),
        (form(answer=PART, wish=Wish("need.post", False)), Fill(PART)),
        (form(answer=PART, wish=sure("need.status")), Open("for need.status", "need.status")),
        (form(answer=FREE, wish=Wish("need.post", False)), Fill(FREE)),
        (form(answer=FREE, wish=sure("unclear")), Fill(FREE)),
        (form(answer=FREE, wish=sure("smalltalk")), Stay("smalltalk")),
        (form(wish=sure("offtopic")), Stay("offtopic")),
        (Literal(wish=sure("need.post")), Open("for need.post", "need.post")),
        (Literal(wish=sure("abuse")), Stay("abuse")),
        (Literal(misses=1), HandOver()),
        (Literal(), Clarify()),
        (form(), Clarify()),
    ],
)
def test_the_first_row_that_holds(situation: Literal, move: Move) -> None:
    assert decided(situation) == move


def test_a_number_in_the_middle_of_a_form_answers_no_notice() -> None:
    assert decided(form(by_reading=AnswerPrompt("rating", 1)), "5") == Clarify()
    assert decided(Literal(by_reading=AnswerPrompt("rating", 1)), "5") == AnswerPrompt("rating", 1)


def test_who_is_in_a_chat_tells_the_other_side() -> None:
    inside = Literal(chat=7, is_inside=True, wish=sure("need.post"))
    assert decided(inside) == Converse(7)
    assert decided(replace(inside, token=Tap("s:need"))) == Tap("s:need")
    assert decided(replace(inside, case=3)) == Relay(3)


def test_who_was_written_to_some_time_ago_is_heard_here_first() -> None:
    written = Literal(chat=7)
    assert decided(written) == Converse(7)
    assert isinstance(decided(replace(written, wish=sure("need.post"))), Open)


def test_what_is_no_words_is_not_relayed() -> None:
    assert decided(Literal(case=3), "", files=(PHOTO,)) == Stay("files")
    assert decided(Literal(case=3), "", unreadable="太大了") == Stay("unreadable", "太大了")


def test_a_second_thing_of_the_cards_own_kind_begins_anew_and_a_correction_does_not() -> None:
    another = Answer({"day": "2026-03-03"}, fit=Fit.PART, conflicts=1)
    card = form(at_card=True, answer=another, wish=sure("diary.log"))
    assert decided(card) == Open("for diary.log", "diary.log")
    corrected = Answer({"day": "2026-03-03"}, fit=Fit.WHOLE, corrects=True)
    assert decided(form(at_card=True, answer=corrected, wish=sure("diary.log"))) == Fill(corrected)


def test_what_was_told_already_is_no_second_thing() -> None:
    card = form(at_card=True, repeats=True, wish=sure("diary.log"))
    assert decided(card) == Stay("repeated", "这条刚才收到了。")


def test_while_it_asks_two_things_told_otherwise_are_another_story_and_one_beside_an_answer_is_not() -> None:
    opens = Open("for diary.log", "diary.log")
    for conflicts, answers, move in ((2, True, opens), (1, True, None), (1, False, opens), (0, False, None)):
        told = Answer({"day": "2026-03-03"}, fit=Fit.PART, conflicts=conflicts, answers=answers)
        assert decided(form(answer=told, wish=sure("diary.log"))) == (move or Fill(told))


@pytest.mark.parametrize(("chance", "opens"), [(0.9, False), (0.99, True)])
def test_a_question_for_words_is_answered_unless_something_else_is_plainly_wanted(
    chance: float, opens: bool
) -> None:
    wish = Wish("event.find", True, likely=(("event.find", chance),))
    told = replace(PART, answers=True)
    asked = Literal(in_hand=True, own=frozenset({"suggestion"}), asks_for_words=True, answer=told, wish=wish)
    assert isinstance(decide(asked, Utterance("多办几场税务讲座")), Open if opens else Fill)


def test_what_is_in_hand_is_given_up_for_the_rest_of_a_message() -> None:
    assert decided(form(turn="我想问的是招工", answer=WHOLE)) == Turn("我想问的是招工")
    assert decided(Literal(turn="我想问的是招工")) == Clarify()


def test_on_a_card_what_replaces_without_saying_so_is_no_whole_answer() -> None:
    replaced = Answer({"day": "2026-03-03"}, fit=Fit.WHOLE, conflicts=1)
    assert decided(form(at_card=True, answer=replaced, wish=sure("need.status"))) == Open(
        "for need.status", "need.status"
    )
    assert decided(form(at_card=True, answer=replaced)) == Fill(replaced)


def test_what_the_form_may_well_be_for_is_not_taken_elsewhere() -> None:
    wish = Wish("need.post", True, likely=(("need.post", 0.8), ("diary.log", 0.15)))
    assert decided(form(answer=FREE, wish=wish)) == Fill(FREE)


def test_what_was_asked_what_it_is_offers_three_things_at_most_and_only_what_is_served() -> None:
    codes = ("need.post", "smalltalk", "human", "need.status", "faq", "diary.log")
    wish = Wish("need.post", False, likely=tuple((code, 0.1) for code in codes))
    assert decided(Literal(wish=wish)) == Clarify(("need.post", "human", "need.status"))
    assert decided(Literal(wish=wish, unserved=frozenset({"human"}), misses=1)) == HandOver(
        ("need.post", "need.status", "faq")
    )


def test_what_no_one_serves_opens_nothing() -> None:
    assert decided(Literal(wish=sure("faq"), unserved=frozenset({"faq"}))) == Clarify()


def test_what_cannot_be_read_is_said_so() -> None:
    assert decided(form(), "", unreadable="太大了") == Stay("unreadable", "太大了")
    assert decided(form(), "", files=(PHOTO,)) == Stay("files")
    assert decided(form(answer=WHOLE), "", files=(PHOTO,)) == Fill(WHOLE)
    assert decided(form(), "", place=(21.2, 110.3)) == Stay("place")


ANSWERS = st.builds(
    Answer,
    st.just({"day": "2026-03-02"}),
    fit=st.sampled_from(Fit),
    corrects=st.booleans(),
    conflicts=st.integers(0, 3),
    answers=st.booleans(),
)
WISHES = st.builds(
    Wish,
    st.sampled_from(sorted(INTENTS)),
    st.booleans(),
    likely=st.lists(st.tuples(st.sampled_from(sorted(INTENTS)), st.floats(0, 1)), max_size=4).map(tuple),
)
SITUATIONS = st.builds(
    Literal,
    case=st.none() | st.just(1),
    in_hand=st.booleans(),
    own=st.frozensets(st.sampled_from(sorted(INTENTS)), max_size=2),
    at_card=st.booleans(),
    misses=st.integers(0, 3),
    answer=ANSWERS | st.just(NOTHING),
    wish=WISHES,
    token=st.none() | st.just("s:need"),
    steering=st.none() | st.just(Steer("cancel")),
    open=st.none() | st.just(Open("need", told=False)),
)


@given(SITUATIONS, st.text(max_size=20))
def test_every_text_gives_one_move_and_the_same_again(situation: Literal, text: str) -> None:
    assert decided(situation, text) == decided(situation, text)


@given(SITUATIONS, st.sampled_from(sorted(BEFORE_EVERYTHING)))
def test_a_sure_complaint_opens_nothing_else(situation: Literal, intent: str) -> None:
    situation.wish = sure(intent)
    move = decided(situation)
    if isinstance(move, Open) and move.told:
        assert move.intent == intent


@given(SITUATIONS)
def test_on_a_card_a_sure_wish_for_something_else_changes_only_what_is_corrected_or_empty(
    situation: Literal,
) -> None:
    situation.in_hand = situation.at_card = True
    situation.wish = sure("need.status")
    situation.own = frozenset({"diary.log"})
    move = decided(situation)
    if isinstance(move, Fill):
        assert move.answer.corrects or not move.answer.conflicts


def test_a_file_begins_the_form_that_it_is_for_where_nothing_in_hand_takes_it() -> None:
    file, opens = (Attachment("key", "text/csv", 10),), Open("import_roster", files=("key",))
    assert decided(Literal(opened_by_file=opens), "", files=file) == opens
    taken = Answer({"papers": ["key"]}, fit=Fit.WHOLE)
    assert decided(form(answer=taken, opened_by_file=opens), "", files=file) == Fill(taken)
    assert decided(Literal(), "", files=file) == Stay("files")


def test_a_file_goes_to_the_other_side_of_a_chat_before_it_begins_a_form_only_from_within() -> None:
    file, opens = (Attachment("key", "image/jpeg", 10),), Open("event_photos", files=("key",))
    sent = Converse(1, ("key",))
    assert decided(Literal(opened_by_file=opens, chat=1, is_inside=True), "", files=file) == sent
    assert decided(Literal(opened_by_file=opens, chat=1), "", files=file) == opens
    assert decided(Literal(chat=1), "这一页", files=file) == sent
