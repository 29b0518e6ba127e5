"""Activities with hours, places, a code for the door and a summary; who came and how it was; diaries that follow from one"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

ONCE = "state IN ('recorded', 'held') AND activity_id IS NOT NULL"


def upgrade() -> None:
    op.add_column("activity", sa.Column("sort", sa.String(32), nullable=True))
    op.add_column("activity", sa.Column("domain", sa.String(32), nullable=True))
    op.add_column("activity", sa.Column("begins", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("finishes", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("closes_on", sa.Date(), nullable=True))
    op.add_column("activity", sa.Column("door_code", sa.String(8), nullable=True))
    op.add_column("activity", sa.Column("summary", sa.Text(), nullable=False, server_default=""))
    op.add_column("activity", sa.Column("photos", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("activity", sa.Column("slot_minutes", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("attendance", sa.Column("part", sa.String(32), nullable=False, server_default="guest"))
    op.add_column("attendance", sa.Column("stars", sa.Integer(), nullable=True))
    op.add_column("attendance", sa.Column("slot", sa.Integer(), nullable=True))
    op.add_column("diary", sa.Column("activity_id", sa.Integer(), nullable=True))
    op.create_index(
        "uq_diary_activity_holder",
        "diary",
        ["activity_id", "holder", "holder_id"],
        unique=True,
        sqlite_where=sa.text(ONCE),
        postgresql_where=sa.text(ONCE),
    )
    op.create_table(
        "activity_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=True),
        sa.Column("goods", sa.String(100), nullable=False),
        sa.Column("used_for", sa.String(100), nullable=False),
        sa.Column("left_over", sa.Numeric(12, 2), nullable=True),
        sa.Column("told_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name="fk_activity_support_activity_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_activity_support_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_support"),
    )
    op.create_index("ix_activity_support_activity_id", "activity_support", ["activity_id"])


def downgrade() -> None:
    op.drop_table("activity_support")
    op.drop_index("uq_diary_activity_holder", "diary")
    with op.batch_alter_table("diary") as table:
        table.drop_column("activity_id")
    with op.batch_alter_table("attendance") as table:
        table.drop_column("slot")
        table.drop_column("stars")
        table.drop_column("part")
    with op.batch_alter_table("activity") as table:
        for name in (
            "changes",
            "slot_minutes",
            "photos",
            "summary",
            "door_code",
            "closes_on",
            "capacity",
            "finishes",
            "begins",
            "domain",
            "sort",
        ):
            table.drop_column(name)
