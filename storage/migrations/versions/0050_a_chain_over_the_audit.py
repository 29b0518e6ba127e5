"""A chain over the audit: a salt for each trace, links and batches"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0050"
down_revision = "0048"
branch_labels = None
depends_on = None

SALTS = {
    "sqlite": "UPDATE audit SET salt = randomblob(16)",
    "postgresql": "UPDATE audit SET salt = decode(replace(gen_random_uuid()::text, '-', ''), 'hex')",
}
"""122 bits of chance at least. What stands in the audit on the day of the upgrade is sealed by the first ticks after it."""


def upgrade() -> None:
    op.add_column("audit", sa.Column("salt", sa.LargeBinary(16), nullable=True))
    op.execute(SALTS[op.get_bind().dialect.name])
    op.create_table(
        "audit_link",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("words_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("link", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name="fk_audit_link_audit_id"),
        sa.PrimaryKeyConstraint("place", name="pk_audit_link"),
        sa.UniqueConstraint("audit_id", name="uq_audit_link_audit_id"),
    )
    op.create_table(
        "audit_batch",
        sa.Column("last", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("last", name="pk_audit_batch"),
    )


def downgrade() -> None:
    op.drop_table("audit_batch")
    op.drop_table("audit_link")
    op.drop_column("audit", "salt")
