"""Whom a wave asks, whom a ranking looks at, and that the writer finds a need's vector made."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from language import read_need, semantic, topics
from matching import evidence, ranking
from matching.asking import BEHIND, each_matter, first_wave, one_for_each, stands_out
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


def test_who_is_away_stands_out_only_where_those_who_are_free_know_much_less() -> None:
    away = Candidate(1, 50.0, evidence=7)
    assert stands_out(away, None)
    assert not stands_out(away, replace(away, expert_id=2, evidence=7 - BEHIND))
    assert stands_out(away, replace(away, expert_id=2, evidence=6.9 - BEHIND))
    assert not stands_out(replace(away, fits=False), None)


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


def test_of_far_too_many_those_who_share_the_rarest_words() -> None:
    crowd = [
        NEAR._replace(expert_id=n, specialities="双倍工资" if n < 5 else "劳动合同" if n < 9 else "茶园管理")
        for n in range(1, 13)
    ]
    index = index_of(crowd)
    need = evidence.sought(NEED, index.learned, None)
    everything = evidence.shared(index, need, 0, index.built)
    worth = (everything.own + everything.lent).tolist()
    for enough in (1, 4, 6, 8):
        places, shared = evidence.rarest(index, need, 0, index.built, enough)
        left = [worth[at] for at in range(index.built) if at not in places]
        assert enough <= len(places) <= max(2 * enough, 4)
        assert min(worth[at] for at in places) >= max(left)
        assert shared.tolist() == [worth[at] for at in places]
    places, _ = evidence.rarest(index, need, 0, index.built, 12)
    assert places.tolist() == [*range(12)]


def test_the_common_tokens_of_very_many_are_told_of_those_alone_who_are_weighed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evidence, "_AT_MOST", 4)
    index = index_of([NEAR._replace(expert_id=n, specialities="劳动合同、双倍工资") for n in range(1, 9)])
    need = evidence.sought(NEED, index.learned, None)
    places, partly = evidence.rarest(index, need, 0, index.built, 2)
    rows = np.array([1, 3, 6])
    exact, everything = evidence.of_rows(index, need, rows), evidence.shared(index, need, 0, index.built)
    assert (partly < (everything.own + everything.lent)[places]).all()
    assert exact.own.tolist() == everything.own[rows].tolist()
    assert exact.lent.tolist() == everything.lent[rows].tolist()


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
    monkeypatch.setattr(ranking, "FAR_TOO_MANY", 100)
    assert [one.expert_id for one in rank(index, NEED, 3)] == whole
