"""Whom a wave asks, whom a ranking looks at, and that the writer finds a need's vector made."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from language import read_need, semantic, topics
from matching import evidence, ranking
from matching.asking import BEHIND, each_matter, first_wave, one_for_each
from matching.facts import Candidate
from matching.learned import learned
from matching.meaning import QUICK
from matching.ranking import rank
from tests.unit.matching.people import NEAR, NEED, index_of


def test_a_wave_asks_those_about_as_good_as_its_first() -> None:
    first, near, behind = (
        Candidate(number, 50.0, evidence=7 - lacking)
        for number, lacking in ((1, 0), (2, BEHIND), (3, BEHIND + 0.1))
    )
    assert first_wave([first, near, behind], 3) == [first, near]


def test_a_wave_asks_nobody_who_does_not_fit() -> None:
    unfit, fit = Candidate(1, 90.0, fits=False, evidence=9), Candidate(2, 50.0, evidence=6)
    assert first_wave([unfit, fit], 3) == [fit]
    assert first_wave([unfit], 3) == []


def test_a_need_of_two_matters_is_sought_for_each() -> None:
    need = replace(NEED, text="房东要涨租金，铺子也想做做宣传", also=("marketing",))
    assert [(one.text, one.domain) for one in each_matter(need)] == [
        ("房东要涨租金", "law"),
        ("铺子也想做做宣传", "marketing"),
    ]
    plain = replace(NEED, text="房东要涨租金，合同还没到期")
    assert each_matter(plain) == [plain]


def test_each_matter_gets_one_and_nobody_is_asked_twice() -> None:
    one, two, three = (Candidate(number, 50.0) for number in (1, 2, 3))
    assert one_for_each([[one], [two]], 1) == [one, two]
    assert one_for_each([[one], []], 1) == [one]
    assert one_for_each([[one, two], [one, three]], 1) == [one]
    assert one_for_each([[one, two], [three]], 3) == [one, three, two]


@pytest.mark.skipif(not semantic.installed(), reason="the encoder is not installed")
def test_a_need_once_remembered_is_read_and_paired_without_the_encoder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "我们厂做脚手架扣件的，老客户的货款拖了快一年，想问问能不能去法院告他"
    topics.remember(text)
    monkeypatch.setattr(semantic, "vectors", lambda texts: pytest.fail("the encoder was asked again"))
    read = read_need(text, NEED.region)
    assert read.domain == "law"
    wanted = NEED.__class__(7, read.domain, NEED.region, NEED.today, text)
    assert evidence.sought(wanted, learned(QUICK), QUICK).phrases


def test_of_very_many_only_those_are_looked_at_that_share_most_in_words() -> None:
    sharing = evidence.Shared(np.array([900, 90, 450, 0], np.int32), np.array([0, 15, 0, 0], np.int32))
    assert [sharing.most(enough).tolist() for enough in (1, 2, 3, 4)] == [
        [0],
        [0, 2],
        [0, 1, 2],
        [0, 1, 2, 3],
    ]


def test_the_first_is_the_same_however_few_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [
        NEAR._replace(expert_id=n, specialities="劳动合同、双倍工资" if n % 40 == 0 else "茶叶加工、茶园管理")
        for n in range(1, 401)
    ]
    index = index_of(crowd)
    whole = [one.expert_id for one in rank(index, NEED, 3)]
    monkeypatch.setattr(ranking, "CUT", 10)
    monkeypatch.setattr(ranking, "VERY_MANY", 100)
    assert [one.expert_id for one in rank(index, NEED, 3)] == whole
