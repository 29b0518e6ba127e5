"""What the vendor calls a message, when it was written, and what became of it"""

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
    op.add_column("outbox", sa.Column("caused_by", sa.Integer))
    op.create_index("ix_outbox_caused_by", "outbox", ["caused_by"])
    op.add_column("account", sa.Column("closed_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_index("ix_outbox_account_id_message_id", "outbox")
    op.drop_index("ix_outbox_caused_by", "outbox")
    for table, columns in (
        ("inbox", ("message_id", "written_at")),
        ("outbox", ("message_id", "caused_by")),
        ("account", ("closed_at",)),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
