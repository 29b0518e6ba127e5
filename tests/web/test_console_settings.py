"""设置 at the console: looked at first, in force at once without a restart, with its history; and put back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.tables import Audit, Setting, Staff
from tests.web.conftest import Site, serving
from tests.web.console import Desk, at_desk, open_desks, words
from tests.web.test_console import count

HOURS = {"name": "湛江市服务中心", "phone": "0759-3330000", "address": "", "hours": "9:00-12:00"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Site]:
    with serving(tmp_path) as site:
        open_desks(site)
        yield site


def _sure(desk: Desk, path: str, **fields: str) -> str:
    """Look at it, then keep what was looked at."""
    looked = desk.post(path, **fields)
    seen = re.search(r'name="seen" value="(\w+)"', looked)
    assert seen, words(looked)
    return desk.post(path, seen=seen[1], **fields)


def _asked(site: Site, text: str) -> str:
    guest = site.newcomer()
    assert guest.say(text).is_success
    return words(" ".join(data for _, data in guest.lines()))


def test_hours_are_looked_at_kept_said_and_put_back(own: Site) -> None:
    desk, path = at_desk(own, "lin"), "/settings/centre/440800"
    assert "服务中心" in words(desk.get("/settings"))
    looked = words(desk.post(path, **HOURS))
    assert "现在 没有 改成 湛江市服务中心，0759-3330000，工作日 9:00-12:00" in looked
    assert count(own, Setting) == 0, "a look keeps nothing"
    assert "改好了" in words(_sure(desk, path, **HOURS))
    assert "0759-3330000" in own.client().get("/guide").text
    assert "0759-3330000" in _asked(own, "你们电话多少")
    changed = _sure(desk, path, **(HOURS | {"phone": "0759-4440000"}))
    assert "0759-3330000，工作日 9:00-12:00 → 湛江市服务中心，0759-4440000" in words(changed)
    assert "跟现在一样" in words(_sure(desk, path, **(HOURS | {"phone": "0759-4440000"})))
    assert "恢复了" in words(desk.post("/settings/restore", change="2", back=f"/console{path}"))
    assert "0759-3330000" in _asked(own, "你们电话多少")
    assert count(own, Audit, Audit.deed == "change_setting") == 3
    assert "改设置" in words(desk.get("/audit"))


def test_an_address_of_mail_is_looked_at_and_kept(own: Site) -> None:
    desk, path = at_desk(own, "lin"), "/settings/centre/440800"
    assert "邮箱要像 zx@example.cn" in words(desk.post(path, **HOURS, email="fuwu@"))
    assert "0759-3330000，fuwu@example.cn，工作日" in words(
        _sure(desk, path, **HOURS, email="fuwu@example.cn")
    )
    assert 'value="fuwu@example.cn"' in desk.get(path)


def test_a_question_is_answered_in_the_centres_words(own: Site) -> None:
    desk = at_desk(own, "lin")
    answer = {"asked": "停车方便吗\n有没有停车位", "answer": "楼下有停车场，来访免费停两小时。"}
    assert "免费停两小时" not in _asked(own, "有没有停车位")
    _sure(desk, "/settings/faq/new", **answer)
    assert "免费停两小时" in _asked(own, "有没有停车位？")
    assert "问法要写" in words(desk.post("/settings/faq/1", asked="", answer="改了改了"))
    assert "改了改了" in desk.post("/settings/faq/1", asked="", answer="改了改了"), "what was typed is kept"
    assert "免费停两小时" in words(desk.get("/settings"))
    _sure(desk, "/settings/faq/1", out="1", **answer)
    assert "免费停两小时" not in _asked(own, "有没有停车位")


def test_a_word_of_ones_own_tells_the_field(own: Site) -> None:
    desk = at_desk(own, "lin")
    told = "我们厂里想请人弄一下三蒸九晒的事，不知道找谁"
    assert "市场营销" not in _asked(own, told)
    _sure(desk, "/settings/words/marketing", words="三蒸九晒")
    assert "不行" in words(desk.post("/settings/words/marketing", words="三"))
    assert "三蒸九晒" in words(desk.get("/settings"))


def test_points_change_who_comes_first(own: Site) -> None:
    desk = at_desk(own, "lin")
    assert "要在 0 到 1 之间" in words(desk.post("/settings/weight/trial_share", points="3"))
    _sure(desk, "/settings/weight/satisfaction", points="0")
    assert "满意度每高一星 0 改过" in words(desk.get("/settings"))


def test_settings_are_of_administrators_and_of_ones_own_place(own: Site) -> None:
    desk, reviewer, far = at_desk(own, "lin"), at_desk(own, "op"), at_desk(own, "far")
    assert "/console/settings" not in reviewer.get()
    reviewer.get("/settings", 403)
    reviewer.get("/settings/weight/wish", 403)
    _sure(desk, "/settings/faq/new", asked="停车方便吗", answer="楼下有停车场。")
    admin = update(Staff).where(Staff.jurisdiction == "130000").values(roles=["admin"])
    own.app.database.write(lambda work: work.session.execute(admin)).result()
    far.get("/settings/faq/1", 403)
    assert "楼下有停车场" not in far.get("/settings")
    for path in ("/settings/weight/none", "/settings/none/1", "/settings/words/none", "/settings/faq/99"):
        desk.get(path, 404)
