"""The ways of a text, in their order: steering, a card, a word, a notice, a question, a caption, a number, a meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.ask import CHECK_AGAIN, WHICH
from handlers.engine.form import Command, Form
from handlers.engine.state import FormState
from handlers.message import Choice, Reply
from language.intents.taxonomy import INTENTS
from language.intents.wish import Wish
from tests.unit.engine.front import MENU, Front, asking
from tests.unit.engine.talks import FORM, FULL, standing
from tests.unit.engine.test_conversation import SHORT, parked

STAFF = frozenset({"staff"})


def card() -> Any:
    return standing(values=dict(FULL))


def meant(**changes: Any) -> Form:
    """A form for needs, which no word opens."""
    of = {"name": "meant", "title": "意图", "examples": (), "serves": ("need.post",)}
    return replace(SHORT, **(of | changes))


def test_a_steering_word_steers(front: Front) -> None:
    assert front.say("取消", stack=[parked()]).forms == []
    assert front.say("确认", stack=[card()]).texts == ["已记录 2026-03-02"]
    assert front.say("取消").texts == ["现在没有在办的，不用取消。"]


def test_a_yes_to_a_card_is_its_confirmation(front: Front) -> None:
    assert front.say("好的", stack=[card()]).texts == ["已记录 2026-03-02"]
    heard = front.say("好的", stack=[standing(values={"day": "2026-03-02"})])
    assert heard.forms == ["visit"]


def test_a_no_to_a_card_asks_which_and_doubt_asks_that_very_slot(front: Front) -> None:
    assert front.say("不对", stack=[card()]).texts == [WHICH]
    heard = front.say("时长不对", stack=[card()])
    assert heard.texts == ["2026-03-02 几小时？"]
    assert heard.dialogue.current
    assert heard.dialogue.current.fixing == "hours"


def test_anything_else_on_a_card_may_change_what_it_shows(front: Front) -> None:
    heard = front.say("周二", stack=[card()])
    assert (heard.values["day"], heard.texts) == ("2026-03-03", [f"改好了：日期 2026-03-03。\n{CHECK_AGAIN}"])


def test_a_word_opens_its_entry_for_those_whom_it_is_for(front: Front) -> None:
    assert front.say("走访", stack=[parked()]).forms == ["short", "visit"]
    assert front.say("说").texts == ["说了"]
    assert front.say("走访", replace(FORM, roles=STAFF)).texts == ["没懂「走访」"]


def test_an_answer_goes_to_the_notice_that_asked_for_it_whatever_is_in_hand(front: Front) -> None:
    heard = front.say("接受", asking("offer", [7]), stack=[card()])
    assert heard.texts[0].startswith("offer 7 accept\n接着说「走访」：")
    assert front.say("接受！", asking("offer", [7])).texts == ["offer 7 accept"]


def test_of_several_notices_none_is_guessed(front: Front) -> None:
    front.show(Choice("接受", "p:offer:7:answer=accept"))
    front.show(Choice("接受", "p:offer:8:answer=accept"))
    heard = front.say("接受", asking("offer", [7, 8]))
    assert (heard.texts, heard.values) == (["哪一个？"], {"answer": "accept"})
    assert front.say("5", asking("offer", [7, 8])).texts == ["哪一个？"]


def test_a_number_under_two_lists_that_came_unasked_picks_neither(front: Front) -> None:
    front.show(Choice("接受", "p:offer:7:answer=accept"))
    front.show(Choice("接受", "p:offer:8:answer=accept"))
    heard = front.say("1", asking("offer", [7, 8]))
    assert (heard.texts, heard.values) == (["哪一个？"], {"answer": "accept"})
    front.show(Choice("通过", "s:visit"))
    heard = front.say("1", asking("offer", [7, 8]))
    assert heard.texts == ["「1」说的是哪一件？"]
    assert [choice.token for choice in heard.replies[0].choices] == [
        "s:visit",
        "p:offer:8:answer=accept",
        "p:offer:7:answer=accept",
    ]


def test_a_caption_under_two_messages_is_asked_about_and_one_that_is_past_is_not(front: Front) -> None:
    front.show(Choice("看一看", "s:visit"))
    front.show(Choice("看一看", "s:say"))
    assert front.say("看一看").texts == ["「看一看」说的是哪一件？"]
    front.show(Choice("甲", "p:offer:7:answer=accept"))
    assert front.say("甲", asking("offer", [8])).texts == ["没懂「甲」"]
    assert front.say("甲", asking("offer", [7])).texts == ["offer 7 accept"]


def test_giving_up_for_something_else_begins_that_and_keeps_the_other_for_later(front: Front) -> None:
    heard = front.say("算了，我想问的是说", stack=[card()])
    assert heard.forms == []
    assert heard.texts[0].startswith("「走访」先不办了")
    assert heard.dialogue.dropped is not None
    assert front.say("算了，改成周五", stack=[card()]).forms == ["visit"]


def test_giving_up_steers_only_what_is_in_hand(front: Front) -> None:
    assert front.say("先不填了", stack=[card()]).forms == []
    assert front.say("先不填了").texts == ["没懂「先不填了」"]


def test_what_is_parked_is_said(front: Front) -> None:
    front.wishes["今天在霞山又走访了一家"] = Wish("visit", True)
    heard = front.say("走访", stack=[parked()])
    assert heard.forms == ["short", "visit"]
    assert heard.texts[0].startswith("「")
    assert "先放着" in heard.texts[0]


def test_a_parked_question_that_was_answered_meanwhile_does_not_come_back(front: Front) -> None:
    at = FormState("offer", 1, 1, {"offer": 7, "answer": "decline"}, fixing="answer")
    assert front.say("说", asking("offer", [8]), stack=[at]).forms == []
    assert front.say("说", asking("offer", [7]), stack=[at]).forms == ["offer"]


def test_with_nothing_to_answer_that_is_said_to_those_who_might_be_asked(front: Front) -> None:
    nothing: dict[str, Any] = {"needless": lambda talk: "没有邀请。"}
    assert front.say("接受", asking("offer", [], **nothing)).texts == ["没有邀请。"]
    assert front.say("接受", asking("offer", [])).texts == ["没懂「接受」"]
    assert front.say("接受", asking("offer", [], roles=STAFF, **nothing)).texts == ["没懂「接受」"]
    assert front.say("接受", asking("offer", [], **nothing), stack=[parked()]).texts == ["说周几。\n哪天？"]
    assert front.say("走访好吗", asking("offer", [], **nothing)).texts == ["没懂「走访好吗」"]


def test_a_notice_for_others_is_not_answered(front: Front) -> None:
    assert front.say("接受", asking("offer", [7], roles=STAFF)).texts == ["没懂「接受」"]


def test_of_two_forms_with_the_same_answers_the_one_that_is_waited_for_is_answered(front: Front) -> None:
    heard = front.say("5", asking("first", []), asking("second", [7]))
    assert heard.texts == ["second 7 5"]


def test_the_question_in_hand_takes_a_bare_answer_before_a_notice_does(front: Front) -> None:
    heard = front.say("5", asking("offer", [7]), stack=[standing(values={"day": "2026-03-02"})])
    assert (heard.forms, heard.values["hours"]) == (["visit"], 5)
    assert front.say("5", asking("offer", [7])).texts == ["offer 7 5"]


def test_a_number_in_the_middle_of_a_form_never_answers_a_notice(front: Front) -> None:
    heard = front.say("5", asking("offer", [7]), stack=[parked()])
    assert heard.texts == ["说周几。\n哪天？"]


def test_what_is_wrong_with_an_answer_is_said(front: Front) -> None:
    heard = front.say("9", stack=[standing(values={"day": "2026-03-02"})])
    assert heard.texts == ["太长了。\n2026-03-02 几小时？"]


def test_the_caption_of_a_choice_shown_a_moment_ago_is_as_good_as_a_tap(front: Front) -> None:
    front.show(Choice("去 走访！", "s:visit"), Choice("一二三四五六七八九十" * 2, "s:short"))
    front.show(Choice("别的", "s:say"))
    assert front.say("去走访。").forms == ["visit"]
    assert front.say("一二三四五六七八九十" * 2).forms == ["short"]
    assert front.say("不去走访").texts == ["没懂「不去走访」"]


def test_a_text_too_long_for_a_caption_is_none(front: Front) -> None:
    long = "一" * 21
    front.show(Choice(long, "s:visit"))
    assert front.say(long).texts == [f"没懂「{long}」"]


def test_a_bare_number_picks_where_nothing_is_in_hand(front: Front) -> None:
    front.show(Choice("小事", "s:short"), MENU)
    assert front.say("2").forms == ["visit"]
    assert front.say("3").texts == ["没懂「3」"]
    assert front.say("2个").texts == ["没懂「2个」"]
    assert front.say("2", stack=[parked()]).forms == ["short"]


@pytest.mark.parametrize("stack", [[], [standing()]])
def test_a_sure_wish_opens_what_serves_it_and_one_in_doubt_does_not(front: Front, stack: list[Any]) -> None:
    front.wishes.update({"有事": Wish("need.post", True), "有事吗": Wish("need.post", False)})
    assert front.say("有事", meant(), stack=[replace(at) for at in stack]).forms[-1:] == ["meant"]
    assert front.say("有事吗", meant(), stack=[replace(at) for at in stack]).forms[-1:] != ["meant"]


def test_of_two_that_serve_it_the_one_with_the_likest_example_opens_and_none_that_is_for_others(
    front: Front,
) -> None:
    front.wishes["机器坏了怎么修"] = Wish("need.post", True)
    near, far = meant(name="near", examples=("机器坏了",)), meant(name="far", examples=("要贷款",))
    others = meant(name="others", examples=("机器坏了怎么修",), roles=STAFF)
    assert front.say("机器坏了怎么修", far, near, others).forms == ["near"]


def test_what_is_in_hand_already_is_not_opened_again_by_its_meaning(front: Front) -> None:
    front.wishes["有事"] = Wish("need.post", True)
    heard = front.say("有事", meant(), stack=[parked(form="meant")])
    assert (heard.forms, heard.texts) == (["meant"], ["说周几。\n哪天？"])


def test_what_opens_a_form_by_its_meaning_fills_it(front: Front) -> None:
    front.wishes["周一走了3小时"] = Wish("need.post", True)
    heard = front.say("周一走了3小时", meant(slots=FORM.slots, read=FORM.read))
    assert heard.values == {"day": "2026-03-02", "hours": 3}


def test_an_intent_may_say_what_is_read_from_no_words(front: Front) -> None:
    front.wishes["就这样办"] = Wish("need.post", True)
    heard = front.say(
        "就这样办",
        meant(slots=FORM.slots, means=lambda intent, text: {"hours": 2} if intent == "need.post" else {}),
    )
    assert heard.values["hours"] == 2


def test_what_a_message_wants_besides_is_offered_when_it_is_done(front: Front) -> None:
    front.wishes["周一"] = Wish("need.post", True, also=("human", "smalltalk"))
    helper = Command("human", "找人", (), lambda talk: Reply(f"来了：{talk.said}"), serves=("human",))
    heard = front.say("周一", meant(read=lambda talk, text, values: {"day": "2026-03-02"}), helper)
    assert heard.replies[0].choices[-1] == Choice(INTENTS["human"].caption, "w:human")
    assert heard.dialogue.unclear == "周一"


def test_one_in_doubt_is_sure_where_it_is_much_like_an_example(front: Front) -> None:
    doubt = Wish("need.post", False)
    front.wishes.update({"机器又坏掉了": doubt, "机器今天怎么样": doubt})
    form = meant(examples=("机器坏掉了怎么办",))
    assert front.say("机器又坏掉了", form).forms == ["meant"]
    assert front.say("机器今天怎么样", form).forms == []


def test_a_command_in_so_many_words_opens_its_form_whatever_is_asked(front: Front) -> None:
    form = meant(syntax=lambda text: text.startswith("修 "), slots=FORM.slots, read=FORM.read)
    assert front.say("修 周二", form, stack=[parked()]).forms == ["short", "meant"]
    assert front.say("修 周二", form).values["day"] == "2026-03-03"


def test_a_long_example_is_a_sentence_and_says_more_than_what_it_opens(front: Front) -> None:
    form = meant(examples=("周二去走访两小时",), slots=FORM.slots, read=FORM.read)
    assert front.say("周二去走访两小时", form).values["day"] == "2026-03-03"


def test_what_is_akin_to_the_form_in_hand_means_that_form(front: Front) -> None:
    front.wishes["周二"] = Wish("need.change", True)
    form = replace(FORM, akin=("need.change",))
    other = meant(name="other", serves=("need.change",), examples=("周二",))
    heard = front.say("周二", form, other, stack=[card()])
    assert (heard.forms, heard.values["day"]) == (["visit"], "2026-03-03")


def test_small_talk_is_answered_in_kind(front: Front) -> None:
    front.wishes["你好"] = Wish("smalltalk", True)
    assert front.say("你好").texts == ["（smalltalk）"]
    heard = front.say("你好", stack=[parked()])
    assert (heard.texts, heard.forms) == (["（smalltalk）\n哪天？"], ["short"])


def test_a_goodbye_ends_what_only_a_sentence_had_begun(front: Front) -> None:
    front.wishes["再见"] = Wish("smalltalk", True)
    assert front.say("再见", stack=[parked(heard=True)]).forms == []
    assert front.say("再见", stack=[parked()]).forms == ["short"]
    assert front.say("再见", stack=[parked(heard=True, turn=2)]).forms == ["short"]


def test_what_is_not_understood_twice_is_offered_to_a_human(front: Front) -> None:
    first = front.say("那个")
    assert (first.texts, first.dialogue.misses, first.dialogue.unclear) == (["没懂「那个」"], 1, "那个")
    again = front.say("那个", misses=1)
    assert again.replies[0].choices == (Choice("找人", "w:human"),)
    asked = front.say("楼下修路呢", stack=[parked()], misses=1)
    assert (asked.texts, asked.replies[0].choices[-1]) == (["说周几。\n哪天？"], Choice("找人", "w:human"))


def test_what_nothing_understands_is_asked_again_with_the_hint_of_its_slot(front: Front) -> None:
    hours = standing(values={"day": "2026-03-02"})
    assert front.say("楼下修路呢", stack=[standing()]).texts == ["说周几。\n说说这次走访。"]
    assert front.say("楼下修路呢", stack=[hours]).texts == ["没太听明白。\n2026-03-02 几小时？"]
    assert front.say("楼下修路呢", stack=[card()]).texts == [f"没听出要改什么。\n{CHECK_AGAIN}"]
    assert front.say("楼下修路呢").texts == ["没懂「楼下修路呢」"]
