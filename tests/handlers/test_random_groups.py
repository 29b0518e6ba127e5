"""Whatever is said, in whatever order, in a group and beside it: the group hears no number, firm or name, and the log has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import log
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from bot.devtools.opened import open_app
from handlers.message import Incoming
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone="13800001234")
LAWYER = Actor(
    "李大律", "expert", "440802", domains=("law",), phone="13900005678", certified=date(2026, 1, 1)
)
OFFICER = Actor("小赵", "staff", jurisdiction="440800", phone="13600007777")
KEPT = ("13800001234", "13900005678", "13600007777", "蓝湾", "张厂长", "欠款")
"""What a group is not to hear; an expert's own name is public."""
LOGGED = (*KEPT, "李大律")
SAID = {
    "张厂长": (
        "供应商欠款不还，想找律师问问",
        "确认",
        "我的需求",
        "专家电话",
        "投诉李大律",
        "取消",
        "改资料",
    ),
    "李大律": (
        "接受",
        "婉拒",
        "我的进度",
        "企业电话",
        "附近需求",
        "我来接 1 号",
        "1号需求怎么样了",
        "今天给他们讲了两小时合同",
        "确认",
        "修改日记",
        "我的信息",
        "我的设备",
    ),
    "小赵": ("查一下张厂长", "看电话", "回访", "今日待办", "1号需求", "日报", "查一下李大律", "取消"),
}
turns = st.lists(
    st.sampled_from(sorted(SAID)).flatmap(
        lambda who: st.tuples(st.just(who), st.sampled_from(SAID[who]), st.booleans())
    ),
    min_size=3,
    max_size=12,
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people, one need told and taken."""
    file = tmp_path_factory.mktemp("town") / "town.db"
    app = open_app(newest.sqlite(file), clock=StoppedClock(MONDAY))
    for actor in (FIRM, LAWYER, OFFICER):
        arrive(app, actor)
    for number, (who, said) in enumerate(
        (("张厂长", SAID["张厂长"][0]), ("张厂长", "确认"), ("李大律", "接受"))
    ):
        app.inbound.receive(Incoming("web", who, f"first{number}", said)).result()
    app.close()
    return file


@pytest.mark.soak
@given(turns)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_group_and_no_log_hears_of_them(
    town: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    told: list[tuple[str, str, bool]],
) -> None:
    log.configure()
    capsys.readouterr()
    file = newest.copied(town, tmp_path_factory.mktemp("scene") / "scene.db")
    app = open_app(f"sqlite:///{file}", clock=StoppedClock(MONDAY))
    for number, (who, said, in_group) in enumerate(told):
        room = "群" if in_group else ""
        replies = app.inbound.receive(Incoming("web", who, f"{number}", said, room=room)).result().replies
        heard = "\n".join(reply.plain() for reply in replies)
        assert not in_group or not [one for one in KEPT if one in heard], (said, heard)
        app.clockwork.tick()
    app.close()
    written = capsys.readouterr()
    assert not [one for one in LOGGED if one in written.out + written.err]
