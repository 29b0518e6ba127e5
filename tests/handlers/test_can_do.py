"""能做什么: nothing is left out, and the words that are shown open what they stand for."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from handlers.conversations.people.can_do import AREAS, NAME, example, sayable, shelf
from handlers.engine.catalogue import catalogue
from handlers.engine.conversation import Conversation
from handlers.engine.decisions import decisions
from handlers.engine.form import Command, Form
from handlers.message import Reply
from programme.roles import EVERYBODY
from storage.tables import Person
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage

ENTRIES: list[Form | Command] = [*catalogue().forms.values(), *catalogue().commands.values()]
SHOWN = [(role, entry) for role in sorted(EVERYBODY) for area in AREAS for entry in sayable(role, area)]


def test_whatever_somebody_can_say_stands_in_one_area() -> None:
    for entry in ENTRIES:
        if entry.examples and entry.name != NAME:
            assert shelf(entry) in AREAS, entry.name
            for role in entry.roles & EVERYBODY:
                assert (role, entry) in SHOWN


@pytest.mark.parametrize(("role", "entry"), SHOWN, ids=lambda one: one if isinstance(one, str) else one.name)
def test_the_words_that_are_shown_open_it(
    scratch: Stage, monkeypatch: pytest.MonkeyPatch, role: str, entry: Form | Command
) -> None:
    opened: list[str] = []
    start = Conversation.start

    def noted(here: Conversation, one: Form | Command, *about: object, **more: object) -> list[Reply]:
        opened.append(one.name)
        return start(here, one, *about, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Conversation, "start", noted)
    scratch.put(role, {})
    scratch.say(role, example(entry))
    assert opened == [entry.name]


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_three_taps_from_help_to_any_of_it(scratch: Stage, role: str) -> None:
    scratch.put(role, {})
    reached = set()
    menu = scratch.say(role, "帮助")[0]
    areas = scratch.tap(role, next(one for one in menu.choices if one.label == "能做什么"))[-1]
    for area in [one for one in areas.choices if "area=" in one.token]:
        scratch.put(role, {})
        again = scratch.say(role, "能做什么")[-1]
        shown = scratch.tap(role, next(one for one in again.choices if one.label == area.label))[-1]
        reached |= {choice.token.removeprefix("s:") for choice in shown.choices}
        if area.label == AREAS["decisions"]:
            assert all(one.caption in shown.text for one in decisions().values())
    assert reached >= {entry.name for mine, entry in SHOWN if mine == role}


def test_who_is_two_things_is_asked_as_which(scratch: Stage) -> None:
    def give_firm(work: UnitOfWork) -> None:
        both = update(Person).where(Person.id == scratch.people["expert"]).values(enterprise_id=1)
        work.session.execute(both)

    scratch.app.database.write(give_firm).result()
    scratch.put("expert", {})
    shown = scratch.say("expert", "能干啥")[-1]
    assert [one.label for one in shown.choices][:2] == ["企业", "专家"]
    areas = scratch.tap("expert", shown.choices[1])[-1].choices
    assert AREAS["diaries"] in [one.label for one in areas]
