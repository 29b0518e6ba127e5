"""Service times on both databases: what was in time, and what is past it and stands in lists."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from actions.reports.times import Kept, kept_times
from bot.app import App
from bot.devtools.fixtures import Actor, enter
from storage.queries.people.speakers import by_person
from storage.queries.reports.late import late_answer, late_contact, late_review
from storage.queries.reports.waiting import Reach, together
from storage.tables import Enterprise, Expert, Need
from storage.unit_of_work import UnitOfWork

NOW = datetime.fromisoformat("2026-06-02T09:00+08:00")
HOUR = timedelta(hours=1)


def test_what_was_kept_and_what_is_late(app: App) -> None:
    def tried(work: UnitOfWork) -> None:
        officer = enter(work, Actor("小赵", "staff", "", jurisdiction="440800"), [], app.rules, NOW)
        expert = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2025, 1, 6))
        person = enter(work, expert, [], app.rules, NOW)
        firm = Enterprise(name="某厂", region="440802", created_at=NOW)
        work.session.add(firm)
        work.flush()
        served_by = work.session.scalars(select(Expert.id).where(Expert.person_id == person)).one()

        def need(state: str, hours: int, **known: object) -> int:
            one = Need(
                person_id=person,
                enterprise_id=firm.id,
                text="合同",
                domain="law",
                also=[],
                region="440802",
                urgent=False,
                focus=[],
                state=state,
                created_at=NOW - hours * HOUR,
                answer_by=NOW - (hours - 24) * HOUR,
                **known,
            )
            work.session.add(one)
            work.flush()
            return one.id

        unanswered = need("open", 30)
        need("open", 5)
        taken = {"expert_id": served_by, "accepted_at": NOW - 40 * HOUR, "contact_by": NOW - 16 * HOUR}
        silent = need("accepted", 50, **taken)
        done = {"served_at": NOW - 30 * HOUR, "review_by": NOW - 6 * HOUR}
        unrated = need("served", 42, **taken, **done)
        at = Reach(work, "440800", 9, True, officer)
        asked = {
            "answer": late_answer(at, NOW),
            "contact": late_contact(at, NOW),
            "review": late_review(at, NOW),
        }
        found = together(at, asked, {})
        listed = {what: [row.id for row in one.rows] for what, one in found.items()}
        assert listed == {"answer": [unanswered], "contact": [silent], "review": [unrated]}
        assert kept_times(work, by_person(work, officer), app.rules, NOW) == [
            Kept("answer", 3, 2, 6.0),
            Kept("contact", 2, 1, 10.0),
            Kept("review", 1, 0, None),
        ]

    app.database.write(tried).result()
