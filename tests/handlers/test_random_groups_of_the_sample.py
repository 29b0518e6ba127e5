"""The same over the whole register of the sample world: no group hears a telephone or a firm of it, and no log has one, or a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot import log
from bot.clock import StoppedClock
from bot.devtools.opened import open_app
from bot.devtools.sample_world.sample_data import personas
from bot.devtools.sample_world.world import build
from handlers.message import Incoming
from storage.tables import Account, Enterprise, Person
from tests import newest
from tests.conftest import MONDAY

SAID = (
    "我的需求", "我的进度", "专家电话", "企业电话", "接单", "我来接 112 号", "附近需求", "我的信息", "我的设备", "我的服务",
    "今日待办", "日报", "1号需求怎么样了", "最近的申请", "投诉", "评价", "修改日记", "看电话", "工作人员", "帮助", "确认", "取消",
)  # fmt: skip
SHORTEST = 4
"""Characters of a firm's name that stand by chance in nothing else."""
turns = st.lists(
    st.tuples(st.sampled_from([one.slot for one in personas()]), st.sampled_from(SAID), st.booleans()),
    min_size=4,
    max_size=14,
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, frozenset[str], frozenset[str]]:
    """The sample world; what no group hears, and what no log has."""
    file = tmp_path_factory.mktemp("world") / "world.db"
    app = open_app(newest.sqlite(file), clock=StoppedClock(MONDAY))
    build(app)
    with app.database.read() as connection:
        phones = {phone for phone in connection.execute(select(Person.phone)).scalars() if phone}
        firms = {
            name for name in connection.execute(select(Enterprise.name)).scalars() if len(name) >= SHORTEST
        }
        names = {name for name in connection.execute(select(Person.name)).scalars() if len(name) > 1}
        slots = set(connection.execute(select(Account.external_id)).scalars())
    app.close()
    assert {one.slot for one in personas()} <= slots
    assert len(phones) > 50
    assert len(firms) > 10
    return file, frozenset(phones | firms), frozenset(phones | firms | names)


@pytest.mark.soak
@given(turns)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_group_and_no_log_hears_of_the_register(
    world: tuple[Path, frozenset[str], frozenset[str]],
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    told: list[tuple[str, str, bool]],
) -> None:
    log.configure()
    capsys.readouterr()
    file, unheard, unlogged = world
    copy = newest.copied(file, tmp_path_factory.mktemp("scene") / "scene.db")
    app = open_app(f"sqlite:///{copy}", clock=StoppedClock(MONDAY))
    for number, (who, said, in_group) in enumerate(told):
        room = "群" if in_group else ""
        replies = app.inbound.receive(Incoming("web", who, f"g{number}", said, room=room)).result().replies
        heard = "\n".join(reply.plain() for reply in replies)
        assert not in_group or not [one for one in unheard if one in heard], (who, said, heard)
        app.clockwork.tick()
    app.close()
    written = capsys.readouterr()
    assert not [one for one in unlogged if one in written.out + written.err]
