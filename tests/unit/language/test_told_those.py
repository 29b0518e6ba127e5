"""An order to tell something to those who were shown just now, and what is none."""

from __future__ import annotations

import pytest

from language.told_those import ENTERPRISE, EXPERT, STATION, ToldThose, told_those


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("提醒他们", ToldThose(True, "", "")),
        ("他们几个都提醒一下", ToldThose(True, "", "")),
        ("这三位催一下吧", ToldThose(True, "", "")),
        ("给这些工作站发个通知，周四上午开会", ToldThose(True, STATION, "周四上午开会")),
        ("这几个专家都通知一声 后天培训", ToldThose(True, EXPERT, "后天培训")),
        ("把上面那几家企业群发一下：税费减免能办了", ToldThose(True, ENTERPRISE, "税费减免能办了")),
        ("麻烦催她们月底前补日记", ToldThose(True, "", "请月底前补日记")),
        ("叫他们周五前交", ToldThose(True, "", "请周五前交")),
        ("提醒他补日记", ToldThose(False, "", "请补日记")),
        ("这位提醒一下", ToldThose(False, "", "")),
    ],
)
def test_an_order(text: str, told: ToldThose) -> None:
    assert told_those(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "他们都通知了吗",
        "提醒过他们没有",
        "为什么没提醒他们",
        "让他休息吧",
        "通知全体专家周五开会",
        "他今年记了几次",
        "这几条需求没人接",
        "给他打的电话没人接",
        "这些站的情况",
    ],
)
def test_no_order(text: str) -> None:
    assert told_those(text) is None
