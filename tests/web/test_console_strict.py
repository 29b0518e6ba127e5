"""Pages of the console on PostgreSQL, which refuses what SQLite takes."""

from __future__ import annotations

import pytest

from tests.web.conftest import Site
from tests.web.console import at_desk
from tests.web.test_console import strict as strict


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/imports?q=名单&state=done",
        "/imports?q=1&kind=experts",
        "/imports/new",
        "/stories?q=1&state=agreed,declined",
        "/stories?q=别的&place=440881",
        "/settings",
        "/settings/weight/wish",
        "/queue/silent",
    ],
)
def test_a_page_is_shown(strict: tuple[Site, dict[str, int]], path: str) -> None:
    site, _ = strict
    assert at_desk(site, "lin").get(path)
