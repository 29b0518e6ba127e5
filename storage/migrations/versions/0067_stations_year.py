"""A station's year: trainings before the first service, needs it collects, its clerks, firms it visits, experts who turn to it"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def _key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{_OF.get(column, column.removesuffix('_id'))}.id"], name=f"fk_{table}_{column}"
    )


_OF = {"contact_id": "person", "issued_by": "person", "invited_by": "person"}


def upgrade() -> None:
    op.add_column(
        "qualification",
        sa.Column("awaits_training", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("station", sa.Column("needs_told_at", Instant(), nullable=True))
    op.add_column("campaign", sa.Column("counts", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "visit_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("enterprise", sa.String(100), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("domain", sa.String(32), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        _key("visit_need", "person_id"),
        _key("visit_need", "contact_id"),
        _key("visit_need", "need_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_need"),
        sa.UniqueConstraint("code_hash", name="uq_visit_need_code_hash"),
    )
    op.create_index("ix_visit_need_person_id", "visit_need", ["person_id"])
    op.create_index("ix_visit_need_contact_id", "visit_need", ["contact_id"])
    op.create_index("ix_visit_need_state_asked_at", "visit_need", ["state", "asked_at"])
    op.create_table(
        "station_clerk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        _key("station_clerk", "station_id"),
        _key("station_clerk", "person_id"),
        _key("station_clerk", "invited_by"),
        sa.PrimaryKeyConstraint("id", name="pk_station_clerk"),
        sa.UniqueConstraint("person_id", name="uq_station_clerk_person_id"),
    )
    op.create_index("ix_station_clerk_station_id", "station_clerk", ["station_id"])
    op.create_table(
        "clerk_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        _key("clerk_code", "station_id"),
        _key("clerk_code", "issued_by"),
        sa.PrimaryKeyConstraint("id", name="pk_clerk_code"),
        sa.UniqueConstraint("code_hash", name="uq_clerk_code_code_hash"),
    )
    op.create_index("ix_clerk_code_station_id", "clerk_code", ["station_id"])
    op.create_table(
        "station_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(200), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        _key("station_request", "station_id"),
        _key("station_request", "expert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_station_request"),
    )
    op.create_index("ix_station_request_station_id", "station_request", ["station_id"])
    op.create_index("ix_station_request_expert_id", "station_request", ["expert_id"])


def downgrade() -> None:
    op.drop_table("station_request")
    op.drop_table("clerk_code")
    op.drop_table("station_clerk")
    op.drop_table("visit_need")
    op.drop_column("campaign", "counts")
    op.drop_column("station", "needs_told_at")
    op.drop_column("qualification", "awaits_training")
