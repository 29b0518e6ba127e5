"""Recruitment rounds"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recruitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(32), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("notice", sa.String(200), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_recruitment_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recruitment"),
    )


def downgrade() -> None:
    op.drop_table("recruitment")
