"""The register of a station's own experts"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0074"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "station_expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("reminded_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name="fk_station_expert_station_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_station_expert_expert_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="fk_station_expert_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_station_expert"),
        sa.UniqueConstraint("station_id", "expert_id", name="uq_station_expert_station_id_expert_id"),
    )
    op.create_index("ix_station_expert_expert_id", "station_expert", ["expert_id"])


def downgrade() -> None:
    op.drop_table("station_expert")
