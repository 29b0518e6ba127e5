"""Messages in a courier's hands"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("closed", sa.JSON(), nullable=True))
    op.create_index("ix_outbox_person_id_state", "outbox", ["person_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_outbox_person_id_state", "outbox")
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_column("closed")
        batch_op.drop_column("tries")
