"""Staff of another region can do none of it, whatever way they come; their own, they can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.applications import apply as applications
from actions.applications import attachments as papers
from actions.applications import recommend as recommendations
from actions.applications import review as reviews
from actions.applications import rounds as recruitment
from actions.complaints import cases
from actions.people import bind as binding
from actions.refusal import Refused
from actions.reminders.sweep import sweep
from actions.staff import members as staffing
from actions.titles import revoke as revoking
from actions.titles import suspend as suspending
from actions.titles import warn as warnings
from bot.app import App
from bot.devtools.fixtures import Actor, enter
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Account, Application, Audit, File, FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork

INSIDE, OUTSIDE = "440800", "130100"
EXPERT = Actor("周教授", "expert", "440802", domains=("technology",), certified=date(2026, 1, 1))


class Scene:
    """An expert, an applicant, a complaint and an objection in 湛江; staff there and elsewhere."""

    def __init__(self, app: App, work: UnitOfWork) -> None:
        self.app, self.work = app, work
        self.now = app.clock.now()
        self.expert = self.enter(EXPERT)
        self.guest = self.enter(Actor("", "guest"))
        self.inside = self.enter(Actor("小赵", "staff", jurisdiction=INSIDE))
        self.outside = self.enter(Actor("小吴", "staff", jurisdiction=OUTSIDE))
        self.colleague: Speaker | None = None

    def enter(self, actor: Actor) -> Speaker:
        person = enter(self.work, actor, [], self.app.rules, self.now)
        self.work.flush()
        return by_person(self.work, person)

    @property
    def qualification(self) -> Qualification:
        return self.work.session.scalars(select(Qualification)).one()

    def application(self) -> Application:
        filing = applications.Filing("expert", "何志强", "440800", "何志强", answers={"degree": "bachelor"})
        key = applications.apply(self.work, self.guest, filing, self.app.rules, self.now)
        return self.work.session.get_one(Application, key)

    def warning(self) -> FormalWarning:
        sweep(self.work, datetime.fromisoformat("2026-07-10T09:00+08:00"), self.app.rules)
        return self.work.session.scalars(select(FormalWarning)).one()

    def complaint(self) -> int:
        return cases.complain(self.work, self.guest, "fee", "周教授", "收了五百块", "440802", self.now)

    def objection(self) -> int:
        one = self.application()
        reviews.review(self.work, self.inside, one.id, "pass", "", self.app.rules, self.now)
        return cases.object_to(self.work, self.expert, one.id, "年限不实", self.app.rules, self.now)


Deed = Callable[[Scene, Speaker], Any]


def _review(deed: str) -> Deed:
    def run(scene: Scene, by: Speaker) -> Any:
        one = scene.application()
        return lambda: reviews.review(scene.work, by, one.id, deed, "说明", scene.app.rules, scene.now)

    return run


def _warning(deed: str) -> Deed:
    def run(scene: Scene, by: Speaker) -> Any:
        one = scene.warning()
        return lambda: warnings.decide_warning(
            scene.work, by, one.id, deed, "说明", scene.app.rules, scene.now
        )

    return run


def _revoke(scene: Scene, by: Speaker) -> Any:
    scene.qualification.certified_on = date(2024, 1, 1)
    key, ground = scene.qualification.id, "N23-E 第十三条：年度服务未达标"
    return lambda: revoking.revoke(scene.work, by, key, ground, "全年没有服务", scene.app.rules, scene.now)


def _suspend(scene: Scene, by: Speaker) -> Any:
    key = scene.qualification.id
    return lambda: suspending.suspend(scene.work, by, key, "suspend", "核查", scene.app.rules, scene.now)


def _include(scene: Scene, by: Speaker) -> Any:
    one = scene.application()
    return lambda: recommendations.include(scene.work, by, one.id, "市里已认定", scene.app.rules, scene.now)


def _complaint(scene: Scene, by: Speaker) -> Any:
    case = scene.complaint()
    return lambda: cases.decide_complaint(scene.work, by, case, "uphold", "查实", scene.app.rules, scene.now)


def _objection(deed: str) -> Deed:
    def run(scene: Scene, by: Speaker) -> Any:
        case = scene.objection()
        return lambda: cases.decide_objection(scene.work, by, case, deed, "查实", scene.app.rules, scene.now)

    return run


def _code(scene: Scene, by: Speaker) -> Any:
    return lambda: binding.issue_code(scene.work, by, scene.qualification.id, scene.now)


def _recommend(scene: Scene, by: Speaker) -> Any:
    filing = applications.Filing("expert", "林晓芳", "440802", "林晓芳", unit="某所")
    return lambda: recommendations.recommend(scene.work, by, filing, "省里已认定", scene.app.rules, scene.now)


def _turn_down(scene: Scene, by: Speaker) -> Any:
    filing = applications.Filing("expert", "林晓芳", "440802", "林晓芳", unit="某所")
    rules, now = scene.app.rules, scene.now
    one = recommendations.recommend(scene.work, scene.inside, filing, "省里已认定", rules, now)
    return lambda: recommendations.turn_down(scene.work, by, one, "查无此事", rules, now)


def _round(deed: str) -> Deed:
    def run(scene: Scene, by: Speaker) -> Any:
        rules, now = scene.app.rules, scene.now
        one = recruitment.open_round(scene.work, scene.inside, date(2026, 9, 25), "某通知", rules, now)
        if deed == "close":
            return lambda: recruitment.close_round(scene.work, by, one, now)
        return lambda: recruitment.extend_round(scene.work, by, one, date(2026, 10, 9), now)

    return run


def _papers(scene: Scene, by: Speaker) -> Any:
    one = scene.application()
    account = Account(channel="web", external_id="x", person_id=scene.guest.person_id, created_at=scene.now)
    scene.work.session.add(account)
    scene.work.flush()
    file = File(key="k", account_id=account.id, media_type="image/png", content=b"1", created_at=scene.now)
    scene.work.session.add(file)
    applications.add_papers(scene.work, scene.guest, one.id, [papers.HandedIn("k", "form")], scene.now)
    scene.work.flush()
    return lambda: papers.open_paper(scene.work, by, one.id, 1, scene.now)


def _staffing(deed: str) -> Deed:
    """By an administrator of the office that speaks; the colleague is of the inside."""

    def run(scene: Scene, by: Speaker) -> Any:
        if by is not scene.expert:
            by.staff_roles = ["admin"]
        scene.colleague = scene.colleague or scene.enter(Actor("小孙", "staff", jurisdiction=INSIDE))
        key, now = scene.colleague.staff_id, scene.now
        assert key is not None
        deeds: dict[str, Callable[[], Any]] = {
            "add": lambda: staffing.add_staff(scene.work, by, "小李", "440802", ["operator"], now),
            "change": lambda: staffing.change_staff(scene.work, by, key, "440803", ["reviewer"], now),
            "remove": lambda: staffing.remove_staff(scene.work, by, key, now),
            "code": lambda: staffing.renew_code(scene.work, by, key, now),
        }
        return deeds[deed]

    return run


DEEDS: dict[str, Deed] = {
    "recommend": _recommend,
    "turn down": _turn_down,
    "extend a round": _round("extend"),
    "close a round": _round("close"),
    "open a paper": _papers,
    "add staff": _staffing("add"),
    "change staff": _staffing("change"),
    "remove staff": _staffing("remove"),
    "code for staff": _staffing("code"),
    "pass": _review("pass"),
    "return": _review("return"),
    "refuse": _review("refuse"),
    "issue": _warning("issue"),
    "withhold": _warning("withhold"),
    "revoke": _revoke,
    "suspend": _suspend,
    "include": _include,
    "uphold a complaint": _complaint,
    "uphold an objection": _objection("uphold"),
    "dismiss an objection": _objection("dismiss"),
    "issue a code": _code,
}


def _play(app: App, run: Callable[[Scene], None]) -> None:
    app.database.write(lambda work: run(Scene(app, work))).result()


@pytest.mark.parametrize("name", DEEDS)
def test_inside_it_is_done(sqlite_app: App, name: str) -> None:
    def run(scene: Scene) -> None:
        before = _deeds(scene)
        DEEDS[name](scene, scene.inside)()
        assert _deeds(scene) > before

    _play(sqlite_app, run)


@pytest.mark.parametrize("name", DEEDS)
def test_outside_it_is_refused_before_anything_is_written(sqlite_app: App, name: str) -> None:
    def run(scene: Scene) -> None:
        deed = DEEDS[name](scene, scene.outside)
        before = _deeds(scene)
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "outside"
        assert _deeds(scene) == before
        assert not scene.work.session.dirty

    _play(sqlite_app, run)


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_but_staff_decides(sqlite_app: App, name: str) -> None:
    def run(scene: Scene) -> None:
        deed = DEEDS[name](scene, scene.expert)
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "wrong_role"

    _play(sqlite_app, run)


def _deeds(scene: Scene) -> int:
    scene.work.flush()
    return len(scene.work.session.scalars(select(Audit)).all())


def test_what_was_decided_stays_decided(sqlite_app: App) -> None:
    def run(scene: Scene) -> None:
        one = scene.application()
        reviews.review(scene.work, scene.inside, one.id, "refuse", "不符合", scene.app.rules, scene.now)
        with pytest.raises(Refused) as refused:
            reviews.review(scene.work, scene.inside, one.id, "pass", "", scene.app.rules, scene.now)
        assert refused.value.code == "wrong_state"
        assert "不予通过" in refused.value.text

    _play(sqlite_app, run)


def test_an_unknown_year_of_holidays_stops_the_publicity(sqlite_app: App) -> None:
    def run(scene: Scene) -> None:
        one = scene.application()
        far = scene.now + timedelta(days=365 * 8)
        with pytest.raises(Refused) as refused:
            reviews.review(scene.work, scene.inside, one.id, "pass", "", scene.app.rules, far)
        assert "放假" in refused.value.text
        assert one.state == "submitted"

    _play(sqlite_app, run)
