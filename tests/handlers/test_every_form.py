"""What every conversation owes its people, tried on each form there is, at every question on its way.

A new file in `handlers/conversations/` is tried by itself: it is opened by its words, then answered with
its options, its sample and a handful of everyday answers, up to its card. Each place on the way is tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.devtools.opened import open_app
from handlers.engine.catalogue import catalogue
from handlers.engine.form import Command, Form
from handlers.engine.state import Dialogue
from handlers.engine.taps import PAST
from handlers.engine.tokens import read
from programme.roles import EVERYBODY
from tests.handlers.stage import LETTERS, Stage
from tests.handlers.ways import FORMS, Places, Ways, fitting

OPENABLE = sorted(name for name, form in FORMS.items() if form.examples)
DONE_AT_ONCE = {name for name, form in FORMS.items() if all(slot.hidden for slot in form.slots)} | {
    "unsolved_after",
    "take_rating_back",
}
"""A tap, or the words that open it, say all that these need: there is no question to be at."""
SMALL_TALK = ("今天天气真热", "😀🎉", "哈哈哈")
LONGEST_QUESTION = 210
LARGEST_TOKEN = 48


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_is_tried_up_to_its_card_or_its_deed(ways: Ways, name: str) -> None:
    way = ways(name)
    assert way.complete
    assert way.places or name in DONE_AT_ONCE


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_word_opens_one_thing_only(role: str) -> None:
    entries: list[Form | Command] = [*FORMS.values(), *catalogue().commands.values()]
    words = [word for entry in entries if role in entry.roles for word in entry.examples]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", OPENABLE)
def test_every_start_word_opens_it(scratch: Stage, name: str) -> None:
    for role in fitting(FORMS[name]):
        for word in FORMS[name].examples:
            scratch.put(role, {})
            shown = scratch.say(role, word)
            assert "没听明白" not in shown[0].text, word
            at = scratch.dialogue(role).current
            assert at is None or at.form == name or not FORMS[name].card, word


@pytest.mark.parametrize("name", sorted(catalogue().commands))
def test_every_command_answers(scratch: Stage, name: str) -> None:
    command = catalogue().commands[name]
    for role in fitting(command):
        for word in command.examples:
            scratch.put(role, {})
            assert "没听明白" not in scratch.say(role, word)[0].text, word


@pytest.mark.parametrize("name", sorted(FORMS))
def test_help_says_how_and_asks_the_same(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        stage.put(place.role, place.state)
        shown = stage.say(place.role, "帮助")
        assert place.form.title in shown[-1].text
        assert set(shown[-1].choices) >= set(place.shown[-1].choices)
        assert stage.state(place.role) == place.state


@pytest.mark.parametrize("name", sorted(FORMS))
def test_small_talk_fills_nothing_and_the_question_comes_again(
    stage: Stage, places: Places, name: str
) -> None:
    for place in places(name):
        for text in SMALL_TALK:
            stage.put(place.role, place.state)
            shown = stage.say(place.role, text)
            now = stage.dialogue(place.role).current
            assert now is not None, text
            assert now.values == place.standing.values, text
            assert set(shown[-1].choices) >= set(place.shown[-1].choices), text


@pytest.mark.parametrize("name", sorted(FORMS))
def test_cancel_ends_it_and_resume_brings_it_back(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        stage.put(place.role, place.state)
        stage.say(place.role, "取消")
        assert stage.dialogue(place.role).current is None
        if place.form.cancelled is None:
            stage.say(place.role, "恢复")
            now = stage.dialogue(place.role).current
            assert now is not None
            assert now.anew
            assert replace(now, anew=False) == place.standing


@pytest.mark.parametrize("name", sorted(FORMS))
def test_going_back_is_kind_even_at_the_first_question(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        stage.put(place.role, place.state)
        for _ in range(len(place.standing.trail) + 1):
            shown = stage.say(place.role, "返回")
        now = stage.dialogue(place.role).current
        assert now is not None
        assert now.values == place.standing.values
        assert "第一步" in shown[-1].text


@pytest.mark.parametrize("name", sorted(FORMS))
def test_what_is_stored_is_plain_json(places: Places, name: str) -> None:
    for place in places(name):
        stored = json.loads(json.dumps(place.state))
        assert Dialogue.from_json(stored).to_json() == place.state


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_newer_version_keeps_the_answers(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        older = json.loads(json.dumps(place.state))
        older["stack"][-1]["version"] = -1
        stage.put(place.role, older)
        shown = stage.say(place.role, "你好")
        now = stage.dialogue(place.role).current
        assert now is not None
        assert now.values == place.standing.values
        assert now.version == place.form.version
        assert "改过版" in shown[-1].text


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_choice_is_small_and_understood(
    another_stage: Callable[[], Stage], places: Places, name: str
) -> None:
    stage = another_stage()
    for place in places(name):
        for choice in sorted(
            place.choices, key=lambda one: one.token.endswith(":skip")
        ):  # the last may do the deed
            assert len(choice.token.encode()) <= LARGEST_TOKEN, choice
            assert read(choice.token), choice
            stage.put(place.role, place.state)
            if not choice.token.partition(":")[2].partition(":")[2].startswith("confirm"):
                assert PAST not in stage.tap(place.role, choice)[0].text, choice


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_old_choice_gets_a_kind_answer(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        for choice in place.choices:
            if choice.token.startswith("f:"):
                stage.put(place.role, {"count": 99})
                assert PAST in stage.tap(place.role, choice)[0].text, choice


@pytest.mark.parametrize("name", sorted(FORMS))
def test_questions_are_short(places: Places, name: str) -> None:
    asked = [slot.ask for slot in FORMS[name].slots if isinstance(slot.ask, str)]
    shown = [reply.text for place in places(name) for reply in place.shown]
    assert [text for text in asked + shown if len(text) > LONGEST_QUESTION] == []


def test_a_restart_in_the_middle_goes_on_with_the_same_question(stage: Stage, places: Places) -> None:
    everywhere = [place for name in sorted(FORMS) for place in places(name)]
    old = stage.app
    stage.app = open_app(
        str(old.database.engine.url), clock=old.clock, channels=LETTERS, sms=old.settings.sms
    )
    try:
        for place in everywhere:
            stage.put(place.role, place.state)
            shown = stage.say(place.role, "帮助")
            assert set(shown[-1].choices) >= set(place.shown[-1].choices)
            assert stage.state(place.role) == place.state
    finally:
        stage.app.close()
        stage.app = old
