"""What matching looks at"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("expert", sa.Column("away_until", sa.Date(), nullable=True))
    op.add_column("expert", sa.Column("quiet", sa.String(7), server_default="", nullable=False))
    op.create_table(
        "wish",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_wish_need_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_wish_expert_id"),
        sa.PrimaryKeyConstraint("need_id", name="pk_wish"),
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name="fk_refusal_enterprise_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_refusal_expert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_refusal"),
        sa.UniqueConstraint("enterprise_id", "expert_id", name="uq_refusal_enterprise_id_expert_id"),
    )
    op.create_table(
        "expert_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_expert_change_expert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_expert_change"),
    )


def downgrade() -> None:
    op.drop_table("expert_change")
    op.drop_table("refusal")
    op.drop_table("wish")
    op.drop_column("expert", "quiet")
    op.drop_column("expert", "away_until")
