"""What a first message tells of a fact that is a yes or a no: only what is plainly so, the rest is asked."""

from __future__ import annotations

import pytest

from handlers.conversations.applications.fact_kinds import told
from programme.packs.admitting import Fact

PERMIT = Fact(label="办学许可证", ask="有办学许可证吗？", kind="flag", words=("办学资质",))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("我们有办学许可证，成立五年", 1),
        ("办学资质齐全", 1),
        ("没有办学许可证", 0),
        ("办学许可证还没办下来", None),
        ("办学许可证在办", None),
        ("办学许可证，还在办", None),
        ("办学资质未取得", None),
        ("办学许可证，目前还没有", None),
        ("有办学许可证，还没有场地", 1),
        ("有办学许可证，场地还没定", 1),
        ("成立五年", None),
    ],
)
def test_a_flag_is_told_only_where_nothing_behind_its_name_takes_it_back(
    said: str, value: int | None
) -> None:
    assert told(PERMIT, said) == value
