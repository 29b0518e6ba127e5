"""What somebody may contest, and whose it is to hear it: a complaint is of the one holder of a name, and of no pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.complaints.contestable import Contestable, decisions_about, titles_and_applications
from storage.queries.people.speakers import by_person
from storage.queries.titles.holders import sole_holder
from storage.tables import Case, Expert, Person, Qualification
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import FIRM, arrive, lawyer

STATION = Actor("陈站长", "station", "440803", unit="霞山工作站", certified=date(2026, 1, 1))


def _found_true(work: UnitOfWork, by: int, name: str) -> None:
    case = {"kind": "complaint", "region": "440802", "text": "收了钱", "filed_at": MONDAY}
    work.session.add(Case(person_id=by, against=name, state="upheld", decided_at=MONDAY, **case))
    work.flush()


def _contested(work: UnitOfWork, person: int) -> list[str]:
    return [one.kind for one in decisions_about(work, by_person(work, person))]


def _another_title(work: UnitOfWork, person: int) -> None:
    """The person's title of a second pack."""
    held = work.session.scalars(
        select(Qualification)
        .join(Expert, Expert.id == Qualification.holder_id)
        .where(Qualification.holder == "expert", Expert.person_id == person)
    ).one()
    copied = {
        column.key: getattr(held, column.key)
        for column in Qualification.__table__.columns
        if column.key not in ("id", "pack")
    }
    work.session.add(Qualification(pack="zhanjiang-2026", **copied))
    work.flush()


def test_a_complaint_is_contested_by_the_one_holder_of_the_name_with_however_many_titles(
    sqlite_app: App,
) -> None:
    firm, person = arrive(sqlite_app, FIRM), arrive(sqlite_app, lawyer("李律师"))

    def found(work: UnitOfWork) -> tuple[int | None, list[str]]:
        _another_title(work, person)
        _found_true(work, firm, "李律师")
        return sole_holder(work, "李律师"), _contested(work, person)

    assert sqlite_app.database.write(found).result() == (person, ["complaint"])


def test_of_two_holders_of_one_name_neither_is_meant(sqlite_app: App) -> None:
    firm, person = arrive(sqlite_app, FIRM), arrive(sqlite_app, lawyer("李律师"))
    arrive(sqlite_app, replace(lawyer("李律师甲"), region="130102"))

    def found(work: UnitOfWork) -> tuple[int | None, list[str]]:
        other = work.session.scalars(select(Expert).where(Expert.person_id != person)).one()
        work.session.get_one(Person, other.person_id).name = "李律师"
        _found_true(work, firm, "李律师")
        return sole_holder(work, "李律师"), _contested(work, person)

    assert sqlite_app.database.write(found).result() == (None, [])


def test_a_station_contests_what_was_found_true_about_it_by_its_own_name(sqlite_app: App) -> None:
    firm, person = arrive(sqlite_app, FIRM), arrive(sqlite_app, STATION)

    def found(work: UnitOfWork) -> list[str]:
        held = [name for name in ("霞山工作站", "陈站长") if sole_holder(work, name) == person]
        assert len(held) == 1
        _found_true(work, firm, held[0])
        return _contested(work, person)

    assert sqlite_app.database.write(found).result() == ["complaint"]


def test_a_complaint_has_no_pack_whatever_title_bears_its_number(sqlite_app: App) -> None:
    arrive(sqlite_app, lawyer("李律师"))

    def found(work: UnitOfWork) -> list[object]:
        key = work.session.scalars(select(Qualification.id)).one()
        kinds = ("complaint", "warning", "struck", "rating", "nothing")
        return [not titles_and_applications(work, [Contestable(kind, key)]) for kind in kinds]

    assert sqlite_app.database.write(found).result() == [True, False, True, True, True]
