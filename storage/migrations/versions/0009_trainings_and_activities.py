"""Trainings, activities and who came"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("audience", sa.String(32), nullable=True),
        sa.Column("holder", sa.String(32), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_activity_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_holder", "activity", ["holder", "holder_id", "held_on"])
    op.create_index("ix_activity_kind_state_held_on", "activity", ["kind", "state", "held_on"])
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name="fk_attendance_activity_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attendance_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint(
            "activity_id", "holder", "holder_id", name="uq_attendance_activity_id_holder_holder_id"
        ),
    )
    op.create_index("ix_attendance_holder", "attendance", ["holder", "holder_id"])


def downgrade() -> None:
    op.drop_table("attendance")
    op.drop_table("activity")
