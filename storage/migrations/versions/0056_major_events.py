"""Major events of a place and the needs that belong to one; what staff say of a plan or summary"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0056"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "major_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("policies", sa.String(500), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_major_event_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_major_event"),
    )
    op.add_column("need", sa.Column("track", sa.String(32), nullable=True))
    op.add_column("need", sa.Column("major_event_id", sa.Integer(), nullable=True))
    op.add_column("year_paper", sa.Column("remark", sa.LargeBinary(), nullable=True))
    op.add_column("year_paper", sa.Column("returned_at", Instant(), nullable=True))
    op.create_index("ix_need_major_event_id", "need", ["major_event_id"])


def downgrade() -> None:
    op.drop_column("year_paper", "returned_at")
    op.drop_column("year_paper", "remark")
    op.drop_index("ix_need_major_event_id", "need")
    op.drop_column("need", "major_event_id")
    op.drop_column("need", "track")
    op.drop_table("major_event")
