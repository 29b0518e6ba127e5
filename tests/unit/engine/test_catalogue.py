"""Conversations are found by themselves; no word opens two things."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from types import ModuleType

import pytest

from actions.notify import Notice
from handlers.engine.catalogue import Catalogue, DoubledWord, catalogue, check
from handlers.engine.form import NoticeRenderer
from handlers.menu import HELP
from handlers.message import Reply
from programme.roles import EVERYBODY
from tests.unit.engine.talks import DAY, FORM, RULES, talk
from tests.unit.engine.test_conversation import SAY, SHORT


@dataclass(frozen=True, slots=True)
class News(Notice):
    kind = "news"


ALL = Catalogue(
    {"visit": FORM, "short": SHORT},
    {"say": SAY},
    {"news": NoticeRenderer(News, lambda talk, told: None)},
    {},
    HELP,
)


def test_every_file_of_conversations_is_found() -> None:
    found = catalogue()
    assert catalogue() is found
    assert {"diary", "need", "decide"} <= found.forms.keys()
    assert {"todo", "my_needs"} <= found.commands.keys()
    assert {"offer", "digest"} <= found.notices.keys()
    assert "diary" in found
    assert "todo" in found
    assert "offer_closed" not in found


def test_a_word_opens_its_entry_for_those_whom_it_is_for() -> None:
    staff = replace(SHORT, roles=frozenset({"staff"}))
    known = Catalogue({"visit": FORM, "short": staff}, {"say": SAY}, {}, {}, HELP)
    assert known.opened_by(frozenset({"expert"})) == {"走访": FORM, "说": SAY}
    assert known.opened_by(frozenset({"expert", "staff"})) == {"走访": FORM, "说": SAY, "小事": staff}


def test_a_restricted_catalogue_has_these_alone_and_all_notices() -> None:
    few = ALL.restricted_to(frozenset({"short", "say"}))
    assert (list(few.forms), list(few.commands), list(few.notices)) == (["short"], ["say"], ["news"])
    assert ALL.restricted_to(frozenset({"short", "say"})) is few
    assert list(ALL.restricted_to(frozenset()).commands) == []


def test_a_pack_adds_its_slots_behind_the_others() -> None:
    form = replace(SHORT, of_pack=lambda rules: (replace(DAY, name=rules.id),))
    under = Catalogue({"short": form, "visit": FORM}, {}, {}, {}, HELP).with_pack(RULES)
    assert under.forms["visit"] == FORM
    assert [slot.name for slot in under.forms["short"].slots] == ["day", RULES.id]


def test_forms_that_notices_ask_about_are_known_by_what_they_wait_for() -> None:
    asks = replace(SHORT, name="asks", pending=lambda talk: [])
    assert Catalogue({"short": SHORT, "asks": asks}, {}, {}, {}, HELP).asking == (asks,)


def test_the_answer_to_a_notice_is_the_slot_after_its_record() -> None:
    assert FORM.answer is None
    assert replace(FORM, ref="day").answer == FORM.slots[1]
    assert replace(SHORT, ref="day").answer is None


@pytest.mark.parametrize(
    "other",
    [
        replace(SHORT, examples=("说",)),
        replace(SHORT, examples=("说",), roles=frozenset({"staff"})),
        replace(SHORT, examples=("小事", "小事")),
        replace(SHORT, name="say"),
    ],
)
def test_a_word_or_a_name_that_two_claim_fails_at_start(other: object) -> None:
    assert isinstance(other, type(SHORT))
    with pytest.raises(DoubledWord, match=r"说|小事|say"):
        check([replace(SAY, roles=frozenset({"expert", "guest"})), other])


def test_a_guest_is_nothing_else_so_a_word_may_mean_another_thing_to_them() -> None:
    for_guests = replace(SHORT, examples=("说",), roles=frozenset({"guest"}))
    check([for_guests, replace(SAY, roles=EVERYBODY - {"guest"})])


def test_a_notice_is_put_into_words_from_its_stored_facts() -> None:
    renderer = NoticeRenderer(News, lambda talk, told: Reply(f"{type(told).kind} 给{talk.speaker.name}"))
    assert renderer.kind == "news"
    assert renderer.show(talk(), {}) == Reply("news 给张厂长")
    assert (renderer.bears_double, renderer.reminder, renderer.for_rooms) == (True, False, False)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The only place where entries are declared."""
    place = ModuleType("declared")
    place.__dict__.update(first=SHORT, second=SAY, helps=HELP, beside=(1, "二"))
    monkeypatch.setitem(sys.modules, "declared", place)
    monkeypatch.setattr("handlers.engine.catalogue.PLACES", ("declared",))
    return place


def test_what_a_place_declares_is_found_there(declared: ModuleType) -> None:
    found = catalogue.__wrapped__()
    assert (found.forms, found.commands, found.notices, found.decisions) == (
        {"short": SHORT},
        {"say": SAY},
        {},
        {},
    )
    assert found.help is HELP


def test_a_word_declared_twice_fails_when_all_is_gathered(declared: ModuleType) -> None:
    declared.__dict__["third"] = replace(SAY, name="again")
    with pytest.raises(DoubledWord, match="说"):
        catalogue.__wrapped__()
