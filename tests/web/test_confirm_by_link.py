"""The page of a one-time link, for who has no account and no script: it shows one service, takes one answer, and is over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import func, select, update

from storage.tables import ContactLink, Diary, Expert, Outbox, Person
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site

CODE = "ab" * 16
PAGE = f"/confirm/{CODE}"
HTML = {"Accept": "text/html"}


@pytest.fixture
def linked(own_site: Site) -> Site:
    """李律师 has told of a service, and given a link."""

    def put(work: UnitOfWork) -> None:
        row = work.session.execute(
            select(Expert.id, Person.id)
            .join(Person, Person.id == Expert.person_id)
            .where(Person.name == "李律师")
        ).one()
        diary = Diary(
            holder="expert", holder_id=row[0], person_id=row[1], served_on=date(2026, 3, 1), hours=Decimal(2),
            enterprises=1, names=["红星服装店"], domains=["law"], recorded_at=MONDAY,
            outcome="给红星服装店讲了合同，联系人李姐13800000009",
        )  # fmt: skip
        work.session.add(diary)
        work.session.flush()
        link = ContactLink(diary_id=diary.id, code_hash=sha256(CODE.encode()).hexdigest(), issued_by=row[1])
        link.issued_at, link.expires_at = MONDAY, MONDAY + timedelta(days=7)
        work.session.add(link)

    own_site.app.database.write(put).result()
    return own_site


def answered(site: Site) -> tuple[Any, ...]:
    with site.app.database.read() as connection:
        return tuple(
            connection.execute(select(ContactLink.answer, ContactLink.stars, ContactLink.hours)).one()
        )


def count(site: Site, model: Any, *where: Any) -> int:
    with site.app.database.read() as connection:
        return connection.execute(select(func.count()).select_from(model).where(*where)).scalar_one()


def test_it_shows_one_service_and_neither_firm_nor_telephone(linked: Site) -> None:
    page = linked.client().get(PAGE)
    assert "李律师" in page.text
    assert "2 小时" in page.text
    assert "红星" not in page.text
    assert "13800000009" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_it_is_answered_once_makes_nobody_and_tells_the_writer(linked: Site) -> None:
    before = count(linked, Person)
    browser = linked.client()
    done = browser.post(PAGE, data={"answer": "confirmed", "stars": "5"})
    assert "记下了" in done.text
    assert answered(linked) == ("confirmed", 5, None)
    assert count(linked, Person) == before
    assert count(linked, Outbox, Outbox.kind == "contact_said") == 1
    again = browser.post(PAGE, data={"answer": "denied"}, headers=HTML)
    assert again.status_code == 404
    assert answered(linked) == ("confirmed", 5, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "选一样"),
        ({"answer": "hours", "hours": "许久"}, "填数字"),
        ({"answer": "hours", "hours": "NaN"}, "填数字"),
        ({"answer": "hours", "hours": "25"}, "填数字"),
        ({"answer": "whatever"}, "选一样"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(linked: Site, typed: dict[str, str], said: str) -> None:
    page = linked.client().post(PAGE, data=typed)
    assert page.status_code == 422
    assert said in page.text
    assert answered(linked) == (None, None, None)


def test_other_hours_are_kept_without_stars(linked: Site) -> None:
    linked.client().post(PAGE, data={"answer": "hours", "hours": "1.5", "stars": "5"})
    assert answered(linked) == ("hours", None, Decimal("1.50"))


def test_late_unknown_and_taken_back_are_told_alike(linked: Site) -> None:
    client = linked.client()
    unknown = client.get(f"/confirm/{'0' * 32}", headers=HTML)
    linked.app.database.write(lambda work: work.session.execute(_retracted()) and None).result()
    gone = client.get(PAGE, headers=HTML)
    linked.app.database.write(lambda work: work.session.execute(_retracted("recorded")) and None).result()
    assert client.get(PAGE).status_code == 200
    linked.clock.move(timedelta(days=8))
    late = client.get(PAGE, headers=HTML)
    assert [one.status_code for one in (unknown, gone, late)] == [404, 404, 404]
    assert unknown.text == gone.text == late.text


def test_another_site_cannot_answer(linked: Site) -> None:
    done = linked.client().post(PAGE, data={"answer": "confirmed"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert done.status_code == 403
    assert answered(linked) == (None, None, None)


def _retracted(state: str = "retracted") -> Any:
    return update(Diary).values(state=state)
