"""What is refused about accounts and groups."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from bot.devtools.fixtures import Actor
from handlers.message import Incoming
from storage.tables import (
    Account,
    BindCode,
    Case,
    ClerkCode,
    Enterprise,
    Erasure,
    Invitation,
    Need,
    Person,
    PhoneCode,
    Station,
    StationClerk,
)
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Refusal, Scene, Step, change, change_all, codes_of, remove_all, say

CALLER = Actor("林老板", "enterprise", "440803", enterprise="霞山小家电配件厂", phone="13800003333")
DELETE = "删除我的信息"
CODE = "0123456789abcdef" * 2
STATIONS_ONLY = "只有工作站的负责人能让群接收提醒。"


def _code_for(who: str) -> Step:
    """A code that is good for ten minutes."""

    def issue(work: UnitOfWork) -> None:
        person = work.session.scalars(select(Account.person_id).where(Account.external_id == who)).one()
        row = {"code_hash": sha256(CODE.encode()).hexdigest(), "person_id": person, "issued_by": person}
        work.session.add(BindCode(**row, expires_at=NOW + timedelta(minutes=10)))

    return change(issue)


def _other_firm(name: str) -> Step:
    """A firm of this name in the same district."""
    row = {"name": name, "region": "440802", "created_at": NOW}
    return change(lambda work: work.session.add(Enterprise(**row)))


def _firm_voice(work: UnitOfWork) -> int:
    return work.session.scalars(select(Account.person_id).where(Account.external_id == "enterprise")).one()


def _complains(work: UnitOfWork) -> None:
    case = {"kind": "complaint", "region": "440802", "text": "收费", "filed_at": NOW}
    work.session.add(Case(person_id=_firm_voice(work), **case))


def _asked(work: UnitOfWork) -> None:
    work.session.add(Erasure(person_id=_firm_voice(work), asked_at=NOW))


def _guest(work: UnitOfWork) -> Person:
    found = select(Person).join(Account).where(Account.external_id == "guest")
    return work.session.scalars(found).one()


def _called(scene: Scene) -> None:
    """Staff have the card of somebody who telephoned before them."""
    scene.arrive("caller", CALLER)
    say("staff", "来电删除信息 13800003333", "回拨过，是本人")(scene)


def _caller(work: UnitOfWork) -> Person:
    return work.session.scalars(select(Person).join(Account).where(Account.external_id == "caller")).one()


def _renumbered(work: UnitOfWork) -> None:
    _caller(work).phone = "13800004444"


def _number_twice(work: UnitOfWork) -> None:
    _guest(work).phone, _guest(work).enterprise_id = CALLER.phone, _caller(work).enterprise_id


def _caller_complains(work: UnitOfWork) -> None:
    case = {"kind": "complaint", "region": "440802", "text": "收费", "filed_at": NOW}
    work.session.add(Case(person_id=_caller(work).id, **case))


def _caller_asked(work: UnitOfWork) -> None:
    work.session.add(Erasure(person_id=_caller(work).id, asked_at=NOW))


def _colleague(work: UnitOfWork) -> None:
    guest, firm = _guest(work), work.session.scalars(select(Enterprise)).first()
    assert firm
    guest.enterprise_id, guest.firm_role = firm.id, "colleague"


def _guest_leaves(work: UnitOfWork) -> None:
    _guest(work).enterprise_id = None


def _invitation(work: UnitOfWork) -> None:
    """A code of the newest firm."""
    firm = work.session.scalars(select(Enterprise).order_by(Enterprise.id.desc())).first()
    assert firm
    row = {"code_hash": sha256(CODE.encode()).hexdigest(), "enterprise_id": firm.id}
    work.session.add(Invitation(**row, issued_by=_guest(work).id, expires_at=NOW + timedelta(hours=1)))


def _clerk(work: UnitOfWork) -> None:
    """Somebody works at the station."""
    station = work.session.scalars(select(Station)).one()
    person = Person(name="小林", consented_at=NOW, created_at=NOW)
    work.session.add(person)
    work.session.flush()
    known = {"station_id": station.id, "person_id": person.id, "joined_at": NOW}
    work.session.add(StationClerk(**known, role="clerk", invited_by=station.person_id))


def _clerk_code(work: UnitOfWork) -> None:
    station = work.session.scalars(select(Station)).one()
    row = {"code_hash": sha256(CODE.encode()).hexdigest(), "station_id": station.id, "role": "clerk"}
    work.session.add(ClerkCode(**row, issued_by=station.person_id, expires_at=NOW + timedelta(hours=1)))


PHONE, DIGITS = "13800000777", "123456"


def _code_known(work: UnitOfWork) -> None:
    """The code that the guest was sent has these digits."""
    row = work.session.scalars(select(PhoneCode).order_by(PhoneCode.id.desc())).first()
    assert row
    row.code_hash = sha256(f"{row.account_id}:{DIGITS}".encode()).hexdigest()


def _number_of(*who: str) -> Step:
    """The number belongs to these, and is verified."""

    def give(work: UnitOfWork) -> None:
        found = select(Person).join(Account).where(Account.external_id.in_(who))
        for person in work.session.scalars(found):
            person.phone, person.phone_verified = PHONE, True

    return change(give)


def _elsewhere(work: UnitOfWork) -> None:
    """The guest has a second device."""
    work.session.add(Account(channel="web", external_id="旧手机", person_id=_guest(work).id, created_at=NOW))


def _closed(work: UnitOfWork) -> None:
    """And closes it somewhere else."""
    person = Person(created_at=NOW)
    work.session.add(person)
    work.session.flush()
    old = work.session.scalars(select(Account).where(Account.external_id == "旧手机")).one()
    old.person_id = person.id


SENT = [say("guest", f"登录 {PHONE}"), change(_code_known)]
CLAIMED = [
    change(lambda work: setattr(_guest(work), "name", "小王")),
    say("guest", "蓝湾海鲜加工厂，想贷款买冷库设备，没有抵押，赤坎区，电话13800000009", "确认"),
    say("enterprise", "公司的人"),
]
TABLE = {
    "a code that nobody gave": Refusal("bad_code", [], "guest", f"绑定 {CODE}", "绑定码不对"),
    "a code that has run out": Refusal(
        "bad_code",
        [_code_for("expert"), change_all(BindCode, expires_at=NOW)],
        "guest",
        f"绑定 {CODE}",
        "这个绑定码过期了",
    ),
    "a code that was used": Refusal(
        "bad_code",
        [_code_for("expert"), change_all(BindCode, used_at=NOW)],
        "guest",
        f"绑定 {CODE}",
        "这个绑定码用过了",
    ),
    "bound already": Refusal(
        "bound", [_code_for("guest"), say("guest", "绑定")], "guest", CODE, "这个账号已经绑定好了，不用再绑。"
    ),
    "a firm with an expert's code": Refusal(
        "other_entry", [_code_for("expert")], "enterprise", f"绑定 {CODE}", "这个账号已经有别的身份"
    ),
    "a caller who has another number now": Refusal(
        "no_person", [_called, change(_renumbered)], "staff", "确认", "没有人登记这个号码"
    ),
    "a number of two": Refusal(
        "several_people", [_called, change(_number_twice)], "staff", "确认", "登记在几个人名下"
    ),
    "a caller who is not done": Refusal(
        "under_way", [_called, change(_caller_complains)], "staff", "确认", "对方有投诉或事项还没答复"
    ),
    "a caller who was deleted meanwhile": Refusal(
        "asked_already", [_called, change(_caller_asked)], "staff", "确认", "已经记下了，今天之内删完"
    ),
    "a firm that is another one": Refusal(
        "known_firm",
        [
            say("enterprise", "公司改名了"),
            _other_firm("湛江恒达小家电有限公司"),
            say("enterprise", "公司名", "湛江恒达小家电有限公司"),
        ],
        "enterprise",
        "确认",
        "已经登记过一家",
    ),
    "a colleague who renames the firm": Refusal(
        "not_owner",
        [
            say("enterprise", "公司改名了"),
            say("enterprise", "公司名", "湛江恒达小家电有限公司"),
            change_all(Person, firm_role="colleague"),
        ],
        "enterprise",
        "确认",
        "由企业的负责人来办",
    ),
    "a claim that is settled": Refusal(
        "no_claim",
        [*CLAIMED, change_all(Enterprise, claims=None)],
        "enterprise",
        "是我们的人 小王 138****0009（未核实）",
        "已经办过了",
    ),
    "asked for a code twice": Refusal(
        "many_codes",
        [say("guest", f"登录 {PHONE}"), say("guest", "登录")],
        "guest",
        PHONE,
        "一分钟后才能再发",
    ),
    "a telephone code that is over": Refusal(
        "code_over",
        [*SENT, change_all(PhoneCode, created_at=NOW - timedelta(minutes=10))],
        "guest",
        DIGITS,
        "这个验证码已经失效",
    ),
    "signed in as staff": Refusal(
        "staff_elsewhere", [*SENT, _number_of("staff")], "guest", DIGITS, "工作人员不用手机号登录"
    ),
    "a number of two people": Refusal(
        "several_people", [*SENT, _number_of("expert", "station")], "guest", DIGITS, "登记在几个人名下"
    ),
    "closed what is closed": Refusal(
        "no_device",
        [change(_elsewhere), say("guest", "退出别的设备"), change(_closed)],
        "guest",
        "确认",
        "这台设备已经退出了",
    ),
    "removed a colleague who has left": Refusal(
        "no_colleague",
        [change(_colleague), say("enterprise", "移除同事"), change(_guest_leaves)],
        "enterprise",
        "确认",
        "已经不在",
    ),
    "removed a colleague as a colleague": Refusal(
        "not_owner",
        [change(_colleague), say("enterprise", "移除同事"), change_all(Person, firm_role="colleague")],
        "enterprise",
        "确认",
        "由企业的负责人来办",
    ),
    "handed over as a colleague": Refusal(
        "not_owner",
        [change(_colleague), say("enterprise", "移交负责人"), change_all(Person, firm_role="colleague")],
        "enterprise",
        "确认",
        "由企业的负责人来办",
    ),
    "handed over to a colleague who has left": Refusal(
        "no_colleague",
        [change(_colleague), say("enterprise", "移交负责人"), change(_guest_leaves)],
        "enterprise",
        "确认",
        "已经不在",
    ),
    "invited to a station, being of one": Refusal(
        "other_station", [change(_clerk_code)], "station", f"绑定 {CODE}", "一个账号只在一个站"
    ),
    "invited to a station one is in charge of no more": Refusal(
        "not_head",
        [say("station", "邀请经办人"), change_all(Station, person_id=1)],
        "station",
        "经办人",
        "由站里的负责人来定",
    ),
    "removed from a station twice": Refusal(
        "no_clerk",
        [change(_clerk), say("station", "移出站里的人"), remove_all(StationClerk)],
        "station",
        "确认",
        "不在站里的名单上",
    ),
    "invited by another firm": Refusal(
        "other_firm",
        [_other_firm("湛江恒达小家电有限公司"), change(_invitation)],
        "enterprise",
        f"绑定 {CODE}",
        "一个账号只替一家",
    ),
    "erased while something is under way": Refusal(
        "under_way",
        [
            change_all(Need, state="withdrawn"),
            say("enterprise", DELETE),
            change_all(Need, state="open"),
            change(_complains),
        ],
        "enterprise",
        "确认",
        "现在还不能删",
    ),
    "erased twice": Refusal(
        "asked_already",
        [change_all(Need, state="withdrawn"), say("enterprise", DELETE), change(_asked)],
        "enterprise",
        "确认",
        "已经记下了",
    ),
    "a station with an expert's code": Refusal(
        "other_entry", [_code_for("expert")], "station", f"绑定 {CODE}", "这个账号已经有别的身份"
    ),
}
IN_GROUPS = {"no_station"}
ON_PAGES = {"link_over", "no_reason"}
"""Said by a page and not by a talk: `tests/contracts/test_entry.py`, `tests/web/test_console_hand_over.py`."""


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


@pytest.mark.parametrize("words", ["本群接收提醒", "本群不再接收提醒"])
def test_a_group_follows_stations_alone(small_scene: Scene, words: str) -> None:
    kept = small_scene.contents("expert")
    message = Incoming("web", "expert", "in a group", words, room="群")
    replies = small_scene.stage.app.inbound.receive(message).result().replies
    assert [reply.text for reply in replies] == [STATIONS_ONLY]
    assert small_scene.contents("expert") == kept


def test_every_refusal_has_its_row() -> None:
    assert codes_of("people") <= {row.code for row in TABLE.values()} | IN_GROUPS | ON_PAGES
