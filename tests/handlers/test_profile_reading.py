"""What somebody says is another now is read out of one sentence, and no other words are taken for it."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.conversations.people.profile_reading import is_change
from tests.handlers.stage import Stage


def _read(stage: Stage, role: str, said: str) -> dict[str, Any]:
    """What the form has after being opened and told this."""
    stage.put(role, {})
    stage.say(role, "改资料")
    stage.say(role, said)
    at = stage.dialogue(role).current
    return {} if at is None else dict(at.values)


@pytest.mark.parametrize(
    ("role", "said", "found"),
    [
        ("enterprise", "老号不用了，打 138 2222 4444", {"phone": "13822224444"}),
        ("enterprise", "公司更名为湛江恒达食品有限公司", {"firm": "湛江恒达食品有限公司"}),
        ("enterprise", "厂子从赤坎迁到坡头去了", {"region": "440804"}),
        (
            "enterprise",
            "改名叫湛江恒达食品有限公司了，电话也换成13822224444",
            {"firm": "湛江恒达食品有限公司", "phone": "13822224444"},
        ),
        ("expert", "我上个月调到广东海洋大学了", {"unit": "广东海洋大学"}),
        (
            "expert",
            "跳槽到金桥律师事务所上班，手机13822224444",
            {"unit": "金桥律师事务所", "phone": "13822224444"},
        ),
        ("expert", "搬到麻章住了", {"region": "440811"}),
        ("expert", "现在也做财税", {"domains": ["law", "hr", "tax"]}),
        ("expert", "擅长领域现在只有财税", {"domains": ["tax"]}),
        ("guest", "我的新号13822224444", {"phone": "13822224444"}),
        ("guest", "搬到麻章住了", {}),
        ("enterprise", "今天心情不错", {}),
    ],
)
def test_each_change_is_read(stage: Stage, role: str, said: str, found: dict[str, Any]) -> None:
    assert _read(stage, role, said) == found


@pytest.mark.parametrize(
    ("said", "sure"),
    [
        ("擅长的再加个知识产权", True),
        ("我还会做跨境电商，给我加上", True),
        ("站长换人了，现在是林强", True),
        ("我的专长是研发费用加计扣除", False),
        ("想增加外贸方向的客户", False),
        ("项目负责人换了，新来的不懂税", False),
        ("我要申诉，我们站换了负责人", False),
    ],
)
def test_what_surely_is_a_change(said: str, sure: bool) -> None:
    assert is_change(said) is sure
