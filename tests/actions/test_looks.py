"""Each look of staff at a person, their telephone, an application or an export is on record, with ids and codes alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.fixtures import Actor
from storage.tables import Application, Audit
from tests.contracts.crowd import arrive, say
from tests.contracts.test_roster_by_mail import keep_scan

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone="13800001234")
OFFICER = Actor("小赵", "staff", jurisdiction="440800")


def _deeds(app: App) -> list[tuple[str, int, dict[str, Any]]]:
    with app.database.read() as connection:
        found = select(Audit.deed, Audit.subject_id, Audit.detail).order_by(Audit.id)
        return [(row.deed, row.subject_id, row.detail) for row in connection.execute(found)]


def test_a_look_at_a_scan_is_on_record(sqlite_app: App) -> None:
    app = sqlite_app
    arrive(app, OFFICER)
    keep_scan(app)
    say(app, "小赵", "看扫描件", "one")
    assert "1 号导入的扫描件" in say(app, "小赵", "1", "two")
    assert [(deed, subject) for deed, subject, _ in _deeds(app)] == [("see_scan", 1)]


def test_each_look_is_on_record(sqlite_app: App, clock: StoppedClock) -> None:
    app, now = sqlite_app, clock.now()
    firm, officer = arrive(app, FIRM), arrive(app, OFFICER)
    application = {
        "kind": "expert",
        "pack": "national-2023",
        "name": "赵六",
        "region": "440802",
        "domains": [],
        "answers": {},
    }
    row = Application(person_id=firm, papers=["id:k"], state="submitted", submitted_at=now, **application)
    app.database.write(lambda work: work.session.add(row)).result()
    assert "138****1234" in say(app, "小赵", "查一下张厂长", "one")
    assert "做什么用" in say(app, "小赵", "看电话", "two")
    assert "13800001234" in say(app, "小赵", "别的事", "three")
    assert "材料 1 份" in say(app, "小赵", "看材料", "four")
    assert "汇总表导出了" in say(app, "小赵", "导出专家名单", "five")
    found = _deeds(app)
    assert [(deed, subject) for deed, subject, _ in found] == [
        ("look_up", firm), ("see_phone", firm), ("open_application", 1), ("export_roster", 0), ("export_roster", 0),
    ]  # fmt: skip
    assert found[1][2] == {"reason": "other"}
    assert officer
