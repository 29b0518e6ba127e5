"""Needs of our own, with the domain that staff would file them under and all that goes with it."""

from pathlib import Path

import pytest

from language import Vocabulary, read_need

_COLUMNS = 9
_ROWS = [
    (line.split("\t") + [""] * _COLUMNS)[:_COLUMNS]
    for line in (Path(__file__).parent / "needs.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", _ROWS, ids=[row[1] for row in _ROWS])
def test_a_need_is_read_as_far_as_it_goes_and_no_further(row: list[str]) -> None:
    home, message, domain, urgent, form, region, enterprise, phone, focus = row
    need = read_need(message, home or None, deep=False)
    assert domain in (need.domain, *need.also)
    assert need.urgent is bool(urgent)
    assert (need.form or "") == form
    assert (need.region or "") == region
    assert (need.enterprise or "") == enterprise
    assert (need.phone or "") == phone
    assert need.focus == tuple(focus.split())


@pytest.mark.parametrize(
    "text", ["鼎盛贸易欠我们货款", "鼎盛贸易拖欠货款", "去告鼎盛贸易", "鼎盛贸易把货扣着"]
)
def test_whoever_wrongs_the_asker_is_not_the_asker(text: str) -> None:
    assert read_need(text, deep=False).enterprise is None
    assert read_need("我们鼎盛贸易想贷款", deep=False).enterprise == "鼎盛贸易"


def test_candidates_are_chances_likeliest_first() -> None:
    need = read_need("员工仲裁怎么应对", deep=False)
    chances = [chance for _, chance in need.candidates]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1, abs=1e-3)
    assert need.candidates[0][0] == need.domain


def test_a_message_of_no_clear_subject_is_not_sure() -> None:
    assert not read_need("公司的事情有点复杂，您看怎么处理", deep=False).sure


def test_staff_teach_a_term_without_a_release() -> None:
    taught = Vocabulary(terms={"虾青素提取": "technology"}, places={"寸金桥": "440802"})
    need = read_need("寸金桥这边想问虾青素提取", vocabulary=taught, deep=False)
    assert need.domain == "technology"
    assert need.region == "440802"
    assert read_need("寸金桥这边想问虾青素提取", deep=False).region is None
