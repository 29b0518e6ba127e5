"""Whatever somebody may want has an entry for whoever usually wants it, and its own examples lead there."""

from __future__ import annotations

import pytest

from handlers.engine.catalogue import catalogue
from handlers.engine.form import Command, Form
from language.intents.taxonomy import INTENTS, MOVES

ENTRIES: list[Form | Command] = [*catalogue().forms.values(), *catalogue().commands.values()]
USUAL = [(intent.code, role) for intent in INTENTS.values() for role in intent.usual]


def test_every_intent_has_an_entry_for_whoever_usually_has_it() -> None:
    assert [one for one in USUAL if catalogue().serving(one[0], frozenset({one[1]}), "") is None] == []


def test_only_intents_that_there_are_are_served_and_nothing_serves_small_talk() -> None:
    served = {intent for entry in ENTRIES for intent in entry.serves}
    assert served <= INTENTS.keys() - MOVES


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.serves], ids=lambda entry: entry.name)
def test_of_several_entries_its_own_examples_find_it(entry: Form | Command) -> None:
    for role in entry.roles:
        for example in entry.examples:
            found = [catalogue().serving(intent, frozenset({role}), example) for intent in entry.serves]
            assert entry in found, (role, example)
