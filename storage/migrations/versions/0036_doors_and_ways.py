"""Passwords of staff, limits that last, ways to people who are on no chat; the audit has no words in clear"""

import json
import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.encryption.columns import SealedJSON
from storage.tables.base import Instant

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

AT_ONCE = 500
CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,64}", re.ASCII)
LONG_NUMBER = re.compile(r"\d{7}")
AUDIT = sa.table(
    "audit",
    sa.column("id", sa.Integer()),
    sa.column("detail", sa.JSON()),
    sa.column("words", SealedJSON("audit.words")),
)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("written_by", sa.String(32), nullable=True))
    op.add_column("account", sa.Column("confirmed_at", Instant(), nullable=True))
    op.add_column("account", sa.Column("waits", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("person", sa.Column("papers_consented_at", Instant(), nullable=True))
    op.add_column("audit", sa.Column("words", sa.LargeBinary(), nullable=True))
    op.create_table(
        "credential",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(50), nullable=False),
        sa.Column("password", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_credential_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_credential"),
        sa.UniqueConstraint("login", name="uq_credential_login"),
    )
    op.create_table(
        "ledger",
        sa.Column("bucket", sa.LargeBinary(16), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_ledger"),
    )
    _parted(lambda detail: {name: value for name, value in detail.items() if not _is_code(value)})


def downgrade() -> None:
    _joined()
    op.drop_table("ledger")
    op.drop_table("credential")
    op.drop_column("audit", "words")
    op.drop_column("person", "papers_consented_at")
    op.drop_column("account", "waits")
    op.drop_column("account", "confirmed_at")
    op.drop_column("outbox", "written_by")


def _parted(words_of: Any) -> None:
    """What was worded goes under seal; ids, codes and days stay where they are asked for."""
    for rows in _rows(AUDIT.c.detail):
        for row in rows:
            if words := words_of(_read(row.detail)):
                rest = {name: value for name, value in _read(row.detail).items() if name not in words}
                _write(row.id, detail=rest, words=words)


def _joined() -> None:
    for rows in _rows(AUDIT.c.detail, AUDIT.c.words):
        for row in rows:
            if row.words:
                _write(row.id, detail=_read(row.detail) | row.words, words=None)


def _rows(*columns: Any) -> Iterator[list[Any]]:
    found = sa.select(AUDIT.c.id, *columns).order_by(AUDIT.c.id).limit(AT_ONCE)
    rows = list(op.get_bind().execute(found))
    while rows:
        yield rows
        rows = list(op.get_bind().execute(found.where(AUDIT.c.id > rows[-1].id)))


def _write(row: int, **values: Any) -> None:
    op.get_bind().execute(sa.update(AUDIT).where(AUDIT.c.id == row).values(**values))


def _read(detail: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(detail) if isinstance(detail, str) else detail
    return found


def _is_code(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_code(one) for one in value.values())
    if isinstance(value, list):
        return all(_is_code(one) for one in value)
    if isinstance(value, str):
        return bool(CODE.fullmatch(value)) and not LONG_NUMBER.search(value)
    return True
