"""Several questions in one statement: each comes back with its own rows, read by the types of its own columns."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from bot.app import App
from storage.tables import Diary, Expert, Outbox, Person, Qualification
from storage.together import together
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive, lawyer


def test_each_question_gets_what_it_would_get_alone(app: App) -> None:
    for name in ("李律师", "王律师", "孙律师"):
        arrive(app, lawyer(name))
    questions = (
        select(Person.name, Person.phone).where(Person.name != "李律师"),  # a sealed column
        select(Diary.served_on, Diary.hours),  # no rows
        select(Qualification.certified_on, Qualification.id, Expert.id, Expert.domains).join(
            Expert, Expert.id == Qualification.holder_id
        ),  # two columns of one name, a day, a list
        select(Outbox.created_at, Outbox.facts).order_by(Outbox.id.desc()).limit(1),
        select(func.count(Person.id)),
    )

    def compare(work: UnitOfWork) -> None:
        alone = [[tuple(row) for row in work.connection.execute(one)] for one in questions]
        found = together(work, *questions)
        assert [sorted(rows, key=repr) for rows in found] == [sorted(rows, key=repr) for rows in alone]
        assert len(found[0]) >= 2
        assert not found[1]
        assert isinstance(found[2][0][0], date)

    app.database.write(compare).result()
