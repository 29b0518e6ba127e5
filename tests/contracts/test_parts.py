"""A part of a transaction that fails takes nothing else with it, however it fails."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.app import House
from storage.tables import Enterprise, Expert
from storage.unit_of_work import UnitOfWork


def _count(work: UnitOfWork) -> int:
    return work.session.scalar(select(func.count()).select_from(Enterprise)) or 0


def _firm(house: House, name: str) -> Enterprise:
    return Enterprise(name=name, region="440802", focus=[], created_at=house.now())


def _firm_and_an_expert_without_person(house: House, work: UnitOfWork) -> None:
    with work.part() as part:
        part.session.add(_firm(house, "乙"))
        part.flush()
        part.session.add(Expert(person_id=999, domains=[], capacity=3, load=0))


def _two_firms_and_a_mistake(house: House, work: UnitOfWork) -> None:
    with work.part() as part:
        part.session.add(_firm(house, "甲"))
        part.flush()
        part.session.add(_firm(house, "乙"))
        _ = 1 / 0


def test_rows_that_the_database_refuses_undo_only_their_own_part(house: House) -> None:
    def three_parts(work: UnitOfWork) -> int:
        with work.part() as first:
            first.session.add(_firm(house, "甲"))
        with pytest.raises(IntegrityError):
            _firm_and_an_expert_without_person(house, work)
        with work.part() as third:
            third.session.add(_firm(house, "丙"))
        return _count(work)

    assert house.write(three_parts).result() == 2
    assert house.write(_count).result() == 2


def test_an_error_of_the_code_undoes_only_its_own_part(house: House) -> None:
    def two_parts(work: UnitOfWork) -> int:
        with pytest.raises(ZeroDivisionError):
            _two_firms_and_a_mistake(house, work)
        with work.part() as second:
            second.session.add(_firm(house, "丙"))
        return _count(work)

    assert house.write(two_parts).result() == 1


def test_a_job_that_fails_hurts_none_of_its_group(house: House) -> None:
    def bad(work: UnitOfWork) -> None:
        work.session.add(Expert(person_id=999, domains=[], capacity=3, load=0))

    jobs = [house.write(lambda work, n=n: work.session.add(_firm(house, f"第{n}"))) for n in range(5)]  # type: ignore[misc]
    broken = house.write(bad)
    with pytest.raises(Exception, match="person"):
        broken.result()
    for job in jobs:
        job.result()
    assert house.write(_count).result() == 5
