"""From which day to which something ahead is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from language.span_ahead import Span, read_span_ahead

NOW = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12月1号到20号", (2026, 12, 1), (2026, 12, 20)),
        ("12月1号开始到20号，招法律的", (2026, 12, 1), (2026, 12, 20)),
        ("12月想办个访企月，从1号到月底", (2026, 12, 1), (2026, 12, 31)),
        ("下个月办个普法周 5号到11号", (2026, 12, 5), (2026, 12, 11)),
        ("下周一到月底收", (2026, 12, 7), (2026, 12, 31)),
        ("明年一月到三月", (2027, 1, 1), (2027, 3, 31)),
        ("2月到4月", (2027, 2, 1), (2027, 4, 30)),
        ("12月20日至明年1月10日", (2026, 12, 20), (2027, 1, 10)),
        ("12月搞个助农月", (2026, 12, 1), (2026, 12, 31)),
    ],
)
def test_both_ends(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert read_span_ahead(text, NOW) == Span(date(*first), date(*last))


def test_what_has_begun_counts_where_it_has_a_date() -> None:
    month = timedelta(31)
    assert read_span_ahead("11月20日到12月31日", NOW) == Span(date(2027, 11, 20), date(2027, 12, 31))
    assert read_span_ahead("11月20日到12月31日", NOW, month) == Span(date(2026, 11, 20), date(2026, 12, 31))
    assert read_span_ahead("下个月5号到11号", NOW, month) == Span(date(2026, 12, 5), date(2026, 12, 11))
    assert read_span_ahead("明天到12月20日", NOW, month) == Span(date(2026, 12, 1), date(2026, 12, 20))


@pytest.mark.parametrize(
    "text", ["招募到12月20号", "收到月底为止", "12月20日截止", "下周三", "到时候再说", "月底"]
)
def test_no_span(text: str) -> None:
    assert read_span_ahead(text, NOW) == Span()
