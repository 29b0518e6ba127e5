"""Figures for the level above, and protection on the spot"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figure_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("up_to", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_figure_report_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_figure_report"),
    )
    op.create_table(
        "protection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("arranged_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_protection_need_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_protection_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_protection"),
    )
    op.create_index("ix_protection_need_id", "protection", ["need_id"])
    op.create_index("ix_protection_state", "protection", ["state"])


def downgrade() -> None:
    op.drop_table("protection")
    op.drop_table("figure_report")
