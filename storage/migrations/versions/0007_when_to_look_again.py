"""When the calendar looks at a holder again, how far it has come, plans and summaries, digests"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AT_ONCE = sa.text("'0001-01-01'")


def upgrade() -> None:
    """Whoever is in the register is looked at by the next tick."""
    op.add_column("qualification", sa.Column("next_due", sa.Date(), server_default=AT_ONCE, nullable=False))
    op.add_column("qualification", sa.Column("silent_since", sa.Date(), nullable=True))
    op.create_index("ix_qualification_holder_next_due", "qualification", ["holder", "next_due"])
    op.create_index("ix_qualification_state_silent_since", "qualification", ["state", "silent_since"])
    op.create_index("ix_need_state_accepted_at", "need", ["state", "accepted_at"])
    op.create_index("ix_need_state_served_at", "need", ["state", "served_at"])
    op.add_column("staff", sa.Column("digest", sa.String(32), server_default="daily", nullable=False))
    op.add_column("staff", sa.Column("digest_empty", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "year_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("handed_in_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name="fk_year_paper_station_id"),
        sa.PrimaryKeyConstraint("id", name="pk_year_paper"),
        sa.UniqueConstraint("station_id", "what", "year", name="uq_year_paper_station_id_what_year"),
    )
    op.drop_table("sweep")
    op.create_table(
        "sweep",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sweep"),
    )


def downgrade() -> None:
    op.drop_table("sweep")
    op.create_table(
        "sweep",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_sweep"),
    )
    op.drop_table("year_paper")
    op.drop_column("staff", "digest_empty")
    op.drop_column("staff", "digest")
    op.drop_index("ix_need_state_served_at", "need")
    op.drop_index("ix_need_state_accepted_at", "need")
    op.drop_index("ix_qualification_state_silent_since", "qualification")
    op.drop_index("ix_qualification_holder_next_due", "qualification")
    op.drop_column("qualification", "silent_since")
    op.drop_column("qualification", "next_due")
