"""Every column says whether it is personal."""

from __future__ import annotations

from storage.personal import IMPERSONAL, PERSONAL, SEARCHED
from storage.tables.base import Base


def test_every_column_of_every_table_is_classified() -> None:
    said = {name: {*one.erased, *one.plain.split()} for name, one in PERSONAL.items()}
    said |= {name: set(columns.split()) for name, columns in IMPERSONAL.items()}
    assert said == {table.name: {column.name for column in table.c} for table in Base.metadata.sorted_tables}
    assert not PERSONAL.keys() & IMPERSONAL.keys()


def test_none_is_plain_and_erased() -> None:
    for name, one in PERSONAL.items():
        assert not one.erased.keys() & set(one.plain.split()), name


def test_what_is_searched_holds_sealed_words() -> None:
    assert set(SEARCHED) <= PERSONAL.keys() | {"import_row"}
