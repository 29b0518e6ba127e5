"""Settled without a file: in force at once, each change kept, put back as it was, and nothing that is no value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.offers.pool import pool_of
from actions.refusal import Refused
from actions.settings.change import put_back, settle
from actions.settings.house import centre_for, own_answers, own_weights, own_words
from actions.settings.kinds import KINDS, WEIGHTS
from bot.app import App
from bot.devtools.fixtures import Actor
from language.vocabulary import PLAIN
from matching.weights import Weights
from storage.queries.people.speakers import Speaker, by_person
from storage.queries.settings import history, the_one_in_force
from storage.tables import Audit
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive, rows
from web.console.setting_words import CAPTIONS

Deed = Callable[[UnitOfWork, Speaker], Any]
CENTRE = {
    "name": "湛江市服务中心",
    "phone": "0759-3330000",
    "address": "",
    "email": "fuwu@example.cn",
    "hours": "9:00-12:00\n14:30-17:30",
}
GOOD = {
    "centre": ("440800", CENTRE),
    "faq": ("1", {"asked": "停车方便吗\n有停车位吗", "answer": "楼下有停车场，来访免费停两小时。"}),
    "words": ("law", {"words": "拆伙、散股"}),
    "places": ("440802", {"words": "老街"}),
    "weight": ("satisfaction", {"points": "0"}),
}
BAD = {
    "centre": [
        {"name": ""},
        {**CENTRE, "hours": "九点到十二点"},
        {**CENTRE, "hours": "12:00-9:00"},
        {**CENTRE, "phone": "没有"},
        {**CENTRE, "email": "fuwu@"},
        {**CENTRE, "email": "fuwu@example.cn，b@example.cn"},
    ],
    "faq": [
        {"asked": "", "answer": "有停车场"},
        {"asked": "停", "answer": "有停车场"},
        {"asked": "停车方便吗", "answer": "有"},
    ],
    "words": [{"words": "拆"}, {"words": "12345"}, {"words": "拆 伙"}],
    "places": [{"words": "老街" * 11}],
    "weight": [{"points": "很多"}, {"points": "-1"}, {"points": "nan"}, {"points": "1001"}],
}


def _officer(app: App, *roles: str, region: str = "440800", name: str = "林静") -> int:
    return arrive(app, Actor(name, "staff", jurisdiction=region, staff_roles=roles or ("admin",)))


def _do(app: App, who: int, deed: Deed) -> Any:
    return app.database.write(lambda work: deed(work, by_person(work, who))).result()


def _settle(app: App, who: int, name: str, key: str, typed: dict[str, str] | None) -> Any:
    return _do(app, who, lambda work, speaker: settle(work, speaker, name, key, typed, MONDAY))


@pytest.mark.parametrize("name", KINDS)
def test_what_is_settled_is_kept_with_its_history_and_put_back(sqlite_app: App, name: str) -> None:
    who, (key, typed) = _officer(sqlite_app), GOOD[name]
    value = _settle(sqlite_app, who, name, key, typed)
    assert value
    with pytest.raises(Refused, match="same_setting"):
        _settle(sqlite_app, who, name, key, typed)
    _settle(sqlite_app, who, name, key, None)
    changes = _do(sqlite_app, who, lambda work, _: history(work, name, key, 9))
    assert [one.value for one in changes] == [None, value]
    assert {one.by for one in changes} == {"林静"}
    _do(sqlite_app, who, lambda work, speaker: put_back(work, speaker, changes[0].id, MONDAY))
    assert _do(sqlite_app, who, lambda work, _: the_one_in_force(work, name, key)) == value
    assert rows(sqlite_app, Audit, Audit.deed == "change_setting") == 3


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name, all_of in BAD.items() for typed in all_of]
)
def test_what_is_no_value_is_refused_in_words(sqlite_app: App, name: str, typed: dict[str, str]) -> None:
    who = _officer(sqlite_app)
    with pytest.raises(Refused) as refused:
        _settle(sqlite_app, who, name, GOOD[name][0], typed)
    assert refused.value.code == "bad_setting"
    assert any("\u4e00" <= sign <= "\u9fff" for sign in refused.value.text)


@pytest.mark.parametrize(
    ("name", "key"), [("words", "no_field"), ("places", "999999"), ("weight", "no_weight")]
)
def test_a_key_that_is_none_is_refused(sqlite_app: App, name: str, key: str) -> None:
    with pytest.raises(Refused):
        _settle(sqlite_app, _officer(sqlite_app), name, key, GOOD[name][1])


def test_only_administrators_settle_and_only_for_their_place(sqlite_app: App) -> None:
    reviewer = _officer(sqlite_app, "reviewer", name="何正南")
    far = _officer(sqlite_app, region="130000", name="冀中")
    for name, (key, typed) in GOOD.items():
        with pytest.raises(Refused):
            _settle(sqlite_app, reviewer, name, key, typed)
    with pytest.raises(Refused):
        _settle(sqlite_app, far, "centre", *GOOD["centre"])
    own = _officer(sqlite_app)
    _settle(sqlite_app, own, "faq", *GOOD["faq"])
    with pytest.raises(Refused):
        _settle(sqlite_app, far, "faq", "1", {"asked": "停车方便吗", "answer": "没有停车场。"})


def test_what_is_settled_is_in_force_at_once(app: App) -> None:
    who = _officer(app)
    for name, (key, typed) in GOOD.items():
        _settle(app, who, name, key, typed)

    def look(work: UnitOfWork, _: Speaker) -> None:
        centre = centre_for(work, app.rules, "440802")
        assert centre is not None
        assert centre.hours == ("9:00-12:00", "14:30-17:30")
        assert centre_for(work, app.rules, "130102") is None
        assert [ways for ways, _ in own_answers(work, "440802")] == [["停车方便吗", "有停车位吗"]]
        assert not list(own_answers(work, "130102")), "it is of another place"
        assert own_words(work, PLAIN).terms == {"拆伙": "law", "散股": "law"}
        assert own_words(work, PLAIN).places == {"老街": "440802"}
        assert own_weights(work, Weights()).satisfaction == 0
        assert pool_of(work).ask(work, 2026, lambda index: index.weights.satisfaction) == 0

    _do(app, who, look)


def test_every_weight_has_a_caption() -> None:
    assert set(WEIGHTS) == set(CAPTIONS)
