"""The rows on stage: two of each thing that a form may ask about, so that «which one?» is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor, enter
from documents.media import CSV, DOCX, PDF
from storage import tables
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import ACTORS

SERVED, UNDER_WAY = "served", "accepted"


def furnish(app: App) -> None:
    """Everybody enters, all but the newcomer with consent; then the rows."""
    for role, actor in ACTORS.items():
        app.database.write(lambda work, actor=actor, role=role: _enter(app, work, actor, role)).result()  # type: ignore[misc]  # defaults bind the loop's values
    app.database.write(lambda work: Furniture(work, app.clock.now()).put()).result()


def _enter(app: App, work: UnitOfWork, actor: Actor, role: str) -> None:
    person = enter(work, actor, [("web", role)], app.rules, app.clock.now())
    if role != "newcomer":
        work.session.get_one(tables.Person, person).consented_at = app.clock.now()


class Furniture:
    """Writes the rows in one transaction."""

    def __init__(self, work: UnitOfWork, now: datetime) -> None:
        self.session, self.now, self.today = work.session, now, now.date()
        self.expert = self.session.scalars(select(tables.Expert).order_by(tables.Expert.id)).first()
        self.station = self.session.scalars(select(tables.Station)).one()

    def put(self) -> None:
        self._needs()
        self._diaries()
        self._applications()
        self._titles()
        self._activities()
        self._tasks_courses_and_rooms()
        self._menu_and_stories()
        self._around_a_station()
        self._major_events_and_papers()
        self._teams()
        self._cases_and_letters()
        self._roster()
        self._colleagues()
        self._devices()

    def _devices(self) -> None:
        """The firm's owner writes from a second channel too."""
        owner = select(tables.Account.person_id).where(tables.Account.external_id == "enterprise")
        whose = self.session.scalars(owner).one()
        self._add(tables.Account(channel="wecom", external_id="second", person_id=whose, created_at=self.now))

    def _colleagues(self) -> None:
        """Two more people of the firm."""
        firm = self.session.scalars(select(tables.Enterprise.id)).first()
        for name in ("周会计", "吴主任"):
            one = tables.Person(name=name, enterprise_id=firm, firm_role="colleague", created_at=self.now)
            self._add(one)
            self._add(tables.Dialogue(person_id=one.id, state={}, updated_at=self.now))

    def _roster(self) -> None:
        """What people have sent as files: staff a roster of one expert and a scan, a firm's voice a filled form, a station needs."""
        roster = "姓名,所在单位,擅长领域,联系电话\n冯新勇,湛江市雷岛食品有限公司,税收筹划,18160289472\n"
        needs = "企业名称,联系人,联系电话,需求\n湛江雷岛食品厂,冯新勇,18160289472,出口退税材料总被退回\n"
        form = (Path(__file__).parents[1] / "payloads" / "forms" / "expert.docx").read_bytes()
        self._file("roster", "staff", CSV, roster.encode())
        self._file("form", "enterprise", DOCX, form)
        self._file("scan", "staff", PDF, b"%PDF-1.4\n")
        self._file("needs", "station", CSV, needs.encode())
        for key in ("photo", "another photo"):
            self._file(key, "expert", "image/jpeg", b"\xff\xd8\xff")

    def _file(self, key: str, role: str, media_type: str, content: bytes) -> None:
        whose = self.session.scalars(
            select(tables.Account.id).where(tables.Account.external_id == role)
        ).first()
        if whose is not None:
            sent = {"media_type": media_type, "content": content, "created_at": self.now}
            self._add(tables.File(key=key, account_id=whose, **sent))

    def _add(self, row: Base) -> Base:
        self.session.add(row)
        self.session.flush()
        return row

    def _person(self, role: str) -> tables.Person:
        of_role = select(tables.Person).join(tables.Account).where(tables.Account.external_id == role)
        return self.session.scalars(of_role).one()

    def _needs(self) -> None:
        assert self.expert
        for state in ("open", "open", SERVED, SERVED, UNDER_WAY, UNDER_WAY, "unanswered", "unanswered"):
            need = self._need(state)
            self._add(need)
            if state == "open":
                self._add(self._offer(need))
            if state == UNDER_WAY:
                self._meetings(need.id)
        self.expert.load = 2
        self._rated()

    def _rated(self) -> None:
        """A service of which the enterprise has said how it was."""
        assert self.expert
        need = self._need(SERVED)
        need.state = "rated"
        self._add(need)
        self._add(
            tables.Rating(
                need_id=need.id, expert_id=self.expert.id, stars=4, comment=None, created_at=self.now
            )
        )

    def _meetings(self, need: int) -> None:
        """One that is agreed, and one that each side has proposed."""
        assert self.expert
        for state, by_expert in (("agreed", True), ("proposed", True), ("proposed", False)):
            self._add(
                tables.Appointment(
                    need_id=need,
                    expert_id=self.expert.id,
                    person_id=self.expert.person_id if by_expert else self._person("enterprise").id,
                    by_expert=by_expert,
                    words="三天以后下午三点到厂里",
                    place="厂里",
                    online=False,
                    starts_at=self.now + timedelta(days=3),
                    state=state,
                    created_at=self.now,
                    answered_at=self.now,
                )
            )

    def _need(self, state: str) -> tables.Need:
        asker, in_hands = self._person("enterprise"), state in (SERVED, UNDER_WAY)
        return tables.Need(
            person_id=asker.id,
            enterprise_id=asker.enterprise_id,
            text="供应商拖欠货款，合同纠纷",
            domain="law",
            also=[],
            region="440802",
            urgent=False,
            focus=[],
            state=state,
            expert_id=self.expert.id if in_hands and self.expert else None,
            accepted_at=self.now if in_hands else None,
            served_at=self.now if state == SERVED else None,
            created_at=self.now,
        )

    def _offer(self, need: tables.Need) -> tables.Offer:
        assert self.expert
        return tables.Offer(
            need_id=need.id,
            expert_id=self.expert.id,
            terms="下周三以后",
            state="pending",
            score=1,
            reasons=["同在赤坎区"],
            created_at=self.now,
            expires_at=self.now + timedelta(days=1),
        )

    def _diaries(self) -> None:
        assert self.expert
        for _ in range(2):
            told = self._add(self._diary("expert", self.expert))
            assert isinstance(told, tables.Diary)
            asked = tables.DiaryReview(diary_id=told.id, kind="question", state="open", text="几点到的")
            asked.person_id, asked.said_at = self._person("staff").id, self.now
            self._add(asked)
            self._asked_of_firm(told.id)
            of_station = self._add(self._diary("station", self.station))
        assert isinstance(of_station, tables.Diary)
        link = tables.ContactLink(diary_id=of_station.id, issued_by=of_station.person_id, issued_at=self.now)
        link.code_hash, link.expires_at = sha256(b"c" * 32).hexdigest(), self.now + timedelta(days=7)
        self._add(link)

    def _asked_of_firm(self, diary: int) -> None:
        """The firm says how long it was of all but the first."""
        hours = Decimal(1) if diary > 1 else None
        self._add(
            tables.Confirmation(
                diary_id=diary,
                person_id=self._person("enterprise").id,
                state="hours" if hours else "asked",
                hours=hours,
                asked_at=self.now,
            )
        )

    def _diary(self, holder: str, one: tables.Expert | tables.Station) -> tables.Diary:
        return tables.Diary(
            holder=holder,
            holder_id=one.id,
            person_id=one.person_id,
            served_on=self.today,
            hours=Decimal(2),
            enterprises=1,
            names=["湛江蓝湾海鲜加工厂"] if holder == "expert" else [],
            domains=["law"],
            outcome="讲了劳动合同",
            state="recorded",
            recorded_at=self.now,
        )

    def _applications(self) -> None:
        for name, state in (
            ("何志强", "submitted"),
            ("何志刚", "submitted"),
            ("何小妹", "returned"),
            ("何公示", "publicity"),
            ("何公开", "publicity"),
        ):
            self._add(self._application(name, state))

    def _application(self, name: str, state: str) -> tables.Application:
        in_publicity = state == "publicity"
        return tables.Application(
            person_id=self._person("guest").id,
            kind="expert",
            pack="national-2023",
            name=name,
            unit="湛江大学",
            region="440802",
            phone="13800001234",
            domains=["law"],
            answers={},
            papers=["0123456789abcdef"],
            state=state,
            reason="缺身份证明" if state == "returned" else "",
            submitted_at=self.now,
            published_on=self.today if in_publicity else None,
            publicity_ends=self.today + timedelta(days=7) if in_publicity else None,
        )

    def _titles(self) -> None:
        """The expert's term is nearly over, and a warning is due; the station waits for its next term and signs."""
        held = {
            one.holder_id: one
            for one in self.session.scalars(select(tables.Qualification))
            if one.holder == "expert"
        }
        assert self.expert
        silent = held[self.expert.id]
        silent.silent_since = self.today - timedelta(days=190)
        self._add(
            tables.FormalWarning(
                qualification_id=silent.id, silent_since=silent.silent_since, due_on=self.today
            )
        )
        self._add(
            tables.Qualification(
                holder="expert",
                holder_id=self.expert.id,
                pack="hebei-2020",
                certified_on=silent.certified_on,
                until=silent.until,
            )
        )
        station = self.session.scalars(select(tables.Qualification).filter_by(holder="station")).one()
        self._add(tables.Renewal(qualification_id=station.id, until=station.until, asked_at=self.now))
        self._add(
            tables.Conferral(
                qualification_id=silent.id,
                what="agreement",
                state="offered",
                until=silent.until,
                changed_at=self.now,
            )
        )

    def _activities(self) -> None:
        assert self.expert
        for kind, on in (("training", 0), ("training", 5), ("event", 5), ("event", -1)):
            for title in ("合同讲座", "税务讲座"):
                one = self._activity(kind, title, self.today + timedelta(days=on))
                one.photos = ["photo"] if on < 0 else []
                self._add(one)
                if kind == "event":
                    self._comes_to(one, "enterprise", "signed_up" if on > 0 else "attended")
                if kind == "event" and on > 0:
                    self._comes_to(one, "station", "speaks")
                    self._comes_to(one, "expert", "invited")

    def _tasks_courses_and_rooms(self) -> None:
        """Two of each: a task for the holders, a course that waits and one that is out, a room and who asks for it."""
        expert, keeper, staff = (self._person(role) for role in ("expert", "station", "staff"))
        due = self.today + timedelta(days=9)
        for words in ("报送案例", "更新专长"):
            task = tables.Task(text=words, due_on=due, region="440800", audience="both", created_at=self.now)
            task.person_id = staff.id
            self._add(task)
            for person in (expert.id, keeper.id):
                known = {"task_id": task.id, "person_id": person, "state": "asked", "changed_at": self.now}
                self._add(tables.TaskAnswer(**known))
            for state in ("offered", "released"):
                about = {"title": f"{words}微课", "link": "https://v.example.cn/1", "region": "440802"}
                known = {"state": state, "person_id": expert.id, "created_at": self.now}
                self._add(tables.Course(**about, **known))
            room = tables.Room(station_id=self.station.id, name=f"{words}室", seats=40, created_at=self.now)
            self._add(room)
            known = {"room_id": room.id, "person_id": expert.id, "held_on": due, "hour": "下午两点"}
            self._add(tables.RoomRequest(**known, state="asked", asked_at=self.now))

    def _around_a_station(self) -> None:
        """Two of each: who works there, what a firm told a visitor, what the expert asks of it."""
        assert self.expert
        keeper, firm = self._person("station"), self._person("enterprise")
        for number, name in enumerate(("小林", "小何")):
            clerk = tables.Person(name=name, consented_at=self.now, created_at=self.now)
            self._add(clerk)
            known = {"station_id": self.station.id, "person_id": clerk.id, "joined_at": self.now}
            self._add(tables.StationClerk(**known, role="clerk", invited_by=keeper.id))
            told = {
                "enterprise": f"{name}五金厂",
                "text": "员工工伤要赔钱",
                "domain": "law",
                "region": "440803",
            }
            about = {"also": [], "urgent": False, "code_hash": f"{number}" * 64, "asked_at": self.now}
            self._add(tables.VisitNeed(**told, **about, person_id=keeper.id, contact_id=firm.id))
            asked = {"station_id": self.station.id, "expert_id": self.expert.id, "asked_at": self.now}
            self._add(tables.StationRequest(**asked, text=f"想来坐诊，{name}介绍的"))
        self._registers(keeper.id)

    def _registers(self, keeper: int) -> None:
        """Of the expert: two stations whose own they are, two that ask; of the station: a second expert of its own."""
        assert self.expert
        own = {"asked_by": keeper, "asked_at": self.now, "by_phone": False}
        for number, state in enumerate(("yes", "asked", "asked")):
            head = tables.Person(name=f"{number}号站长", consented_at=self.now, created_at=self.now)
            self._add(head)
            station = tables.Station(person_id=head.id, name=f"湛江{number}号工作站", region="440800")
            self._add(station)
            about = {"station_id": station.id, "expert_id": self.expert.id, "state": state}
            self._add(tables.StationExpert(**own, **about))
        other = tables.Person(name="韩会计", consented_at=self.now, created_at=self.now)
        self._add(other)
        second = tables.Expert(person_id=other.id, domains=["tax"], region="440803")
        self._add(second)
        for expert in (self.expert.id, second.id):
            about = {"station_id": self.station.id, "expert_id": expert, "state": "yes"}
            self._add(tables.StationExpert(**own, **about))
        for title in ("上岗培训", "案例交流"):
            one = self._activity("event", title, self.today + timedelta(days=6))
            one.person_id = keeper
            self._add(one)

    def _menu_and_stories(self) -> None:
        """Two of each: items of the service menu; news that wait for the expert's answer."""
        expert, staff = self._person("expert"), self._person("staff")
        for words in ("合同体检", "税务体检"):
            item = {"title": words, "text": f"{words}，给修改意见", "domain": "law", "region": "440800"}
            self._add(tables.ServiceItem(**item, state="listed", person_id=staff.id, created_at=self.now))
            told = {
                "kind": "news",
                "title": f"{words}专场举办",
                "text": f"{words}专场来了三十家企业，讲了两个小时。",
            }
            news = tables.Story(
                **told, region="440800", state="asked", person_id=staff.id, created_at=self.now
            )
            self._add(news)
            asked = {"side": "expert", "state": "asked", "changed_at": self.now}
            self._add(tables.StoryConsent(story_id=news.id, person_id=expert.id, **asked))

    def _teams(self) -> None:
        """Two that the expert is in."""
        assert self.expert
        for name in ("税务服务队", "海工服务队"):
            team = tables.Team(name=name, region="440800", created_at=self.now)
            team.person_id = self._person("staff").id
            self._add(team)
            self._add(tables.TeamMember(team_id=team.id, expert_id=self.expert.id, joined_at=self.now))

    def _major_events_and_papers(self) -> None:
        """Two of each: major events that are open, where nobody here is; and what the station handed in last year."""
        staff = self._person("staff")
        for title, region in (("台风", "440881"), ("寒潮", "440882")):
            known = {"policies": "可以缓缴税款", "state": "open", "created_at": self.now}
            self._add(tables.MajorEvent(title=title, region=region, person_id=staff.id, **known))
        for what in ("plan", "summary"):
            known = {"year": self.today.year - 1, "text": "办两场讲座", "handed_in_at": self.now}
            self._add(tables.YearPaper(station_id=self.station.id, what=what, **known))

    def _comes_to(self, event: tables.Activity, role: str, state: str) -> None:
        """Somebody has to do with it: comes, was there, offers to speak, or is asked to."""
        person = self._person(role).id
        self._add(
            tables.Attendance(
                activity_id=event.id,
                holder="person",
                holder_id=person,
                person_id=person,
                state=state,
                part="speaker" if state == "invited" else "guest",
                changed_at=self.now,
            )
        )

    def _activity(self, kind: str, title: str, on: date) -> tables.Activity:
        assert self.expert
        event = kind == "event"
        return tables.Activity(
            kind=kind,
            title=title,
            held_on=on,
            region="440802",
            audience=None if event else "both",
            holder="expert" if event else None,
            holder_id=self.expert.id if event else None,
            person_id=self.expert.person_id if event else self._person("staff").id,
            created_at=self.now,
        )

    def _cases_and_letters(self) -> None:
        person = self._person("enterprise")
        for notice in ("一", "二"):
            self._add(
                tables.Recruitment(
                    pack="national-2023",
                    region="440800",
                    notice=f"招募公告{notice}",
                    closes=date(2026, 12, 31),
                    state="open",
                    person_id=self._person("staff").id,
                    opened_at=self.now,
                )
            )
        for kind in ("complaint", "complaint", "request", "request"):
            self._add(
                tables.Case(kind=kind, person_id=person.id, text="收了钱", region="440802", filed_at=self.now)
            )
        for number in range(2):
            self._add(
                tables.Outbox(
                    person_id=person.id,
                    kind="handed_over",
                    facts={"need": 1},
                    key=f"letter {number}",
                    state="dead",
                    reason="no way",
                    due_at=self.now,
                    created_at=self.now,
                )
            )
