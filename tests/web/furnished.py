"""Something on every page of the console, at the desk of 林静."""

from __future__ import annotations

from sqlalchemy import select

from actions.activities.stories import Words, write_case
from storage.queries.people.speakers import by_person
from storage.tables import Activity, Need
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site
from tests.web.console import at_desk, more_needs
from tests.web.test_console import ROUTES, _application, _case
from tests.web.test_console_imports import OTHERS, _form, _sent

_FAR = ("far", "{wei}", "{mill}")
HERE = tuple(one for one in ROUTES if not any(far in one for far in _FAR))
"""The pages that there are at this desk, and not at one of another province."""


def furnish(site: Site, ids: dict[str, int]) -> None:
    """Three cases and applications, an import with its diary, an event, and the story of a service."""
    for _ in range(3):
        _case(site, ids["shop"])
        _application(site, ids["shop"])
    more_needs(site, ids["shop"], 1)
    lin = at_desk(site, "lin")
    tried = lin.post("/imports/trial", **_form(_sent(lin, OTHERS["diaries"][0])))
    lin.post("/imports/take", **_form(tried))
    site.app.database.write(lambda work: _told_and_held(work, ids)).result()


def _told_and_held(work: UnitOfWork, ids: dict[str, int]) -> None:
    one = work.session.scalars(select(Need).where(Need.person_id == ids["shop"])).all()[-1]
    one.state, one.expert_id = "served", ids["expert peng"]
    event_of = {"title": "税收优惠沙龙", "place": "园区会议室", "region": "440881", "holder": "expert"}
    work.session.add(
        Activity(
            kind="event",
            held_on=MONDAY.date(),
            holder_id=ids["expert peng"],
            person_id=ids["peng"],
            created_at=MONDAY,
            **event_of,
        )
    )
    work.session.flush()
    write_case(
        work, by_person(work, ids["lin"]), one.id, Words("一份合同省下两万元", "指出三处不清楚。"), MONDAY
    )
