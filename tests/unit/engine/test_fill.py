"""Filling slots, knowing what is missing, going back, skipping, changing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine import fill
from handlers.engine.answer import Answer, read_answer
from handlers.engine.form import Form
from handlers.engine.slots import changeable, may_take, pending
from handlers.engine.state import FormState
from tests.unit.engine.talks import DAY, FORM, FULL, HOURS, PLACE, WAY, standing, talk


def said(at: FormState, text: str, form: Form = FORM) -> Answer:
    """What a message is read to answer, put into its slots."""
    answer = read_answer(talk(), form, at, text)
    fill.fill(talk(), form, at, answer)
    return answer


def missing(at: FormState, form: Form = FORM) -> str:
    slot = pending(talk(), form, at)
    return slot.name if slot else ""


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, "day"),
        ({"day": "2026-03-02"}, "hours"),
        ({"hours": 2}, "day"),
        (FULL, ""),
        (FULL | {"way": "visit"}, "place"),
        (FULL | {"way": "visit", "place": "厂里"}, ""),
    ],
)
def test_the_first_slot_that_is_missing_and_applies_is_asked(values: dict[str, Any], asked: str) -> None:
    assert missing(standing(values=values)) == asked


def test_a_slot_passed_over_is_not_asked_again() -> None:
    assert missing(standing(values=FULL | {"way": "visit"}, skipped=["place"])) == ""


def test_the_slot_being_changed_is_asked_though_it_is_known() -> None:
    assert missing(standing(values=FULL, fixing="hours")) == "hours"
    assert missing(standing(values={}, fixing="hours")) == "hours"


def test_a_slot_that_the_form_has_not_hides_no_question() -> None:
    assert missing(standing(values={}, fixing="nosuch")) == "day"
    assert missing(standing(values=FULL, fixing="nosuch")) == ""


def test_one_message_fills_any_number_of_slots() -> None:
    at = standing()
    result = said(at, "周一去了3小时")
    assert (list(result.values), result.wrong, bool(result)) == (["day", "hours"], "", True)
    assert at.values == {"day": "2026-03-02", "hours": 3}
    assert at.turn == 1
    assert at.trail == ["day", "hours"]


def test_an_answer_fills_the_question_first() -> None:
    at = standing(values={"day": "2026-03-02"})
    assert list(said(at, "5").values) == ["hours"]
    assert (at.values["hours"], at.trail) == (5, ["hours"])


def test_an_option_is_known_by_its_caption_its_sound_and_its_number() -> None:
    for text, way in (("上门", "visit"), ("上闷", "visit"), ("2", "visit"), ("1", "online")):
        at = standing(values={"day": "2026-03-02", "hours": 2})
        said(at, text)
        assert at.values["way"] == way, text


@pytest.mark.parametrize("text", ["3", "0", "坐车"])
def test_what_is_no_option_fills_nothing(text: str) -> None:
    at = standing(values={"day": "2026-03-02", "hours": 2})
    assert not said(at, text)
    assert (at.values, at.turn, at.trail) == ({"day": "2026-03-02", "hours": 2}, 0, [])


def test_what_a_slot_objects_to_is_not_kept_and_said() -> None:
    at = standing(values={"day": "2026-03-02"})
    result = said(at, "9")
    assert (list(result.values), result.wrong, bool(result)) == ([], "太长了。", True)
    assert "hours" not in at.values
    assert at.turn == 0


def test_of_two_values_the_good_one_is_kept_and_the_first_objection_said() -> None:
    at = standing()
    result = said(at, "周一9小时")
    assert (list(result.values), result.wrong) == (["day"], "太长了。")


@pytest.mark.parametrize("text", ["", "你好", "谢谢", "不对", "不对，"])
def test_small_talk_and_a_bare_objection_fill_nothing(text: str) -> None:
    at = standing(changed=["day"])
    assert not said(at, text)
    assert (at.values, at.changed) == ({}, [])


def test_a_yes_answers_a_question_with_choices_and_no_other() -> None:
    agreed = replace(WAY, options=lambda talk, values: (("好的", "yes"), ("不行", "no")))
    form = replace(FORM, slots=(agreed, DAY))
    at = standing()
    assert list(said(at, "好的", form).values) == ["way"]
    assert not said(at, "好的", form)


def test_what_was_said_stands_against_a_later_message_but_not_against_a_correction() -> None:
    at = standing(values={"day": "2026-03-02", "hours": 2})
    said(at, "周二一起去的人很多很多很多")
    assert at.values["day"] == "2026-03-02"
    said(at, "不对，是周二")
    assert (at.values["day"], at.changed) == ("2026-03-03", ["day"])


def test_what_was_inferred_gives_way_to_what_is_said() -> None:
    at = standing(values={"day": "2026-03-02"}, inferred=["day"])
    said(at, "其实周二去的，待了3个小时，人很多")
    assert (at.values["day"], at.inferred) == ("2026-03-03", [])


def test_on_the_card_a_short_remark_changes_what_it_names() -> None:
    at = standing(values=dict(FULL))
    said(at, "周二")
    assert at.values["day"] == "2026-03-03"
    said(at, "周一去的人很多")
    assert at.values["day"] == "2026-03-03"
    said(at, "那就是周一吧")
    assert at.values["day"] == "2026-03-02"


def test_while_a_question_is_open_a_short_remark_changes_no_other_answer() -> None:
    for form in (FORM, replace(FORM, read=lambda talk, text, values: {})):
        at = standing(values={"day": "2026-03-02", "hours": 2})
        assert not said(at, "周二", form)
        assert not said(at, "急", form)
        assert at.values == {"day": "2026-03-02", "hours": 2}


def test_one_correction_may_put_several_things_right() -> None:
    at = standing(values=dict(FULL))
    assert list(said(at, "不对，是周二3小时").values) == ["day", "hours"]


def test_the_answer_to_the_question_outranks_what_the_whole_message_seems_to_say() -> None:
    form = replace(FORM, read=lambda talk, text, values: {"day": "另一天"})
    at = standing()
    said(at, "周一", form)
    assert at.values == {"day": "2026-03-02"}


def test_small_talk_is_no_answer_to_a_question_that_takes_any_words() -> None:
    at = standing(values=FULL | {"way": "visit"})
    assert not said(at, "谢谢")
    assert list(said(at, "厂里").values) == ["place"]


def test_a_correction_goes_to_the_first_filled_slot_that_reads_it() -> None:
    form = replace(FORM, read=lambda talk, text, values: {})
    at = standing(values=dict(FULL))
    assert list(said(at, "不对，是周二", form).values) == ["day"]
    assert list(said(at, "不是，5", form).values) == ["hours"]
    assert said(at, "不对，是5", form).lead == "没有变：时长 5 小时。"


def test_a_correction_never_goes_to_a_free_or_hidden_slot_or_one_that_does_not_apply() -> None:
    form = replace(FORM, slots=(*FORM.slots[3:], HOURS), read=lambda talk, text, values: {})
    at = standing(values=FULL | {"way": "visit", "place": "厂里", "secret": "y"})
    for way in ("visit", "online"):
        at.values["way"] = way
        heard = said(at, "不对，是随便什么", form)
        assert (heard.values, heard.wrong) == ({}, "“是随便什么”没听懂，要改哪一项？")


def test_an_option_said_on_the_card_fills_its_slot_though_nothing_was_asked() -> None:
    at = standing(values=dict(FULL))
    assert list(said(at, "急！").values) == ["kind"]
    assert at.values["kind"] == 1


def test_an_option_of_a_hidden_slot_or_one_that_does_not_apply_is_not_heard_on_the_card() -> None:
    kind = FORM.slots[4]
    for changed in (replace(kind, hidden=True), replace(kind, when=lambda talk, values: False)):
        form = replace(FORM, slots=(DAY, HOURS, WAY, changed))
        assert not said(standing(values=dict(FULL)), "急", form)


def test_a_slot_is_changed_by_its_name() -> None:
    at = standing(values=dict(FULL))
    assert list(said(at, "时长改成5").values) == ["hours"]
    assert (at.values["hours"], at.changed) == (5, ["hours"])
    result = said(at, "日期改成那天")
    assert (list(result.values), result.wrong) == ([], "日期没听懂：说周几。")


def test_what_follows_from_other_slots_is_marked_and_gives_way() -> None:
    at = standing(values={"day": "2026-03-02", "hours": 2})
    said(at, "线上")
    assert (at.values["kind"], at.inferred) == (0, ["kind"])
    fill.put(talk(), FORM, at, "kind", 1)
    assert (at.values["kind"], at.inferred, at.changed) == (1, [], ["kind"])
    fill.put(talk(), FORM, at, "way", "online")
    assert at.values["kind"] == 1


def test_nothing_follows_from_none() -> None:
    form = replace(FORM, infer=lambda talk, values: {"kind": None})
    at = standing()
    fill.begin(talk(), form, at)
    assert at.values == {}


def test_what_was_worked_out_and_not_said_is_marked() -> None:
    form = replace(FORM, unsaid=lambda talk, text: {"hours"})
    at = standing()
    said(at, "周一3小时", form)
    assert at.inferred == ["hours"]


def test_a_chosen_value_fills_its_slot_and_the_way_back_remembers_it() -> None:
    at = standing(values={"day": "2026-03-02", "hours": 2}, changed=["day"])
    assert fill.put(talk(), FORM, at, "way", "visit") == ""
    assert (at.values["way"], at.trail, at.turn, at.changed) == (
        "visit",
        ["way"],
        1,
        [],
    )
    assert not fill.put(talk(), FORM, at, "nosuch", 1)
    assert not fill.put(talk(), FORM, at, "way", None)
    assert at.turn == 1


def test_what_is_filled_out_of_turn_is_no_step_of_the_way() -> None:
    at = standing()
    fill.put(talk(), FORM, at, "way", "visit")
    assert at.trail == []


def test_a_change_ends_with_its_answer_and_not_with_another() -> None:
    at = standing(values=dict(FULL), fixing="hours", choosing=True, retreating=True)
    fill.put(talk(), FORM, at, "day", "2026-03-03")
    assert (at.fixing, at.choosing, at.retreating) == ("hours", False, True)
    fill.put(talk(), FORM, at, "hours", 3)
    assert (at.fixing, at.retreating) == (None, False)


def test_a_form_opens_with_what_is_said_and_what_follows_and_nothing_counts_as_changed() -> None:
    at = standing(values={"day": "2026-03-03"}, inferred=["day"])
    assert fill.begin(talk(), FORM, at, "周一3小时") == ""
    assert at.values.keys() >= {"day", "hours"}
    assert at.changed == []
    at = standing(values={"way": "online"})
    assert not fill.begin(talk(), FORM, at)
    assert at.values["kind"] == 0


def test_going_back_asks_the_questions_before_one_by_one() -> None:
    at = standing(values={"day": "2026-03-02", "hours": 2}, trail=["day", "hours"])
    assert fill.back(talk(), FORM, at)
    assert (at.fixing, at.retreating) == ("hours", True)
    assert fill.back(talk(), FORM, at)
    assert at.fixing == "day"
    assert not fill.back(talk(), FORM, at)
    assert not at.fixing
    assert not at.retreating


def test_going_back_passes_over_what_does_not_apply_any_more() -> None:
    at = standing(values=FULL | {"place": "厂里"}, trail=["day", "place"])
    assert fill.back(talk(), FORM, at)
    assert at.fixing == "day"


def test_going_back_from_a_change_leads_to_the_card() -> None:
    for at in (standing(values=dict(FULL), fixing="day"), standing(values=dict(FULL), choosing=True)):
        assert fill.back(talk(), FORM, at)
        assert (at.fixing, at.choosing) == (None, False)
        assert missing(at) == ""


def test_an_optional_question_may_be_skipped_and_a_required_one_may_not() -> None:
    at = standing(values=FULL | {"way": "visit"})
    assert fill.skip(talk(), FORM, at)
    assert (at.skipped, at.trail, at.turn, missing(at)) == (["place"], ["place"], 1, "")
    assert not fill.skip(talk(), FORM, at)
    at = standing(values={})
    assert not fill.skip(talk(), FORM, at)
    assert (at.skipped, at.turn) == ([], 0)


def test_skipping_a_known_answer_empties_it() -> None:
    at = standing(values=FULL | {"way": "visit", "place": "厂里"}, fixing="place", retreating=True)
    assert fill.skip(talk(), FORM, at)
    assert "place" not in at.values
    assert (at.fixing, at.retreating, at.skipped) == (None, False, ["place"])


def test_changing_asks_which_or_takes_the_one_named() -> None:
    at = standing(values=dict(FULL), retreating=True)
    fill.change(at)
    assert (at.choosing, at.fixing, at.retreating) == (True, None, False)
    fill.change(at, "hours")
    assert (at.choosing, at.fixing) == (False, "hours")


def test_what_is_hidden_or_does_not_apply_cannot_be_changed() -> None:
    at = standing(values=dict(FULL))
    assert [slot.name for slot in changeable(talk(), FORM, at)] == ["day", "hours", "way", "kind"]


@pytest.mark.parametrize(
    ("values", "slot", "may"),
    [
        ({}, DAY, True),
        ({}, HOURS, False),
        (FULL, HOURS, True),
        (FULL, PLACE, False),
        (FULL | {"place": "厂里"}, PLACE, False),
        (FULL | {"secret": "y"}, FORM.slots[5], False),
        (FULL, FORM.slots[4], False),
    ],
)
def test_a_choice_fills_what_is_asked_or_was_answered(values: dict[str, Any], slot: Any, may: bool) -> None:
    assert may_take(talk(), FORM, standing(values=values), slot) is may


def test_what_fits_the_form_stays_as_it_is() -> None:
    at = standing(values=dict(FULL), trail=["day"], turn=3)
    assert fill.fit(talk(), FORM, at)
    assert at == standing(values=dict(FULL), trail=["day"], turn=3)


def test_slots_that_the_form_has_not_are_dropped_wherever_they_are_named() -> None:
    gone = ["gone", "day"]
    at = standing(values={"gone": 1, "day": "2026-03-02"}, inferred=gone[:], changed=gone[:], skipped=gone[:])
    at.trail, at.fixing, at.retreating = gone[:], "gone", True
    assert fill.fit(talk(), FORM, at)
    assert at.values == {"day": "2026-03-02"}
    assert at.inferred == at.changed == at.skipped == at.trail == ["day"]
    assert not at.fixing
    assert not at.retreating
    assert not at.turn


def test_an_older_version_is_upgraded_and_what_no_longer_holds_is_dropped() -> None:
    form = replace(
        FORM, upgrade=lambda values, version: {"day": f"v{version}", "hours": values["minutes"] // 60}
    )
    at = standing(version=1, values={"minutes": 540}, turn=4)
    assert fill.fit(talk(), form, at)
    assert (at.version, at.turn, at.values) == (2, 5, {"day": "v1"})


def test_what_lacks_the_slots_that_its_form_is_opened_with_does_not_fit() -> None:
    form = replace(FORM, given=("secret",))
    assert not fill.fit(talk(), form, standing(values=dict(FULL)))
    assert fill.fit(talk(), form, standing(values={"secret": "x"}))


steps = st.one_of(
    st.sampled_from(
        ["周一", "3", "9", "线上", "上门", "跳过", "不对，是周二", "时长改成4", "好的", "厂里"]
    ).map(lambda text: ("say", text)),
    st.sampled_from(["back", "skip", "change"]).map(lambda word: (word, "")),
    st.sampled_from([slot.name for slot in FORM.slots[:5]]).map(lambda name: ("change", name)),
)


@given(st.lists(steps, max_size=15))
def test_no_way_through_a_form_passes_a_required_slot(taken: list[tuple[str, str]]) -> None:
    at = standing()
    for what, detail in taken:
        if what == "say":
            said(at, detail)
        elif what == "change":
            fill.change(at, detail)
        else:
            getattr(fill, what)(talk(), FORM, at)
    if not missing(at):
        assert at.values.keys() >= {"day", "hours", "way"}
    assert "secret" not in at.values
    assert at.values.get("hours", 0) <= 8


@pytest.mark.parametrize(
    ("text", "values", "lead"),
    [
        (
            "日期改成周二，时长改成5",
            {"day": "2026-03-03", "hours": 5},
            "改好了：日期 2026-03-03、时长 5 小时。",
        ),
        ("不是2，是5", {"hours": 5}, "改好了：时长 5 小时。"),
        ("周一改成周二", {"day": "2026-03-03"}, "改好了：日期 2026-03-03。"),
        ("时长不对，是5；方式改成上门", {"hours": 5, "way": "visit"}, "改好了：时长 5 小时、方式 上门。"),
        ("时长改成9，日期改成周二", {"day": "2026-03-03"}, "改好了：日期 2026-03-03。\n时长没改：太长了。"),
        (
            "天气改成晴天，时长改成5",
            {"hours": 5},
            "改好了：时长 5 小时。\n“天气改成晴天”没听懂，要改哪一项？",
        ),
        (
            "时长不对，日期改成周二",
            {"day": "2026-03-03"},
            "改好了：日期 2026-03-03。\n时长要改成什么？",
        ),
        ("时长改成2", {"hours": 2}, "没有变：时长 2 小时。"),
    ],
)
def test_each_correction_of_a_message_is_made_or_said_not_to_be(
    text: str, values: dict[str, Any], lead: str
) -> None:
    answer = read_answer(talk(), FORM, standing(values=dict(FULL)), text)
    assert (answer.values, answer.lead, answer.corrects) == (values, lead, True)


def test_a_question_is_answered_and_something_else_put_right_in_one_message() -> None:
    at = standing(values={"day": "2026-03-02", "hours": 2})
    assert said(at, "上门，时长改成5").values == {"way": "visit", "hours": 5}
    assert at.changed == ["hours"]


def test_a_value_that_two_slots_could_take_is_asked_about() -> None:
    more = replace(HOURS, name="people", label="人数")
    form = replace(FORM, slots=(DAY, HOURS, more, WAY), read=lambda talk, text, values: {})
    answer = read_answer(talk(), form, standing(values=FULL | {"people": 3}), "应该是5")
    assert (answer.values, answer.wrong) == ({}, "“5”是时长还是人数？")


def test_what_the_card_has_not_is_said_not_to_be_there() -> None:
    answer = read_answer(talk(), FORM, standing(values=dict(FULL)), "时长改成5，地点改成厂里")
    assert (answer.values, answer.lead) == ({"hours": 5}, "改好了：时长 5 小时。\n这里没有“地点”可改。")


def test_a_telling_on_a_card_is_no_correction_and_conflicts() -> None:
    answer = read_answer(talk(), FORM, standing(values=dict(FULL)), "周二又去了一趟他们厂里看设备")
    assert (answer.values, answer.conflicts, bool(answer)) == ({}, True, False)
