"""Agreements as they were signed, and lists to be sent to a named address"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0039"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("times", sa.String(100), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name="fk_agreement_qualification_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_qualification_id", "agreement", ["qualification_id"])
    op.create_table(
        "mailing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("file_key", sa.String(43), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["file_key"], ["file.key"], name="fk_mailing_file_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_mailing_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mailing"),
    )
    op.create_index("ix_mailing_state", "mailing", ["state"])


def downgrade() -> None:
    op.drop_table("mailing")
    op.drop_table("agreement")
