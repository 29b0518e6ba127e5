"""What is refused about members of staff and dead letters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from actions.staff.sign_in import set_credential
from bot.devtools.fixtures import Actor
from storage.tables import Account, Diary, Enterprise, Person, Staff, Team
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import (
    Refusal,
    Scene,
    Step,
    change,
    change_all,
    codes_of,
    empty,
    say,
)

ADMIN = Actor("老钱", "staff", jurisdiction="440800", staff_roles=("admin",))


def _admin(scene: Scene) -> None:
    scene.arrive("admin", ADMIN)


def _colleague(work: UnitOfWork) -> int:
    """The entry of the one whom the administrator manages."""
    return work.session.scalars(select(Staff.id).join(Person).where(Person.name == "小赵")).one()


def _guarded(scene: Scene) -> None:
    """The administrator has an authenticator."""
    admin, now = scene.stage.people["admin"], scene.stage.app.clock.now()
    scene.change(lambda work: set_credential(work, admin, "qian", "a long password", now))


def _old_session(scene: Scene) -> None:
    """The administrator came in by a link from their chat, hours ago."""
    admin, now = scene.stage.people["admin"], scene.stage.app.clock.now()
    mine = update(Account).where(Account.person_id == admin)
    chat = Account(channel="wecom", external_id="qian", person_id=admin, created_at=now)
    scene.change(lambda work: work.session.execute(mine.values(ends_at=now + timedelta(hours=8))))
    scene.change(lambda work: work.session.add(chat))


def _browser(scene: Scene) -> None:
    """The administrator came in by a code, long ago, has a page in a browser that never ends, and nothing else."""
    mine = update(Account).where(Account.person_id == scene.stage.people["admin"])
    scene.change(lambda work: work.session.execute(mine.values(secret_hash="0" * 64)))


def _of_colleague(**values: str) -> Step:
    return change(
        lambda work: work.session.execute(update(Staff).where(Staff.id == _colleague(work)).values(**values))
    )


GONE = change(lambda work: work.session.execute(delete(Staff).where(Staff.id == _colleague(work))))
MOVED = _of_colleague(jurisdiction="130100")
NOBODY = "没有这位工作人员。"

SECOND = Actor("王会计", "expert", "440803", domains=("tax",), certified=date(2026, 1, 1))


def _second(scene: Scene) -> None:
    scene.arrive("second", SECOND)


TEAM: list[Step] = [_second, say("staff", "建服务队 法律服务队：李律师、王会计", "确认")]
TABLE = {
    "made a team of one": Refusal(
        "too_few", [say("staff", "建服务队 法律服务队：李律师")], "staff", "确认", "至少要两位专家"
    ),
    "made a team twice": Refusal(
        "known_team",
        [*TEAM, say("staff", "建服务队 法律服务队：李律师、王会计")],
        "staff",
        "确认",
        "已经有法律服务队",
    ),
    "changed a team that is no more": Refusal(
        "no_team",
        [*TEAM, say("staff", "服务队减人", "王会计"), change_all(Team, closed_at=NOW)],
        "staff",
        "确认",
        "没有这个服务队",
    ),
    "commended a team that did nothing": Refusal(
        "nothing_done",
        [*TEAM, change_all(Diary, state="retracted"), say("staff", "表彰服务队")],
        "staff",
        "确认",
        "还没有服务记录",
    ),
    "commended a team twice": Refusal(
        "commended",
        [*TEAM, say("staff", "表彰服务队", "确认"), say("staff", "表彰服务队")],
        "staff",
        "确认",
        "已经表彰过",
    ),
    "told of a letter that is none": Refusal("no_letter", [], "staff", "已告知 77", "77 号消息已经处理过"),
    "sent a letter that is none": Refusal("no_letter", [], "staff", "再发 77", "77 号消息已经处理过"),
    "read a telephone of another place": Refusal(
        "not_yours",
        [say("staff", "查一下张厂长", "看电话"), change_all(Enterprise, region="130102")],
        "staff",
        "回访",
        "不在您的辖区",
    ),
    "put off what there is not": Refusal(
        "nothing_there", [], "staff", "999号需求下周五再看", "没有找到这一件。"
    ),
    "changed somebody who is gone": Refusal(
        "no_staff", [_admin, say("admin", "调整工作人员", "岗位改成管理员"), GONE], "admin", "确认", NOBODY
    ),
    "removed somebody who is gone": Refusal(
        "no_staff", [_admin, say("admin", "移除工作人员"), GONE], "admin", "确认", NOBODY
    ),
    "removed somebody who has moved": Refusal(
        "outside", [_admin, say("admin", "移除工作人员"), MOVED], "admin", "确认", "不在您的辖区内。"
    ),
    "added without a role": Refusal(
        "no_role",
        [_admin, say("admin", "增加工作人员 孙丽 湛江市赤坎区 审核"), empty("admin", "roles")],
        "admin",
        "确认",
        "岗位要从这些里选",
    ),
    "told many where there is nobody": Refusal(
        "nobody",
        [_admin, say("admin", "群发通知", "在审的申请人", "请补材料")],
        "admin",
        "确认",
        "没有符合的人",
    ),
    "proved without an authenticator": Refusal("no_credential", [], "staff", "验证 123456", "还没有设验证器"),
    "removed by somebody who may be another": Refusal(
        "prove_again",
        [_admin, _guarded, say("admin", "移除工作人员")],
        "admin",
        "确认",
        "把验证器上的 6 位数字发来",
    ),
    "removed from a session that is old": Refusal(
        "prove_again",
        [_admin, _old_session, say("admin", "移除工作人员")],
        "admin",
        "确认",
        "在您平时的聊天里办",
    ),
    "removed from a page in a browser by who has no other way": Refusal(
        "prove_again",
        [_admin, _browser, say("admin", "移除工作人员")],
        "admin",
        "确认",
        "还没有验证器：请管服务器的人用 yiqi staff password 给您设好",
    ),
    "a caller erased from a page in a browser": Refusal(
        "prove_again",
        [_admin, say("admin", "来电删除信息 13800000009", "回拨过，是本人"), _browser],
        "admin",
        "确认",
        "还没有验证器：请管服务器的人用 yiqi staff password 给您设好",
    ),
    "a roster taken along from a page in a browser": Refusal(
        "prove_again", [_admin, _browser], "admin", "导出专家名单", "还没有验证器：请管服务器的人用"
    ),
    "changed to no role": Refusal(
        "no_role",
        [_admin, say("admin", "调整工作人员", "岗位改成管理员"), empty("admin", "roles")],
        "admin",
        "确认",
        "岗位要从这些里选",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("staff") <= {row.code for row in TABLE.values()}
