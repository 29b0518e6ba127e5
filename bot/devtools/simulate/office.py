"""What staff of the simulation do now and then, so that much is begun: warnings given, titles suspended, papers returned."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.applications.apply import REVIEWS
from actions.applications.review import review
from actions.titles.suspend import suspend
from actions.titles.warn import decide_warning
from bot.devtools.simulate.seed import OFFICE
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Application, FormalWarning, Qualification
from storage.unit_of_work import UnitOfWork

EVERY_DAYS = 14
SUSPENDS_OF = 97
"""One title in so many is suspended each time, another one each time."""
WHY = "有企业反映收费，先查清楚"
LACKS = "请补服务经验说明"
DECIDED = {0: "issue", 1: "withhold"}
"""A third of the warnings is given, a third withheld; about the others nobody decides."""


def office(work: UnitOfWork) -> Speaker:
    """The city's member of staff."""
    staff = by_account(work, *OFFICE)
    assert staff
    return staff


def act(work: UnitOfWork, number: int, rules: RulePack, now: datetime) -> None:
    """What is done this time, the `number`-th: decided by the rows alone, so that a run can be repeated."""
    staff = office(work)
    due = select(FormalWarning).join(Qualification, Qualification.id == FormalWarning.qualification_id)
    due = due.where(FormalWarning.state == "due", Qualification.state == "active")
    for one in work.session.scalars(due.order_by(FormalWarning.id)).all():
        if deed := DECIDED.get(one.qualification_id % 3):
            decide_warning(work, staff, one.id, deed, "", rules, now)
    held = select(Qualification.id).where(Qualification.state == "active")
    mine = held.where(Qualification.id % SUSPENDS_OF == number % SUSPENDS_OF)
    for key in work.session.scalars(mine.order_by(Qualification.id).limit(1)).all():
        suspend(work, staff, key, "suspend", WHY, rules, now)
    open_ones = select(Application.id).where(Application.state.in_(REVIEWS), Application.id % 3 == 0)
    for key in work.session.scalars(open_ones.order_by(Application.id)).all():
        review(work, staff, key, "return", LACKS, rules, now)
