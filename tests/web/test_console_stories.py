"""News and cases at the console: what waits, what is public, what was taken off; released on the page that shows what everybody will read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.activities.stories import Words, answer_story, write_case
from storage.queries.people.speakers import by_person
from storage.tables import Need
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import at_desk, open_desks, words

TITLE, TEXT = "一份合同省下两万元", "专家看了合同，指出三处不清楚的地方。\n电话 13800005678 可以问。"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int], int]]:
    """A case of a service at 廉江, which waits for its two sides."""
    with serving(tmp_path) as site:
        ids = open_desks(site)

        def write(work: UnitOfWork) -> int:
            need = work.session.get_one(Need, ids["need"])
            need.state, need.expert_id = "served", ids["expert peng"]
            work.session.flush()
            return write_case(work, by_person(work, ids["lin"]), need.id, Words(TITLE, TEXT), MONDAY)

        yield site, ids, site.app.database.write(write).result()


def _agree(site: Site, story: int, *people: int) -> None:
    def agree(work: UnitOfWork) -> None:
        for person in people:
            answer_story(work, by_person(work, person), story, True, MONDAY)

    site.app.database.write(agree).result()


def test_a_story_is_released_where_its_text_stands_and_taken_off(
    told: tuple[Site, dict[str, int], int],
) -> None:
    site, ids, story = told
    desk = at_desk(site, "lin")
    assert TITLE in words(desk.get("/stories?state=asked"))
    page = words(desk.get(f"/stories/{story}"))
    assert "指出三处不清楚" in page
    assert "13800005678" not in page, "it is shown as everybody will read it"
    assert "里面的人都同意了才能公开" in page
    assert "公开这一篇" not in page
    refused = words(desk.post(f"/stories/{story}/release"))
    assert "还有人没答复" in refused
    _agree(site, story, ids["peng"], ids["shop"])
    assert TITLE in words(desk.get("/stories?state=agreed"))
    assert "公开这一篇" in desk.get(f"/stories/{story}")
    assert "公开了，公开页面的“新闻”里有" in words(desk.post(f"/stories/{story}/release"))
    assert site.client().get(f"/news/{story}").status_code == 200
    assert TITLE in words(desk.get("/stories?state=released"))
    assert "撤下了" in words(desk.post(f"/stories/{story}/withdraw"))
    assert TITLE in words(desk.get("/stories?state=declined,withdrawn"))
    assert "这篇已经撤下了" in words(desk.post(f"/stories/{story}/withdraw")), "a second tap is told so"


def test_a_story_of_another_place_is_not_there(told: tuple[Site, dict[str, int], int]) -> None:
    site, _, story = told
    far = at_desk(site, "far")
    far.get(f"/stories/{story}", 404)
    assert TITLE not in far.get("/stories")
    answer = far.client.post(f"/console/stories/{story}/withdraw")
    assert answer.status_code == 404
    assert answer.text == far.client.post(f"/console/stories/{story + 1}/withdraw").text.replace(
        f"/{story + 1}/", f"/{story}/"
    ), "nobody can tell whether there is one"
    assert "没有符合" in words(at_desk(site, "lin").get("/stories?q=不是编号"))
