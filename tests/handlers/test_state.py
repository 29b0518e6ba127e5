"""Where a talk stands survives storage, and old cards are told from new ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.engine.state import DEEPEST, Dialogue, FormState

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
    for number in range(DEEPEST + 1):
        dialogue.begin(f"form {number}", 1, {}, NOW)
    assert len(dialogue.stack) == DEEPEST
    assert dialogue.dropped
    assert dialogue.dropped.form == "form 0"


def test_no_two_forms_share_a_key() -> None:
    dialogue = Dialogue()
    first = dialogue.begin("diary", 1, {}, NOW)
    dialogue.end(first)
    assert dialogue.begin("diary", 1, {}, NOW).key != first.key


def test_what_is_said_outright_outranks_what_was_inferred() -> None:
    at = FormState("need", 1, 1)
    at.put("region", "440802", inferred=True)
    assert (at.inferred, at.changed) == (["region"], [])
    at.put("region", "440803")
    assert (at.inferred, at.changed) == ([], ["region"])
    at.drop("region")
    assert (at.values, at.changed) == ({}, [])
