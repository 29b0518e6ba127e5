"""Rows of a roster that are pasted into the chat."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rosters.guess import kind_of
from documents.rosters.pasted import sheet_of
from documents.rosters.reading import read

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        ("冯新勇\t湛江市雷岛食品有限公司\t税收筹划\t18160289472", "experts", 1),
        (
            "1\t冯新勇\t湛江市雷岛食品有限公司\t税收筹划\t18160289472\n2\t林静\t雷州湾产业研究院\t市场营销\t19919454016",
            "experts",
            2,
        ),
        (
            "姓名\t所在单位\t擅长领域\t联系电话\n冯新勇\t湛江市雷岛食品有限公司\t税收筹划\t18160289472",
            "experts",
            1,
        ),
        (
            "冯新勇，湛江市雷岛食品有限公司，税收筹划，18160289472\n林静，雷州湾产业研究院，市场营销，19919454016",
            "experts",
            2,
        ),
        ("湛江市海东软件园运营有限公司  田东源  15269581283", "stations", 1),
    ],
)
def test_rows_with_and_without_headings(text: str, kind: str, rows: int) -> None:
    content = sheet_of(text)
    assert content is not None
    assert kind_of(content) == kind
    entries = list(read(content, kind, "440800", NOW).entries)
    assert len(entries) == rows
    assert all(not one.why and one.values["phone"] for one in entries)


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "林晓芳，湛江正大会计师事务所，擅长财税，手机13800005678",
        "通过 何志强",
        "张厂长  13800001234  想请律师看合同",
        "第一件：报表\n第二件：名单\n第三件：通知",
        "昨天服务了三家企业，两小时，帮他们理合同\n今天没事，在家，休息",
    ],
)
def test_what_is_no_roster(text: str) -> None:
    assert sheet_of(text) is None


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=5))
def test_whatever_is_pasted_is_a_readable_table_or_none(rows: list[list[str]]) -> None:
    content = sheet_of("\n".join("\t".join(row) for row in rows))
    if content is not None:
        assert list(csv.reader(content.decode("utf-8").splitlines()))
