"""What is refused about accounts and groups."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from handlers.message import Incoming
from storage.tables import Account, BindCode, Enterprise
from storage.unit_of_work import UnitOfWork
from tests.handlers.conftest import NOW
from tests.handlers.refusals.scene import Refusal, Scene, Step, change, change_all, codes_of, say

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
    "a station with an expert's code": Refusal(
        "other_entry", [_code_for("expert")], "station", f"绑定 {CODE}", "这个账号已经有别的身份"
    ),
}
IN_GROUPS = {"no_station"}


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
    assert codes_of("people") <= {row.code for row in TABLE.values()} | IN_GROUPS
