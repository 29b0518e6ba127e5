"""Each page of the console asks the database a dozen questions at most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from actions.activities.stories import Words, write_case
from storage.queries.people.speakers import by_person
from storage.tables import Activity, Need
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import Desk, at_desk, more_needs, open_desks
from tests.web.test_console import ROUTES, _application, _case, _known
from tests.web.test_console_imports import OTHERS, _form, _sent

MOST = 12
MORE = ("/decide/revoke/{title}", "/decide/keep_title/{title}", "/applications?look=board")
"""Pages that say more of the same than those of `ROUTES` do."""
ABOVE = {"/decide/revoke/{title}": 15}
"""What a loss rests on is asked beside the file: the full year before, and what complaints came to."""
FAR = ("far", "{wei}", "{mill}")
"""Whose page is of the other province: there is none to be read at this desk."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Desk, dict[str, int]]]:
    with serving(tmp_path_factory.mktemp("statements")) as site:
        ids = open_desks(site)
        more_needs(site, ids["shop"], 30)
        for _ in range(3):
            _case(site, ids["shop"])
            _application(site, ids["shop"])
        lin = at_desk(site, "lin")
        lin.post(
            "/imports/take", **_form(lin.post("/imports/trial", **_form(_sent(lin, OTHERS["diaries"][0]))))
        )
        site.app.database.write(lambda work: _told_and_held(work, ids)).result()
        lin.get()  # who could be asked is kept in memory from now on
        yield site, lin, _known(site, ids)


def _told_and_held(work: UnitOfWork, ids: dict[str, int]) -> None:
    """A story of a service, and an event."""
    one = work.session.get_one(Need, ids["need"] + 2)
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


@pytest.mark.parametrize("route", [*(one for one in ROUTES if not any(far in one for far in FAR)), *MORE])
def test_a_page_asks_a_dozen_questions_at_most(desk: tuple[Site, Desk, dict[str, int]], route: str) -> None:
    site, lin, known = desk
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    engine = site.app.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        lin.get(route.format_map(known))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    questions = [one for one in asked if one.lstrip().startswith(("SELECT", "WITH"))]
    assert 0 < len(questions) <= ABOVE.get(route, MOST), "\n".join(questions)
