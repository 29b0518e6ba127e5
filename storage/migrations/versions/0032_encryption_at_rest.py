"""What people tell and what identifies them is sealed; telephones are found by blind indexes

Each column is made anew beside the old one, filled, and put in its place: no cast can spoil what it holds. On SQLite
`storage.migrate` writes the file anew afterwards, and empties the log.
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.encryption.columns import SealedBytes, SealedJSON, SealedText, keyring_of
from storage.encryption.columns import figures as figures_of

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

AT_ONCE = 500
JSON = sa.JSON()
KEYS = {"file": "key", "vendor_token": "name", "dialogue": "person_id"}
"""Primary keys that are not called id."""
MADE_ANEW: dict[str, dict[str, tuple[Any, bool]]] = {
    "application": {"phone": (sa.String(20), True), "answers": (JSON, False)},
    "dialogue": {"state": (JSON, False)},
    "diary": dict.fromkeys(("outcome", "result"), (sa.String(), False)),
    "filed_case": {"text": (sa.String(), False)},
    "filing": {"text": (sa.String(), False)},
    "import_row": dict.fromkeys(("cells", "values", "before", "after"), (JSON, False)),
    "inbox": {"body": (JSON, False)},
    "need": {"text": (sa.String(), False)},
    "offer": {"decline_reason": (sa.String(), True), "terms": (sa.String(200), True)},
    "outbox": {"facts": (JSON, False), "shown": (JSON, True)},
    "person": {"phone": (sa.String(20), True), "email": (sa.String(100), True)},
    "protection": {"text": (sa.String(), False), "answer": (sa.String(), False)},
    "rating": {"comment": (sa.String(), True)},
    "signing_key": {"private": (sa.String(64), True)},
    "station": {"address": (sa.String(200), False)},
    "vendor_token": {"token": (sa.String(512), False)},
    "year_paper": {"text": (sa.String(), False)},
}
"""By table, the columns with their old type, and whether they may be empty."""
BYTES = ("file", "issued_paper")
"""Their `content` is bytes before and after."""
INDEXED = ("person", "application")


def upgrade() -> None:
    for table in INDEXED:
        for index in ("phone_index", "phone_tail"):
            op.add_column(table, sa.Column(index, sa.LargeBinary(16), nullable=True))
    for table, columns in MADE_ANEW.items():
        new: dict[str, Any] = {name: sa.LargeBinary() for name in columns}
        _made_anew(table, columns, new, _sealing(table, columns))
    for table in BYTES:
        _rewritten(table, sa.LargeBinary(), SealedBytes(f"{table}.content"))
    for table in INDEXED:
        for index in ("phone_index", "phone_tail"):
            op.create_index(f"ix_{table}_{index}", table, [index])


def downgrade() -> None:
    for table in INDEXED:
        for index in ("phone_index", "phone_tail"):
            op.drop_index(f"ix_{table}_{index}", table)
            op.execute(f'ALTER TABLE "{table}" DROP COLUMN "{index}"')
    for table in BYTES:
        _rewritten(table, SealedBytes(f"{table}.content"), sa.LargeBinary())
    for table, columns in MADE_ANEW.items():
        old = {name: kind for name, (kind, _) in columns.items()}
        _made_anew(table, columns, old, _opening(table, columns))


def _made_anew(table: str, columns: dict[str, Any], new: dict[str, Any], fill: Callable[[], None]) -> None:
    """No table is made anew: SQLite would lose the order of its constraints, and take longer."""
    for name, kind in new.items():
        may_be_empty = columns[name][1]
        empty = None if may_be_empty else _empty(kind)
        op.add_column(table, sa.Column(f"{name}_new", kind, nullable=may_be_empty, server_default=empty))
    fill()
    for name in columns:
        op.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
        op.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{name}_new" TO "{name}"')


def _empty(kind: Any) -> Any:
    """What a row has until it is filled."""
    if isinstance(kind, sa.LargeBinary):
        return sa.text("''" if op.get_bind().dialect.name == "postgresql" else "x''")
    return sa.text("'{}'" if isinstance(kind, sa.JSON) else "''")


def _sealing(table: str, columns: dict[str, Any]) -> Callable[[], None]:
    def fill() -> None:
        kinds = {name: kind for name, (kind, _) in columns.items()}
        sealed = {f"{name}_new": _sealed(table, name, kind) for name, kind in kinds.items()}
        extra = {"phone_index": sa.LargeBinary(), "phone_tail": sa.LargeBinary()} if table in INDEXED else {}
        _filled(table, kinds, sealed | extra, _indexes if extra else lambda row: {})

    return fill


def _opening(table: str, columns: dict[str, Any]) -> Callable[[], None]:
    def fill() -> None:
        sealed = {name: _sealed(table, name, kind) for name, (kind, _) in columns.items()}
        old = {f"{name}_new": kind for name, (kind, _) in columns.items()}
        _filled(table, sealed, old, lambda row: {})

    return fill


def _sealed(table: str, name: str, kind: Any) -> Any:
    return (SealedJSON if isinstance(kind, sa.JSON) else SealedText)(f"{table}.{name}")


def _indexes(row: Any) -> dict[str, bytes | None]:
    keyring, whole = keyring_of(op.get_bind().dialect), figures_of(row.phone)
    if whole is None:
        return {"phone_index": None, "phone_tail": None}
    return {"phone_index": keyring.blind(whole, b"phone"), "phone_tail": keyring.blind(whole[-4:], b"tail")}


def _filled(
    table: str, old: dict[str, Any], new: dict[str, Any], more: Callable[[Any], dict[str, Any]]
) -> None:
    """Every row's new columns out of its old ones."""
    at = sa.table(table, _key(table), *(sa.column(name, kind) for name, kind in (old | new).items()))
    for rows in _rows(at, table, list(old)):
        values = [
            {f"{name}_new": row._mapping[name] for name in old} | more(row) | {"row": row[0]} for row in rows
        ]
        change = sa.update(at).where(at.c[KEYS.get(table, "id")] == sa.bindparam("row"))
        op.get_bind().execute(
            change.values({name: sa.bindparam(name, type_=kind) for name, kind in new.items()}), values
        )


def _rewritten(table: str, before: Any, after: Any) -> None:
    """Bytes that stay bytes: read as one type and written as the other."""
    at = sa.table(table, _key(table), sa.column("content", before))
    for rows in _rows(at, table, ["content"], some=20):
        values = [{"row": row[0], "new": row.content} for row in rows]
        change = sa.update(at).where(at.c[KEYS.get(table, "id")] == sa.bindparam("row"))
        op.get_bind().execute(change.values(content=sa.bindparam("new", type_=after)), values)


def _rows(at: Any, table: str, names: list[str], some: int = AT_ONCE) -> Iterator[list[Any]]:
    """The rows of a table in the order of their keys, so many at once."""
    key = at.c[KEYS.get(table, "id")]
    found = sa.select(key, *(at.c[name] for name in names)).order_by(key).limit(some)
    rows = list(op.get_bind().execute(found))
    while rows:
        yield rows
        rows = list(op.get_bind().execute(found.where(key > rows[-1][0])))


def _key(table: str) -> Any:
    return sa.column(
        KEYS.get(table, "id"), sa.String() if KEYS.get(table) in ("key", "name") else sa.Integer()
    )
