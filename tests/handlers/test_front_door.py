"""What a message is for is decided before a question takes it as its answer."""

from __future__ import annotations

import pytest

from tests.handlers.stage import Stage


@pytest.mark.parametrize(
    ("role", "opened", "said"),
    [
        ("expert", "发布活动", "我要投诉那位专家收我两千块"),
        ("staff", "办培训", "我要投诉那位专家收我两千块"),
    ],
)
def test_a_complaint_is_no_title(stage: Stage, role: str, opened: str, said: str) -> None:
    stage.put(role, {})
    stage.say(role, opened)
    stage.say(role, said)
    filled = [at for at in stage.dialogue(role).stack if said in at.values.values()]
    assert [at.form for at in filled if at.form != "complain"] == []
