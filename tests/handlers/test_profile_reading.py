"""What somebody says is another now is read out of one sentence, and no other words are taken for it."""

from __future__ import annotations

from typing import Any

import pytest

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
        ("expert", "现在也做财税", {"domains": ["tax"]}),
        ("guest", "我的新号13822224444", {"phone": "13822224444"}),
        ("guest", "搬到麻章住了", {}),
        ("enterprise", "今天心情不错", {}),
    ],
)
def test_each_change_is_read(stage: Stage, role: str, said: str, found: dict[str, Any]) -> None:
    assert _read(stage, role, said) == found
