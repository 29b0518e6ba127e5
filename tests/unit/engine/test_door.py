"""What comes in that is no plain text: taps, numbers, files, places, numbers of phones, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from handlers.engine.ask import CHECK_AGAIN
from handlers.engine.conversation import GONE
from handlers.engine.form import Form, Outcome
from handlers.engine.taps import PAST
from handlers.engine.tokens import short
from handlers.message import Attachment, Choice, Incoming, Reply
from language import nearby, regions
from tests.unit.engine.front import HELP, MENU, PHOTOS, Front, asking
from tests.unit.engine.talks import FORM, FULL, PLACE, standing
from tests.unit.engine.test_conversation import SHORT, parked

HERE = (21.27, 110.39)
COUNTY = nearby.county(*HERE) or ""
WHERE = replace(
    SHORT,
    name="where",
    title="地点",
    slots=(replace(PLACE, when=lambda talk, values: True, skippable=False, asks="place"),),
    submit=lambda talk, values: Outcome(Reply(values["place"], choices=(MENU,))),
)


def incoming(text: str = "", **more: Any) -> Incoming:
    return Incoming("web", "a", "1", text, **more)


def files(*keys: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(key, "image/png", 9) for key in keys)


def in_hand(form: Form, key: int = 1, **changes: Any) -> Any:
    return standing(**({"form": form.name, "version": form.version, "key": key} | changes))


def test_a_tapped_choice_is_done_whatever_its_caption(front: Front) -> None:
    heard = front.hear(incoming("取消", choice="s:visit"))
    assert (heard.texts, heard.forms) == (["说说这次走访。"], ["visit"])


def test_a_choice_that_cannot_be_read_is_a_past_card_and_no_text(front: Front) -> None:
    heard = front.hear(incoming("走访", choice="nosuch"))
    assert (heard.texts, heard.forms) == ([f"{PAST}\n菜单"], [])


def test_a_number_is_the_choice_it_stood_beside_on_that_account(front: Front) -> None:
    front.show(Choice("小事", "s:short"), MENU)
    front.show(Choice("说", "s:say"), Choice("小事", "s:short"), account=2)
    assert front.hear(incoming("2", choice="n:2")).forms == ["visit"]
    assert front.hear(incoming("2", choice="n:2"), account_id=2).forms == ["short"]


def test_a_number_beside_nothing_is_text(front: Front) -> None:
    front.show(MENU)
    assert front.hear(incoming("2", choice="n:2")).texts == ["没懂「2」"]
    here = standing(values={"day": "2026-03-02"})
    assert front.hear(incoming("2", choice="n:2"), stack=[here]).values["hours"] == 2


def test_a_choice_too_long_for_a_button_is_found_by_its_hash(front: Front) -> None:
    long = "s:short:" + "长" * 20 + "=1"
    front.show(Choice("说", "s:say:" + "长" * 20 + "=1"), Choice("小事", long))
    front.show(MENU)
    assert front.hear(incoming("小事", choice=short(long))).forms == ["short"]
    assert front.hear(incoming("小事", choice=short(long + "2"))).texts == [f"{PAST}\n菜单"]


def test_what_could_not_be_read_is_said_in_the_channels_words(front: Front) -> None:
    heard = front.hear(incoming("走访", unreadable="语音没听清。"))
    assert (heard.texts, heard.replies[0].choices, heard.forms) == (["语音没听清。\n菜单"], (MENU,), [])
    heard = front.hear(incoming(unreadable="语音没听清。"), stack=[parked()])
    assert (heard.texts, heard.forms) == (["语音没听清。\n哪天？"], ["short"])


def test_signs_that_nobody_sees_are_no_part_of_a_text(front: Front) -> None:
    assert front.say("\u202e走\u200b访\ufeff ").forms == ["visit"]


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\x00"])
def test_no_text_at_all_is_said(front: Front, text: str) -> None:
    assert front.say(text).texts == ["没收到文字，打几个字说说？\n菜单"]


def test_a_text_may_be_so_long_and_no_longer(front: Front) -> None:
    longest = "长" * 2000
    assert front.say(longest).texts == [f"没懂「{longest}」"]
    heard = front.say(longest + "长", stack=[parked()])
    assert heard.texts == ["这条有 2001 个字，太长了，缩到 2000 字以内再发，好吗？填过的都在。\n哪天？"]


def test_a_number_that_the_platform_vouches_for_is_the_answer(front: Front) -> None:
    assert front.hear(incoming("这是我的号码", contact="周一"), stack=[in_hand(FORM)]).values == {
        "day": "2026-03-02"
    }


def test_news_of_a_form_go_before_the_answer(front: Front) -> None:
    assert front.say("走访", stack=[standing(form="gone")]).texts == [f"{GONE}\n说说这次走访。"]


def test_files_are_kept_where_they_were_asked_for_and_added_to_those_there(front: Front) -> None:
    heard = front.hear(incoming("看图", files=files("a", "b")), stack=[in_hand(PHOTOS)])
    assert (heard.values, heard.texts) == ({"papers": ["a", "b"]}, [f"收到。\n{CHECK_AGAIN}"])
    again = in_hand(PHOTOS, values={"papers": ["a"]}, fixing="papers")
    assert front.hear(incoming(files=files("b")), stack=[again]).values == {"papers": ["a", "b"]}


ASKED_FIRST = replace(
    PHOTOS,
    name="asked_first",
    slots=(
        replace(
            PLACE,
            name="agreed",
            ask="收不收？",
            read=lambda talk, text: {"收": True, "不收": False}.get(text),
            hidden=True,
            holds="照片先放着，您同意了才收。",
            when=lambda talk, values: True,
            skippable=False,
        ),
        replace(PHOTOS.slots[0], when=lambda talk, values: values.get("agreed") is not False),
    ),
)


def test_files_at_a_question_that_holds_them_wait_for_its_answer(front: Front) -> None:
    held = front.hear(incoming(files=files("a")), ASKED_FIRST, stack=[in_hand(ASKED_FIRST)])
    assert (held.values, held.texts) == ({"papers": ["a"]}, ["照片先放着，您同意了才收。\n收不收？"])
    more = in_hand(ASKED_FIRST, values={"papers": ["a"]})
    held = front.hear(incoming("给", files=files("b")), ASKED_FIRST, stack=[more])
    assert held.values == {"papers": ["a", "b"]}
    assert front.say("收", ASKED_FIRST, stack=[more]).values == {"papers": ["a", "b"], "agreed": True}


def test_a_file_whose_words_answer_such_a_question_is_taken_or_not(front: Front) -> None:
    at = [in_hand(ASKED_FIRST)]
    assert front.hear(incoming("收", files=files("a")), ASKED_FIRST, stack=at).values == {
        "papers": ["a"],
        "agreed": True,
    }
    at = [in_hand(ASKED_FIRST)]
    assert "papers" not in front.hear(incoming("不收", files=files("a")), ASKED_FIRST, stack=at).values


def test_the_words_beside_a_file_count_where_no_file_was_asked_for(front: Front) -> None:
    assert front.hear(incoming("走访", files=files("a"))).forms == ["visit"]
    assert front.hear(incoming("周一", files=files("a")), stack=[in_hand(FORM)]).values == {
        "day": "2026-03-02"
    }


def test_a_file_that_nobody_asked_for_wants_words(front: Front) -> None:
    lead = "（files）"
    assert front.hear(incoming(files=files("a"))).texts == [lead]
    assert front.hear(incoming(files=files("a")), stack=[parked()]).texts == [f"{lead}\n哪天？"]
    on_card = in_hand(PHOTOS, values={"papers": ["a"]})
    heard = front.hear(incoming(files=files("b")), stack=[on_card])
    assert (heard.texts, heard.values) == ([f"{lead}\n{CHECK_AGAIN}"], {"papers": ["a"]})


def test_a_place_that_was_asked_for_is_kept_as_its_county_and_said(front: Front) -> None:
    heard = front.hear(incoming(location=HERE), WHERE, stack=[parked(), in_hand(WHERE, 2)])
    told = f"按位置记在{regions.name(COUNTY)}（只记到区县，不存位置），不对就直接说地名。"
    assert heard.texts == [f"{told}\n{regions.full_name(COUNTY)}", "接着说「小事」：\n哪天？"]
    assert heard.replies[0].choices == (MENU,)


@pytest.mark.parametrize("asks", ["", "phone"])
def test_a_place_that_nobody_asked_for_is_not_kept(front: Front, asks: Any) -> None:
    other = replace(WHERE, slots=(replace(WHERE.slots[0], asks=asks),))
    heard = front.hear(incoming("走访", location=HERE), other, stack=[in_hand(other)])
    assert (heard.texts, heard.values) == (["（place）\n在哪里？"], {})
    assert front.hear(incoming(location=HERE)).texts == ["（place）"]
    card = standing(values=dict(FULL))
    assert front.hear(incoming(location=HERE), stack=[card]).texts == [f"（place）\n{CHECK_AGAIN}"]


def test_a_place_too_far_from_anywhere_is_asked_for_in_words(front: Front) -> None:
    heard = front.hear(incoming(location=(0.0, 0.0)), WHERE, stack=[in_hand(WHERE)])
    assert (heard.texts, heard.values) == (["这个位置附近没有我认识的区县，地名是？\n在哪里？"], {})


def test_help_is_shown_whole_where_nothing_is_in_hand(front: Front) -> None:
    assert front.say("帮助").replies == [HELP.menu(None, "")]  # type: ignore[arg-type]  # says the same to everybody
    assert front.say("帮助", stack=[parked()]).texts == ["怎么填"]


def test_the_choices_of_an_answer_to_a_notice_are_tapped_too(front: Front) -> None:
    heard = front.hear(incoming("接受", choice="p:offer:7:answer=accept"), asking("offer", [7]))
    assert heard.texts == ["offer 7 accept"]
