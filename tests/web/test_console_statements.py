"""Each page of the console asks the database a dozen questions at most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from tests.web.conftest import Site, serving
from tests.web.console import Desk, at_desk, more_needs, open_desks
from tests.web.furnished import HERE, furnish
from tests.web.test_console import _known

MOST = 12
MORE = ("/decide/revoke/{title}", "/decide/keep_title/{title}", "/applications?look=board")
"""Pages that say more of the same than those of `ROUTES` do."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Desk, dict[str, int]]]:
    with serving(tmp_path_factory.mktemp("statements")) as site:
        ids = open_desks(site)
        more_needs(site, ids["shop"], 30)
        furnish(site, ids)
        lin = at_desk(site, "lin")
        lin.get()  # who could be asked is kept in memory from now on
        yield site, lin, _known(site, ids)


@pytest.mark.parametrize("route", [*HERE, *MORE])
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
    assert 0 < len(questions) <= MOST, "\n".join(questions)
