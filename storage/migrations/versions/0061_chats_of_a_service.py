"""Chats of the two sides of a service; firms that say that theirs solved nothing"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("expert_at", Instant(), nullable=True),
        sa.Column("firm_at", Instant(), nullable=True),
        sa.Column("last_by_expert", sa.Boolean(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_service_chat_need_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_service_chat_expert_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_service_chat_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_chat"),
    )
    op.create_table(
        "chat_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_expert", sa.Boolean(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["service_chat.id"], name="fk_chat_line_chat_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_chat_line_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_chat_line"),
    )
    op.add_column("need", sa.Column("unsolved_at", Instant(), nullable=True))
    for column in ("expert_id", "person_id"):
        op.create_index(f"ix_service_chat_{column}_last_at", "service_chat", [column, "last_at"])
    op.create_index("ix_service_chat_need_id", "service_chat", ["need_id"])
    op.create_index("ix_service_chat_last_at", "service_chat", ["last_at"])
    op.create_index("ix_chat_line_chat_id", "chat_line", ["chat_id"])
    op.create_index("ix_chat_line_person_id", "chat_line", ["person_id"])


def downgrade() -> None:
    op.drop_column("need", "unsolved_at")
    op.drop_table("chat_line")
    op.drop_table("service_chat")
