"""Records in words."""

from __future__ import annotations

import pytest

from handlers.rendering.records import told_apart
from programme.packs import Kind
from storage.queries.titles.holders import Holder


@pytest.mark.parametrize(
    ("kind", "unit", "said"),
    [
        ("expert", "赤坎律师事务所", "赤坎律师事务所"),
        ("expert", "", "志愿专家"),
        ("station", "", "工作站"),
    ],
)
def test_namesakes_are_told_apart_by_unit_or_by_what_they_are(kind: Kind, unit: str, said: str) -> None:
    assert told_apart(Holder(1, kind, 2, "孙近", unit, "440802")) == said
