"""Where a talk stands survives storage, and old cards are told from new ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.engine.state import Dialogue, FormState

NOW = datetime(2026, 3, 2, tzinfo=UTC)
words = st.lists(st.text(max_size=8), max_size=3)
standings = st.builds(
    FormState,
    form=st.text(min_size=1, max_size=8),
    version=st.integers(1, 9),
    key=st.integers(1, 99),
    values=st.dictionaries(
        st.text(max_size=8), st.none() | st.integers() | st.text(max_size=8) | words, max_size=4
    ),
    inferred=words,
    skipped=words,
    trail=words,
    fixing=st.none() | st.text(min_size=1, max_size=8),
    choosing=st.booleans(),
    turn=st.integers(0, 99),
)


@settings(max_examples=50)
@given(st.builds(Dialogue, st.integers(0, 99), st.lists(standings, max_size=3), st.none() | standings))
def test_what_is_stored_comes_back(dialogue: Dialogue) -> None:
    assert Dialogue.from_json(json.loads(json.dumps(dialogue.to_json()))) == dialogue


def test_a_talk_not_begun_is_an_empty_object() -> None:
    assert Dialogue.from_json({}) == Dialogue()


def test_the_oldest_of_too_many_is_set_aside_and_can_be_brought_back() -> None:
    dialogue = Dialogue()
    for number in range(6):
        dialogue.begin(f"form {number}", 1, {}, NOW)
    assert len(dialogue.stack) == 5
    assert dialogue.dropped
    assert dialogue.dropped.form == "form 0"


def test_what_an_older_or_newer_program_stored_is_read_as_far_as_it_is_known() -> None:
    stored = {
        "count": 3,
        "mood": "good",
        "stack": [{"form": "diary", "key": 3, "step": 7, "values": {"hours": "2"}}, {"key": 1}, {}],
        "dropped": {"version": 1},
    }
    assert Dialogue.from_json(stored) == Dialogue(3, [FormState("diary", 0, 3, {"hours": "2"})])


def test_only_the_slots_that_the_form_has_are_kept() -> None:
    at = FormState("need", 1, 1, {"a": 1, "b": 2}, ["a", "b"], ["b"], ["a"], ["b", "a"], "b", retreating=True)
    at.keep_only({"a"})
    assert at == FormState("need", 1, 1, {"a": 1}, ["a"], [], ["a"], ["a"])
    at = FormState("need", 1, 1, fixing="a", retreating=True)
    at.keep_only({"a"})
    assert (at.fixing, at.retreating) == ("a", True)


def test_a_standing_is_stored_without_its_empty_parts() -> None:
    dialogue = Dialogue()
    dialogue.begin("diary", 2, {"hours": "2"}, NOW)
    stored = {"form": "diary", "version": 2, "key": 1, "values": {"hours": "2"}, "since": NOW.isoformat()}
    assert dialogue.to_json() == {"count": 1, "stack": [stored]}
    dialogue.dropped = dialogue.stack.pop()
    assert dialogue.to_json() == {"count": 1, "dropped": stored}
    assert Dialogue().to_json() == {"count": 0}


def test_a_form_begins_with_values_of_its_own_and_the_others_wait_behind_it() -> None:
    dialogue, values = Dialogue(), {"a": 1}
    first = dialogue.begin("first", 1, values, NOW)
    values["a"] = 2
    assert first.values == {"a": 1}
    second = dialogue.begin("second", 1, {}, NOW)
    assert (dialogue.current, first.key, second.key) == (second, 1, 2)
    dialogue.front(first)
    assert dialogue.stack == [second, first]
    dialogue.end(first)
    dialogue.end(second)
    assert dialogue.current is None


def test_no_two_forms_share_a_key() -> None:
    dialogue = Dialogue()
    first = dialogue.begin("diary", 1, {}, NOW)
    dialogue.end(first)
    assert dialogue.begin("diary", 1, {}, NOW).key != first.key


def test_a_slot_filled_anew_with_the_same_value_has_not_changed() -> None:
    at = FormState("need", 1, 1, {"region": "440802"}, skipped=["region"])
    at.put("region", "440802")
    assert (at.changed, at.skipped) == ([], [])
    at.put("region", "440803", inferred=True)
    at.put("region", "440804", inferred=True)
    assert (at.changed, at.inferred) == ([], ["region"])
    at.put("region", "440805")
    at.put("region", "440806")
    assert at.changed == ["region"]


def test_what_is_said_outright_outranks_what_was_inferred() -> None:
    at = FormState("need", 1, 1)
    at.put("region", "440802", inferred=True)
    assert (at.inferred, at.changed) == (["region"], [])
    at.put("region", "440803")
    assert (at.inferred, at.changed) == ([], ["region"])
    at.drop("region")
    assert (at.values, at.changed) == ({}, [])
    at.inferred, at.skipped = ["region"], ["region"]
    at.drop("region")
    assert (at.inferred, at.skipped) == ([], [])
