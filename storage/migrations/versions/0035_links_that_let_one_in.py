"""One-time links into the web chat, and sessions that end"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("ends_at", Instant(), nullable=True))
    op.create_index("ix_account_ends_at", "account", ["ends_at"])
    op.create_table(
        "entry_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_entry_link_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry_link"),
        sa.UniqueConstraint("link_hash", name="uq_entry_link_link_hash"),
    )
    op.create_index("ix_entry_link_person_id", "entry_link", ["person_id"])


def downgrade() -> None:
    op.drop_table("entry_link")
    op.drop_index("ix_account_ends_at", "account")
    op.drop_column("account", "ends_at")
