"""What every conversation owes its people, tried on each form there is, at every question on its way.

A new file in `handlers/conversations/` is tried by itself: it is opened by its words, then answered with
its options, its sample and a handful of everyday answers, up to its card. Each place on the way is tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from bot.app import House
from handlers.engine.catalogue import catalogue
from handlers.engine.form import EVERYBODY, Command, Form
from handlers.engine.state import Dialogue, FormState
from handlers.engine.taps import PAST
from handlers.engine.tokens import read
from handlers.message import Choice, Reply
from programme.packs import load_pack
from tests.handlers.stage import Stage

FORMS = catalogue().with_pack(load_pack("national-2023")).forms
OPENABLE = sorted(name for name, form in FORMS.items() if form.starts)
SMALL_TALK = ("今天天气真热", "😀👍", "哈哈哈")
EVERYDAY = (
    "湛江市赤坎区",
    "13800001234",
    "李明",
    "湛江精工机械厂",
    "8",
    "是",
    "法律",
    "昨天",
    "2小时",
    "材料不全，请补身份证明",
)
LONGEST_QUESTION = 200
LARGEST_TOKEN = 48


@dataclass(frozen=True)
class Place:
    """A question or card that somebody may be at, and what they see there."""

    role: str
    state: dict[str, Any]
    shown: list[Reply]

    @property
    def standing(self) -> FormState:
        found = Dialogue.from_json(self.state).current
        assert found
        return found

    @property
    def choices(self) -> list[Choice]:
        return [choice for reply in self.shown for choice in reply.choices]

    @property
    def form(self) -> Form:
        return FORMS[self.standing.form]


def fitting(form: Form | Command) -> list[str]:
    return sorted(form.roles & EVERYBODY)


def walk(stage: Stage, name: str) -> Iterator[Place]:
    """Open a form and go on to its card."""
    role = fitting(FORMS[name])[0]
    stage.put(role, {})
    shown = stage.say(role, FORMS[name].starts[0])
    answers = [FORMS[name].sample, *EVERYDAY]
    while (at := stage.dialogue(role).current) and (place := Place(role, stage.state(role), shown)):
        yield place
        options = [choice for choice in place.choices if "=" in choice.token]
        if shown[-1].card or (not options and not answers):
            return
        stage.put(role, place.state)
        shown = stage.tap(role, options[0]) if options else stage.say(role, answers.pop(0))
        now = stage.dialogue(role).current
        if now is None or now.form != at.form:
            return


Places = Callable[[str], list[Place]]


@pytest.fixture(scope="module")
def places(another_stage: Callable[[], Stage]) -> Places:
    """The places on a form's way; walking there does deeds, so it is done in another house."""
    return cache(lambda name: list(walk(another_stage(), name)))


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_word_opens_one_thing_only(role: str) -> None:
    entries: list[Form | Command] = [*FORMS.values(), *catalogue().commands.values()]
    words = [word for entry in entries if role in entry.roles for word in entry.starts]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", OPENABLE)
def test_every_start_word_opens_it(stage: Stage, name: str) -> None:
    for role in fitting(FORMS[name]):
        for word in FORMS[name].starts:
            stage.put(role, {})
            shown = stage.say(role, word)
            assert "没听明白" not in shown[0].text, word
            at = stage.dialogue(role).current
            assert at is None or at.form == name or not FORMS[name].card, word


@pytest.mark.parametrize("name", sorted(catalogue().commands))
def test_every_command_answers(stage: Stage, name: str) -> None:
    command = catalogue().commands[name]
    for role in fitting(command):
        for word in command.starts:
            stage.put(role, {})
            assert "没听明白" not in stage.say(role, word)[0].text, word


@pytest.mark.parametrize("name", OPENABLE)
def test_help_says_how_and_asks_the_same(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        stage.put(place.role, place.state)
        shown = stage.say(place.role, "帮助")
        assert place.form.title in shown[-1].text
        assert shown[-1].choices == place.shown[-1].choices
        assert stage.state(place.role) == place.state


@pytest.mark.parametrize("name", OPENABLE)
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
            assert shown[-1].choices == place.shown[-1].choices, text


@pytest.mark.parametrize("name", OPENABLE)
def test_cancel_ends_it_and_resume_brings_it_back(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        stage.put(place.role, place.state)
        stage.say(place.role, "取消")
        assert stage.dialogue(place.role).current is None
        if place.form.cancelled is None:
            stage.say(place.role, "恢复")
            assert stage.dialogue(place.role).current == place.standing


@pytest.mark.parametrize("name", OPENABLE)
def test_going_back_is_kind_even_at_the_first_question(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        stage.put(place.role, place.state)
        for _ in range(len(place.standing.trail) + 1):
            shown = stage.say(place.role, "返回")
        now = stage.dialogue(place.role).current
        assert now is not None
        assert now.values == place.standing.values
        assert "第一步" in shown[-1].text


@pytest.mark.parametrize("name", OPENABLE)
def test_what_is_stored_is_plain_json(places: Places, name: str) -> None:
    for place in places(name):
        stored = json.loads(json.dumps(place.state))
        assert Dialogue.from_json(stored).to_json() == place.state


@pytest.mark.parametrize("name", OPENABLE)
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
        assert "有更新" in shown[-1].text


@pytest.mark.parametrize("name", OPENABLE)
def test_every_choice_is_small_and_understood(
    another_stage: Callable[[], Stage], places: Places, name: str
) -> None:
    stage = another_stage()
    for place in places(name):
        for choice in place.choices:
            assert len(choice.token.encode()) <= LARGEST_TOKEN, choice
            assert read(choice.token), choice
            stage.put(place.role, place.state)
            if not choice.token.partition(":")[2].partition(":")[2].startswith("confirm"):
                assert PAST not in stage.tap(place.role, choice)[0].text, choice


@pytest.mark.parametrize("name", OPENABLE)
def test_every_old_choice_gets_a_kind_answer(stage: Stage, places: Places, name: str) -> None:
    for place in places(name):
        for choice in place.choices:
            if choice.token.startswith("f:"):
                stage.put(place.role, {"count": 99})
                assert PAST in stage.tap(place.role, choice)[0].text, choice


@pytest.mark.parametrize("name", OPENABLE)
def test_questions_are_short(places: Places, name: str) -> None:
    asked = [slot.ask for slot in FORMS[name].slots if isinstance(slot.ask, str)]
    shown = [reply.text for place in places(name) for reply in place.shown]
    assert [text for text in asked + shown if len(text) > LONGEST_QUESTION] == []


def test_a_restart_in_the_middle_goes_on_with_the_same_question(stage: Stage, places: Places) -> None:
    everywhere = [place for name in OPENABLE for place in places(name)]
    old = stage.house
    stage.house = House(str(old.engine.url), clock=old.clock)
    try:
        for place in everywhere:
            stage.put(place.role, place.state)
            shown = stage.say(place.role, "帮助")
            assert shown[-1].choices == place.shown[-1].choices
            assert stage.state(place.role) == place.state
    finally:
        stage.house.close()
        stage.house = old
