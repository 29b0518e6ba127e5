"""Which forms people have under way: kept with the talk, and found in talks from before the column was there."""

from __future__ import annotations

import json
from typing import Any

from alembic import command
from sqlalchemy import inspect, text

from actions.applications.apply import FORMS
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.engine import make_engine
from storage.migrate import configuration
from storage.queries.applications.drafts import people_filling
from tests.contracts.crowd import arrive, say

EARLIER = {
    1: {"count": 2, "stack": [{"form": "apply_expert"}, {"form": "diary"}]},
    2: {"count": 1, "dropped": {"form": "apply_expert"}},
    3: {},
}


def test_a_form_counts_while_it_is_under_way(app: App) -> None:
    person, other = arrive(app, Actor("客人", "guest")), arrive(app, Actor("旁人", "guest"))

    def filling() -> list[int]:
        return app.database.write(lambda work: people_filling(work, FORMS)).result()

    for one in ("客人", "旁人"):
        say(app, one, "申请志愿专家")
        say(app, one, "同意")
    assert filling() == [person, other]
    say(app, "客人", "常见问题")
    assert filling() == [person, other]
    say(app, "客人", "取消")
    assert filling() == [other]


def test_talks_from_before_are_read_once(bare_database: str) -> None:
    config, engine = configuration(), make_engine(bare_database)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0016")
        command.downgrade(config, "-1")
        assert "forms" not in {column["name"] for column in inspect(connection).get_columns("dialogue")}
        _talks(connection)
        command.upgrade(config, "0016")
        rows = connection.execute(text("SELECT person_id, forms FROM dialogue ORDER BY person_id")).all()
    engine.dispose()
    assert [_list(forms) for _, forms in rows] == [["apply_expert", "diary"], [], []]


def _talks(connection: Any) -> None:
    """Three persons' talks as they were stored before."""
    for person, state in EARLIER.items():
        values = {"id": person, "state": json.dumps(state), "at": "2026-03-02 01:00:00", "held": False}
        insert = "INSERT INTO person (id, name, created_at) VALUES (:id, '', :at)"
        connection.execute(text(insert), values)
        talk = "INSERT INTO dialogue (person_id, state, last_seq, seen_seq, held, updated_at)"
        connection.execute(text(f"{talk} VALUES (:id, :state, 0, 0, :held, :at)"), values)


def _list(stored: Any) -> Any:
    """SQLite hands JSON out as text."""
    return json.loads(stored) if isinstance(stored, str) else stored
