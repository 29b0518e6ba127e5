"""Whatever token comes back, forged or stale: no error, nothing changed but what was asked, no deed half known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from handlers.engine.catalogue import catalogue
from handlers.engine.context import Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form, Outcome
from handlers.engine.taps import PAST
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Place, Places

ENTRIES = sorted([*FORMS, *catalogue().commands, "nosuch"])
SLOTS = sorted({slot.name for form in FORMS.values() for slot in form.slots} | {"nosuch", ""})
WORDS = ("confirm", "change", "back", "skip", "cancel", "resume", "help", "nosuch", "")
FEW = ("1", "3", "7", "0", "-1", "99999999999999999999", "１", "accept", "pass", "law", "nosuch", "")

FRESH = [HealthCheck.function_scoped_fixture]  # each example puts the talk back to its place
few, many = (settings(max_examples=most, suppress_health_check=FRESH) for most in (10, 200))


def tokens(key: str, own: list[str]) -> st.SearchStrategy[str]:
    """Tokens about the form in hand and about anything else; `own` are those on its buttons."""
    slots, values = st.sampled_from(SLOTS), st.sampled_from(FEW)
    keys = st.sampled_from([key, key, key, "0", "99", "x"])
    words = st.one_of(
        st.sampled_from(WORDS),
        st.builds("change.{}".format, slots),
        st.builds("confirm.{}".format, st.integers(0, 6)),
    )
    return st.one_of(
        st.builds("f:{}:{}".format, keys, words),
        st.builds("f:{}:{}={}".format, keys, slots, values),
        st.builds("p:{}:{}:{}={}".format, st.sampled_from(ENTRIES), values, slots, values),
        st.builds("s:{}".format, st.sampled_from(ENTRIES)),
        st.builds("s:{}:{}={}".format, st.sampled_from(ENTRIES), slots, values),
        st.builds("{}:{}".format, st.sampled_from(["n", "h", "x"]), values),
        st.text(max_size=20),
        *([st.sampled_from(own)] if own else []),
    )


@pytest.fixture(autouse=True)
def deeds_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """No deed is done while a slot is missing that may not be, by whom it is not for, or in another version."""
    deed = Conversation.deed

    def checked(conversation: Conversation, form: Form, values: Values) -> Outcome:
        missing = [
            slot.name
            for slot in form.slots
            if slot.asked and not slot.skippable and slot.name not in values
            if slot.applies(conversation.talk, values)
        ]
        assert missing == []
        assert values.keys() >= set(form.given)
        assert values.keys() <= {slot.name for slot in form.slots}
        assert form.roles & conversation.talk.speaker.roles
        return deed(conversation, form, values)

    monkeypatch.setattr(Conversation, "deed", checked)


@pytest.fixture(scope="module")
def own_stage(another_stage: Callable[[], Stage]) -> Stage:
    return another_stage()


@pytest.mark.parametrize("name", sorted(FORMS))
@few
@given(data=st.data())
def test_any_token_at_any_place(own_stage: Stage, places: Places, name: str, data: st.DataObject) -> None:
    _any_token(own_stage, places(name), data)


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(FORMS))
@many
@given(data=st.data())
def test_many_tokens_at_any_place(own_stage: Stage, places: Places, name: str, data: st.DataObject) -> None:
    _any_token(own_stage, places(name), data)


def _any_token(own_stage: Stage, places: list[Place], data: st.DataObject) -> None:
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    own = [choice.token for choice in place.choices]
    token = data.draw(tokens(str(place.standing.key), own))
    own_stage.put(place.role, place.state)
    own_stage.say(place.role, "点", token)
    _nothing_else_changed(own_stage, place)


def _nothing_else_changed(stage: Stage, place: Place) -> None:
    """Where the form is still there, no more than one slot was filled, and none that is hidden."""
    before, stack = place.standing, stage.dialogue(place.role).stack
    after = next((at for at in stack if at.key == before.key and at.form == before.form), None)
    if after is None:
        return
    filled = {name for name, value in after.values.items() if before.values.get(name) != value}
    said = filled - set(after.inferred)
    assert len(said) <= 1
    asked = before.fixing or next((name for name in said if name not in before.values), None)
    assert said <= before.values.keys() | {asked}


@pytest.mark.parametrize(
    "token",
    [
        "f:{key}:change.nosuch",
        "f:{key}:change.replaces",
        "f:{key}:nosuch",
        "f:{key}:nosuch=1",
        "f:{key}:form=online",
        "s:decide",
        "s:decide:subject=1",
        "s:second_look",
        "s:consent",
        "p:diary:1:date=2026-03-02",
        "p:offer:99999999999999999999:answer=accept",
    ],
)
def test_a_forged_token_changes_nothing_and_is_logged(own_stage: Stage, places: Places, token: str) -> None:
    first = places("diary")[0]
    own_stage.put(first.role, first.state)
    with capture_logs() as logs:
        shown = own_stage.say(first.role, "点", token.format(key=first.standing.key))
    assert PAST in shown[0].text
    assert own_stage.state(first.role) == first.state
    assert [entry["event"] for entry in logs if entry["event"] != "taken"] == ["tap not taken"]
    assert set(logs[0]) == {"event", "log_level", "kind", "why"}
