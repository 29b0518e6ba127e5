"""What is refused about applications, rounds and recommendations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.applications.attachments import open_paper
from actions.refusal import Refused
from bot.clock import StoppedClock
from handlers.message import Attachment, Incoming
from storage.queries.people.speakers import by_account
from storage.tables import Account, Application, Expert, File, Person, Qualification, Recruitment
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
    remove_all,
    say,
)


def _guest(work: UnitOfWork) -> int:
    return work.session.scalars(select(Account.person_id).where(Account.external_id == "guest")).one()


def application(state: str = "submitted", **values: Any) -> Step:
    """何志强, whose account is the guest's, has applied."""

    def apply(work: UnitOfWork) -> None:
        known = {"kind": "expert", "pack": "national-2023", "name": "何志强", "region": "440802"}
        told = {"domains": ["law"], "answers": {}, "papers": [], "state": state, "submitted_at": NOW}
        work.session.add(Application(person_id=_guest(work), **known | told | values))

    return change(apply)


def _title(work: UnitOfWork) -> None:
    """何志强 is in the register already."""
    person = work.session.get_one(Person, _guest(work))
    person.name = "何志强"
    expert = Expert(person_id=person.id, domains=["law"], region="440802")
    work.session.add(expert)
    work.session.flush()
    term = {"certified_on": date(2026, 1, 1), "until": date(2029, 1, 1)}
    work.session.add(Qualification(holder="expert", holder_id=expert.id, pack="national-2023", **term))


def _round(work: UnitOfWork) -> None:
    staff = work.session.scalars(select(Account.person_id).where(Account.external_id == "staff")).one()
    known = {"pack": "national-2023", "region": "440800", "notice": "某通知", "state": "open"}
    work.session.add(Recruitment(closes=date(2026, 3, 9), person_id=staff, opened_at=NOW, **known))


def _send_a_picture(scene: Scene) -> None:
    """The guest sends one paper."""

    def keep(work: UnitOfWork) -> None:
        account = work.session.scalars(select(Account.id).where(Account.external_id == "guest")).one()
        work.session.add(
            File(key="k", account_id=account, media_type="image/png", content=b"1", created_at=NOW)
        )

    scene.change(keep)
    picture = Attachment("k", "image/png", 1)
    scene.stage.app.inbound.receive(Incoming("web", "guest", "picture", files=(picture,))).result()


def _a_week_later(scene: Scene) -> None:
    clock = scene.stage.app.clock
    assert isinstance(clock, StoppedClock)
    clock.move(timedelta(days=7))


APPLY = say(
    "guest",
    "申请志愿专家",
    "何志强，在湛江精工机械厂做总工程师，本科，做企业服务8年，擅长智能制造和数字化，手机13800001234",
)
RECOMMEND = say(
    "staff", "推荐专家", "何志强，湛江精工机械厂，擅长数字化，手机13800001234", "省中心2025年认定"
)
OPEN_ROUND = say("staff", "开始招募", "3月9日", "专家和工作站", "某通知")
NO_APPLICATION, NO_GROUND = "没有这份申请。", "由谁、什么时候认定过？"

TABLE = {
    "applied twice": Refusal(
        "already_applied", [APPLY, application()], "guest", "确认", "您已经有一份申请在办"
    ),
    "applied when certified": Refusal(
        "already_certified",
        [APPLY, change(_title)],
        "guest",
        "确认",
        "您已经是认定的志愿专家了，不用再申请。",
    ),
    "took back what is somebody else's": Refusal(
        "not_yours",
        [application(), say("guest", "撤回申请"), change_all(Application, person_id=1)],
        "guest",
        "确认",
        "没有找到您的这份申请。",
    ),
    "added papers after the review": Refusal(
        "not_open",
        [
            application(),
            say("guest", "补材料", "同意"),
            _send_a_picture,
            change_all(Application, state="refused"),
        ],
        "guest",
        "跳过",
        "这份申请现在不在审核中，不用再补材料。",
    ),
    "returned one that is gone": Refusal(
        "no_application",
        [application(), say("staff", "退回 何志强 缺学历证明"), remove_all(Application)],
        "staff",
        "确认",
        NO_APPLICATION,
    ),
    "returned without a reason": Refusal(
        "no_reason",
        [application(), say("staff", "退回 何志强 缺学历证明"), empty("staff", "reason")],
        "staff",
        "确认",
        "原因是？申请人要照着改。",
    ),
    "included without a ground": Refusal(
        "no_reason",
        [application(), say("staff", "推荐 何志强 省中心认定"), empty("staff", "reason")],
        "staff",
        "确认",
        NO_GROUND,
    ),
    "turned down without a reason": Refusal(
        "no_reason",
        [
            application("recommended", reason="省中心认定"),
            say("staff", "不予纳入 何志强 查无此事"),
            empty("staff", "reason"),
        ],
        "staff",
        "确认",
        "原因是？",
    ),
    "recommended without a ground": Refusal(
        "no_reason", [RECOMMEND, empty("staff", "ground")], "staff", "确认", NO_GROUND
    ),
    "recommended one who is known": Refusal(
        "known", [RECOMMEND, change(_title)], "staff", "确认", "何志强已经在库里了，不用再推荐。"
    ),
    "included where the pack has no recommendation": Refusal(
        "no_track",
        [
            application(),
            say("staff", "推荐 何志强 省中心认定"),
            change_all(Application, pack="zhanjiang-2020"),
        ],
        "staff",
        "确认",
        "没有推荐后直接纳入的规定，请按审核程序办。",
    ),
    "passed twice": Refusal(
        "wrong_state",
        [
            application(),
            say("staff", "不予通过 何志强 年限不够"),
            change_all(Application, state="certified"),
        ],
        "staff",
        "确认",
        "申请现在是“已认定”",
    ),
    "a second round": Refusal(
        "round_open",
        [OPEN_ROUND, change(_round)],
        "staff",
        "确认",
        "已经有一个批次在招募，可以延期，不用另开。",
    ),
    "a round that ends before it begins": Refusal(
        "past", [OPEN_ROUND, _a_week_later, _a_week_later], "staff", "确认", "截止日期要在今天或以后。"
    ),
    "a round extended into the past": Refusal(
        "past",
        [change(_round), say("staff", "延长招募", "3月8日"), _a_week_later],
        "staff",
        "就提前",
        "截止日期要在今天或以后。",
    ),
    "a round that is gone": Refusal(
        "no_round",
        [change(_round), say("staff", "截止招募"), remove_all(Recruitment)],
        "staff",
        "确认",
        "没有这个批次。",
    ),
}
ON_PAGES = {"no_paper"}
"""Papers are opened by a link, never by a message."""


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


@pytest.mark.parametrize("place", [0, 2])
def test_a_paper_that_is_not_there(small_scene: Scene, place: int) -> None:
    application(papers=["form:k"])(small_scene)
    kept = small_scene.contents("staff")

    def look(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", "staff")
        assert speaker is not None
        open_paper(work, speaker, 1, place, NOW)

    with pytest.raises(Refused) as refused:
        small_scene.change(look)
    assert (refused.value.code, refused.value.text) == ("no_paper", "没有这份材料，或已经删除。")
    assert small_scene.contents("staff") == kept


def test_every_refusal_has_its_row() -> None:
    assert codes_of("applications") <= {row.code for row in TABLE.values()} | ON_PAGES
