"""Staff of before the roles keep what they could do."""

from __future__ import annotations

from alembic import command
from sqlalchemy import select, text

from storage.engine import make_engine
from storage.migrate import configuration, upgrade
from storage.tables import Staff


def test_whoever_was_in_the_register_reviews_and_operates(bare_database: str) -> None:
    engine, config = make_engine(bare_database), configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(
            text("INSERT INTO person (id, name, created_at) VALUES (1, '小赵', '2026-03-02 09:00:00')")
        )
        connection.execute(text("INSERT INTO staff (person_id, jurisdiction) VALUES (1, '440800')"))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(select(Staff.roles)).scalar() == ["reviewer", "operator"]
    engine.dispose()
