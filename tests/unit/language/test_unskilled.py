"""Who declines for lack of skill is told from who has no time."""

from __future__ import annotations

import pytest

from language.unskilled import lacks_skill


@pytest.mark.parametrize(
    "text",
    [
        "不是我的专长",
        "婉拒，这块我不懂",
        "隔行如隔山，请别的老师吧",
        "专业不对口",
        "外贸我不擅长",
        "没做过这类项目，不接了",
    ],
)
def test_lack_of_skill(text: str) -> None:
    assert lacks_skill(text)


@pytest.mark.parametrize(
    "text", ["", "没空", "最近出差，接不了", "婉拒", "这几天忙不过来", "离我太远了", "这是我的专长"]
)
def test_other_reasons(text: str) -> None:
    assert not lacks_skill(text)
