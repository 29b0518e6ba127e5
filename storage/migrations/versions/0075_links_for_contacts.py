"""One-time links by which the contact of a diary confirms it"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("diary_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("answer", sa.String(32), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Numeric(6, 2), nullable=True),
        sa.ForeignKeyConstraint(["diary_id"], ["diary.id"], name="fk_contact_link_diary_id"),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name="fk_contact_link_issued_by"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_link"),
        sa.UniqueConstraint("code_hash", name="uq_contact_link_code_hash"),
    )
    op.create_index("ix_contact_link_diary_id", "contact_link", ["diary_id"])
    op.create_index("ix_contact_link_issued_by", "contact_link", ["issued_by"])


def downgrade() -> None:
    op.drop_table("contact_link")
