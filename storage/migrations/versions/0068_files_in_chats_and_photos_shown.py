"""Files in the chat of a service, chats that the office ends, and photos of activities that are shown"""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_line", sa.Column("file_key", sa.String(43), nullable=True))
    op.add_column(
        "service_chat", sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    for column in ("photos_agreed", "photos_released"):
        op.add_column("activity", sa.Column(column, sa.JSON(), server_default="[]", nullable=False))
    op.create_index("ix_chat_line_file_key", "chat_line", ["file_key"])


def downgrade() -> None:
    op.drop_index("ix_chat_line_file_key", "chat_line")
    for column in ("photos_released", "photos_agreed"):
        op.drop_column("activity", column)
    op.drop_column("service_chat", "closed")
    op.drop_column("chat_line", "file_key")
