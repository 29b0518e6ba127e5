"""Reminders that travel together"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("lead_id", sa.Integer(), nullable=True))
    op.create_index("ix_outbox_lead_id", "outbox", ["lead_id"])


def downgrade() -> None:
    op.drop_index("ix_outbox_lead_id", "outbox")
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_column("lead_id")
