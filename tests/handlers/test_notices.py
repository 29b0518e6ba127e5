"""Every notice: one dataclass a kind, one renderer a dataclass, fields that are stored as they are."""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actions
from actions.limits import LIMITED
from actions.notify import Notice
from handlers.engine.catalogue import catalogue

PRODUCT = ("actions.", "handlers.", "web.", "bot.", "storage.")
MODULES = [
    import_module(module.name)
    for module in pkgutil.walk_packages(actions.__path__, "actions.")
    if module.name.endswith(".notices")
]
NOTICES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, Notice) and value.__module__ == module.__name__
]


def test_kinds_are_unique() -> None:
    kinds = [notice.kind for notice in NOTICES]
    assert len(kinds) == len(set(kinds))


def test_none_is_declared_elsewhere() -> None:
    catalogue()
    declared = {one.__module__ for one in Notice.__subclasses__() if one.__module__.startswith(PRODUCT)}
    assert declared == {module.__name__ for module in MODULES}


def test_each_has_its_one_renderer() -> None:
    rendered = [renderer.of for renderer in catalogue().notices.values()]
    assert sorted(rendered, key=lambda one: one.kind) == sorted(NOTICES, key=lambda one: one.kind)


OF_THEIR_MOMENT = {
    "event_joined", "event_left", "publicity_ending", "round_closing", "round_to_open", "pack_ending", "offer_lapsing",
    "need_waits", "review_waits", "return_waits", "service_waits", "contact_asked", "contact_due", "effect_asked", "follow_up_asked",
    "referral_asked", "event_missed", "event_signups", "course_released", "task_soon",
}  # fmt: skip
"""Reminders tied to a moment, and words to whoever waits: their own ladders space them."""


def test_every_reminder_stands_inside_the_limits_but_those_of_their_moment() -> None:
    reminders = {kind for kind, notice in catalogue().notices.items() if notice.reminder}
    assert reminders == LIMITED.keys() | OF_THEIR_MOMENT
    assert not LIMITED.keys() & OF_THEIR_MOMENT


def test_what_is_hard_to_hear_is_no_reminder() -> None:
    """Delivery asks office hours of the one, and limits of the other."""
    notices = catalogue().notices.values()
    assert any(notice.grave for notice in notices)
    assert not any(notice.grave and notice.reminder for notice in notices)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.kind)
@given(data=st.data())
def test_what_is_stored_is_read_again(notice: type[Notice], data: st.DataObject) -> None:
    told = data.draw(st.builds(notice))
    stored = json.loads(json.dumps(told.facts()))
    assert stored == told.facts()
    assert notice.read(stored) == told
    assert notice.read({**stored, "of another version": 1}) == told
