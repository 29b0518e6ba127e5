"""A centre's year in rows: experts, a station, an applicant, an activity, needs with ratings, decisions and an appeal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from actions.audit import note
from actions.office import Office
from bot.clock import SHANGHAI
from programme.centres import Centre
from programme.packs import load_pack
from programme.workdays import KNOWN
from storage.queries.titles.holders import holder_of
from storage.tables import (
    Activity,
    Application,
    Attendance,
    Case,
    Dialogue,
    Diary,
    Enterprise,
    Expert,
    FormalWarning,
    Need,
    Person,
    Qualification,
    Rating,
    Station,
)
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")
NOW = datetime(2026, 11, 30, 9, tzinfo=SHANGHAI)
CENTRE = Centre(
    "440800",
    "青石市中小企业服务中心",
    address="青石市桥东路 1 号",
    phone="0759-8230066",
    prefix="QS",
    site="https://yiqi.example.cn",
    handler="何畅",
)
RULES = load_pack("national-2023").by(KNOWN, (CENTRE,))
PHONES = ("13800000101", "13800000102", "13800000103")


class OfficeYear:
    """The rows, and the office of the city they lie in."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.office = Office(work, "440800", RULES, None, NOW)
        self.good = self.expert("苏晓岚", "青石市明诚会计师事务所", "440802")
        self.silent = self.expert("王思远", "青石职业技术学院", "440803")
        self.gone = self.expert("李长河", "青石市机械研究所", "440802")
        self.station = self.a_station("青石市装备制造行业协会", "440803")
        firm = self._keep(Enterprise(name="青石蓝湾海鲜加工厂", region="440802", created_at=NOW))
        self.firm = firm.id
        for month in range(2, 9):
            self.served(self.good, date(2026, month, 5), ["tax"], f"甲厂{month}")
        self.served(self.station, date(2026, 6, 9), ["law"], "乙厂", "station")
        self.need = self.a_need()
        self.warning = self.warn()
        self.revoke()
        self.appeal = self.an_appeal()
        self.event = self.an_event()
        self.an_applicant()

    def expert(self, name: str, unit: str, region: str) -> Qualification:
        person = self._person(name)
        expert = self._keep(Expert(person_id=person.id, unit=unit, domains=["tax"], region=region))
        return self._title("expert", expert.id)

    def a_station(self, name: str, region: str) -> Qualification:
        person = self._person("林可")
        station = self._keep(Station(person_id=person.id, name=name, region=region, address="桥东路 1 号"))
        return self._title("station", station.id)

    def served(
        self, title: Qualification, day: date, domains: list[str], firm: str, holder: str = "expert"
    ) -> None:
        person = holder_of(self.work, title.id)
        assert person
        whose = {"holder": holder, "holder_id": title.holder_id, "person_id": person.person_id}
        what = {"served_on": day, "hours": Decimal("2.5"), "enterprises": 1, "names": [firm]}
        rest = {"form": "offline", "outcome": "讲了增值税申报", "recorded_at": NOW - timedelta(days=90)}
        self._keep(Diary(**whose, **what, domains=domains, times=[[540, 690]], **rest))

    def a_need(self) -> int:
        asker = self._person("张厂长")
        expert = self.good.holder_id
        text = "出口退税材料总被退回，想请人看看哪里不对。"
        about: dict[str, Any] = {
            "domain": "tax",
            "also": [],
            "region": "440802",
            "urgent": False,
            "focus": [],
        }
        when = {"created_at": NOW - timedelta(days=40), "served_at": NOW - timedelta(days=30)}
        who = {"person_id": asker.id, "enterprise_id": self.firm, "expert_id": expert, "state": "rated"}
        need = self._keep(Need(text=text, form="offline", **about, **when, **who))
        self._keep(
            Rating(need_id=need.id, expert_id=expert, stars=5, effect=90, created_at=NOW - timedelta(days=29))
        )
        return need.id

    def warn(self) -> int:
        decided = NOW - timedelta(days=20)
        rest = {"silent_since": date(2026, 3, 1), "due_on": date(2026, 9, 2), "decided_at": decided}
        one = self._keep(
            FormalWarning(
                qualification_id=self.silent.id, state="issued", reason="电话联系三次没有接通", **rest
            )
        )
        self.silent.state = "warned"
        note(self.work, "issue_warning", "qualification", self.silent.id, 1, decided, reason=one.reason)
        return one.id

    def revoke(self) -> None:
        ground, reason = "N23-E 第十三条：年度服务未达标", "2026年没有服务记录，两次书面提醒后仍未服务"
        self.gone.state = "revoked"
        note(
            self.work,
            "revoke",
            "qualification",
            self.gone.id,
            1,
            NOW - timedelta(days=5),
            reason=reason,
            ground=ground,
        )

    def an_appeal(self) -> int:
        person = self.work.session.get_one(Expert, self.silent.holder_id).person_id
        told = {
            "text": "那段时间我在外地照顾病人，已经托人说过。",
            "reason": "核对通话记录，没有查到事先说明的记录",
        }
        days = {"filed_at": NOW - timedelta(days=15), "decided_at": NOW - timedelta(days=3)}
        what = {
            "kind": "appeal",
            "about": f"warning:{self.silent.id}",
            "region": "440803",
            "state": "dismissed",
        }
        return self._keep(Case(person_id=person, **what, **told, **days)).id

    def an_event(self) -> int:
        host = self._person("何畅")
        what = {
            "kind": "event",
            "title": "出口退税讲座",
            "held_on": date(2026, 11, 20),
            "place": "市民中心三楼",
        }
        event = self._keep(Activity(**what, region="440802", person_id=host.id, created_at=NOW))
        for phone in PHONES:
            guest = self._keep(Person(name=f"来宾{phone[-1]}", phone=phone, created_at=NOW))
            who = {"holder": "person", "holder_id": guest.id, "person_id": guest.id}
            self._keep(Attendance(activity_id=event.id, state="signed_up", changed_at=NOW, **who))
        return event.id

    def an_applicant(self) -> None:
        person = self._person("何志强")
        what = {
            "kind": "expert",
            "pack": RULES.id,
            "name": "何志强",
            "unit": "青石市律师协会",
            "region": "440802",
        }
        rest = {"domains": ["law"], "answers": {}, "papers": [], "state": "submitted"}
        self._keep(Application(person_id=person.id, submitted_at=NOW, phone=PHONES[0], **what, **rest))

    def _person(self, name: str) -> Person:
        person = self._keep(Person(name=name, created_at=NOW))
        self._keep(Dialogue(person_id=person.id, state={}, updated_at=NOW))
        return person

    def _title(self, holder: str, key: int) -> Qualification:
        term = {"certified_on": date(2026, 1, 15), "until": date(2029, 1, 15)}
        return self._keep(Qualification(holder=holder, holder_id=key, pack=RULES.id, **term))

    def _keep(self, row: T) -> T:
        self.work.session.add(row)
        self.work.session.flush()
        return row
