"""Signing in by a telephone: one-time codes"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phone_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(16), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_phone_code_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_phone_code"),
    )
    op.create_index("ix_phone_code_account_id", "phone_code", ["account_id"])
    op.create_index("ix_phone_code_phone_index", "phone_code", ["phone_index"])
    op.create_index("ix_phone_code_created_at", "phone_code", ["created_at"])


def downgrade() -> None:
    op.drop_table("phone_code")
