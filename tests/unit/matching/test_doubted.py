"""A phrase by which an expert was asked for what they cannot do counts less for the next need that it answers."""

from __future__ import annotations

import pytest

from bot.devtools.match_file import index_of
from matching.facts import Candidate
from matching.meaning import QUICK, Encoder
from matching.ranking import rank
from tests.unit.matching.people import NEAR, NEED

PHRASE = "双倍工资、劳动合同"
ONE = NEAR._replace(specialities=f"{PHRASE}、股权架构")
OTHER = ONE._replace(expert_id=2)
BOTH = pytest.mark.parametrize(
    "encoder",
    [None, pytest.param(QUICK, marks=pytest.mark.skipif(not QUICK.installed, reason="not installed"))],
    ids=["words", "quick"],
)


def by_id(encoder: Encoder | None, *doubted: str) -> dict[int, Candidate]:
    index = index_of([ONE._replace(doubted=doubted), OTHER], None, encoder)
    return {one.expert_id: one for one in rank(index, NEED)}


@BOTH
def test_the_phrase_that_answers_stands_with_the_candidate(encoder: Encoder | None) -> None:
    assert by_id(encoder)[1].phrase in ("双倍工资", "劳动合同")


@BOTH
def test_a_doubted_phrase_counts_less(encoder: Encoder | None) -> None:
    found = by_id(encoder, "双倍工资", "劳动合同")
    assert found[1].evidence < found[2].evidence - 1
    assert found[1].score == pytest.approx(sum(reason.points for reason in found[1].reasons))


@BOTH
def test_a_doubt_of_something_else_changes_nothing(encoder: Encoder | None) -> None:
    found = by_id(encoder, "股权架构", "跨境电商")
    assert found[1].evidence == pytest.approx(found[2].evidence)


def test_doubts_that_come_late_count_too() -> None:
    index = index_of([ONE, OTHER], None, None)
    index.put(ONE._replace(doubted=("双倍工资", "劳动合同")))
    found = {one.expert_id: one.evidence for one in rank(index, NEED)}
    assert found[1] < found[2] - 1
