"""All that a database keeps, opened with its keys: what is found here is kept, sealed or not."""

from __future__ import annotations

from sqlalchemy import select

from bot.app import App
from storage.encryption.columns import BlindIndex
from storage.tables.base import Base


def everything(app: App) -> str:
    """Every value of every row, in words; bytes as the text that they are, where they are one."""
    with app.database.read() as connection:
        return "\n".join(
            f"{table.name}: {_in_words(value)}"
            for table in Base.metadata.sorted_tables
            for row in connection.execute(select(*(c for c in table.c if not isinstance(c.type, BlindIndex))))
            for value in row
            if value not in (None, "", b"", [], {})
        )


def where_is(app: App, word: str) -> set[str]:
    """The tables in which this word is kept."""
    return {line.partition(":")[0] for line in everything(app).split("\n") if word in line}


def _in_words(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
