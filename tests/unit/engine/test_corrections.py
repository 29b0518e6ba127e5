"""«不对，是…» and «时长改成…»."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.engine.catalogue import catalogue
from handlers.engine.corrections import doubted, named
from tests.unit.engine.talks import FORM


@pytest.mark.parametrize(
    ("said", "slot", "value"),
    [
        ("时长改成两个半小时", "hours", "两个半小时"),
        ("请把日期改为昨天", "date", "昨天"),
        ("领域应该是法律", "domains", "法律"),
        ("企业家数换成 3家", "enterprises", "3家"),
    ],
)
def test_a_slot_is_named_as_the_card_names_it(said: str, slot: str, value: str) -> None:
    found = named(catalogue().forms["diary"], said)
    assert found
    assert (found[0].name, found[1]) == (slot, value)


def test_what_the_card_does_not_name_is_no_slot() -> None:
    assert named(catalogue().forms["diary"], "天气改成晴天") is None
    assert named(catalogue().forms["diary"], "时长") is None


@pytest.mark.parametrize(
    ("said", "slot"),
    [("领域不对", "domains"), ("我要改时长", "hours"), ("日期错了", "date"), ("修改企业家数", "enterprises")],
)
def test_a_slot_is_doubted_by_its_name(said: str, slot: str) -> None:
    found = doubted(catalogue().forms["diary"], said)
    assert found
    assert found.name == slot


@pytest.mark.parametrize("said", ["不对", "领域改成法律", "天气不对", "改", "领域"])
def test_what_names_no_fault_of_a_slot_doubts_none(said: str) -> None:
    assert doubted(catalogue().forms["diary"], said) is None


def test_a_slot_that_no_card_shows_is_neither_named_nor_doubted() -> None:
    plain = FORM.slots[0]
    for slot, label in ((replace(plain, hidden=True), "日期"), (replace(plain, label=""), "")):
        form = replace(FORM, slots=(slot,))
        assert named(form, f"{label}改成周二") is None
        assert doubted(form, f"{label}不对") is None
