"""What is kept of somebody, taken out for them: for a reason, behind a code, on record, and never one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from actions.staff.sign_in import set_credential
from documents.own_copy import data_of
from storage.tables import Audit, Expert
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import at_desk, open_desks, words
from tests.web.test_console import _code, count


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    with serving(tmp_path) as site:
        yield site, open_desks(site)


TOLD = {"reason": "call", "words": "回拨了，是本人"}


def _credential(site: Site, ids: dict[str, int]) -> str:
    return site.app.database.write(
        lambda work: set_credential(work, ids["lin"], "lin", "潮水每天涨两回 twice", MONDAY)
    ).result()


def test_a_copy_is_taken_for_who_asks_and_that_is_on_record(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk, path = at_desk(site, "lin"), f"/people/{ids['peng']}/export"
    assert path in desk.get(f"/people/{ids['peng']}")
    assert "本人来电要，回拨过登记的号码" in words(desk.get(path))
    secret = _credential(site, ids)
    assert "请选谁来要" in words(desk.post(path, reason="call", words="。。"))
    assert "请选谁来要" in words(desk.post(path, reason="whim", words="回拨了，是本人"))
    assert count(site, Audit, Audit.deed == "export_person") == 0
    answer = desk.client.post(f"/console{path}", data=TOLD | {"code": _code(site, secret)})
    assert answer.headers["content-disposition"].startswith("attachment")
    copy = data_of(answer.content)
    assert copy["本人"][0]["name"] == "彭建业"
    assert "您发来的消息" not in copy, "talks are not shown to staff"
    assert "聊天、投诉和发来的文件不在里面" in answer.text
    assert count(site, Audit, Audit.deed == "export_person", Audit.subject_id == ids["peng"]) == 1
    assert "林静导出了信息，本人来电要" in words(desk.get(f"/people/{ids['peng']}"))
    assert "导出一个人的信息" in words(desk.get("/audit"))


def test_a_page_older_than_ten_minutes_asks_for_a_code(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk, path = at_desk(site, "lin"), f"/people/{ids['peng']}/export"
    secret = _credential(site, ids)
    site.clock.move(timedelta(minutes=11))
    assert "6 位数字" in words(desk.get(path))
    assert "验证 123456" in words(desk.post(path, **TOLD))
    assert "6 位数字不对" in words(desk.post(path, **TOLD, code="000000"))
    assert count(site, Audit, Audit.deed == "export_person") == 0
    right = desk.client.post(f"/console{path}", data=TOLD | {"code": _code(site, secret)})
    assert data_of(right.content)["本人"][0]["name"] == "彭建业"


def test_nobody_takes_out_their_own_nor_of_another_place(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    for path in (f"/people/{ids['wei']}/export", "/people/999999/export"):
        desk.get(path, 404)
        answer = desk.client.post(f"/console{path}", data={"reason": "law", "words": "有公函"})
        assert answer.status_code == 404
    hers = update(Expert).where(Expert.id == ids["expert peng"]).values(person_id=ids["lin"])
    site.app.database.write(lambda work: work.session.execute(hers)).result()
    path = f"/people/{ids['lin']}/export"
    desk.get(path, 403)
    answer = desk.client.post(f"/console{path}", data={"reason": "call", "words": "我自己要"})
    assert answer.status_code == 403
    assert count(site, Audit, Audit.deed == "export_person") == 0
