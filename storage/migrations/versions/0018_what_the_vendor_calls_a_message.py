"""What the vendor calls a message, and when it was written"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("message_id", sa.String(128)))
    op.add_column("inbox", sa.Column("written_at", sa.DateTime(timezone=True)))
    op.add_column("outbox", sa.Column("message_id", sa.String(128)))
    op.create_index("ix_outbox_account_id_message_id", "outbox", ["account_id", "message_id"])


def downgrade() -> None:
    op.drop_index("ix_outbox_account_id_message_id", "outbox")
    for table, columns in (("inbox", ("message_id", "written_at")), ("outbox", ("message_id",))):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
