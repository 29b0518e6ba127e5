"""What a message wanted and what became of it, talks with staff, conditions of offers"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("move", sa.String(32)))
    op.add_column("inbox", sa.Column("intent", sa.String(32)))
    op.add_column("inbox", sa.Column("sure", sa.Boolean))
    op.add_column("dialogue", sa.Column("case_id", sa.Integer))
    op.add_column("filed_case", sa.Column("staff_id", sa.Integer))
    op.add_column("filed_case", sa.Column("taken_at", sa.DateTime(timezone=True)))
    op.add_column("expert", sa.Column("away_from", sa.Date))
    op.add_column("offer", sa.Column("terms", sa.String(200)))
    verified = sa.Column("phone_verified", sa.Boolean, server_default=sa.true(), nullable=False)
    op.add_column("person", verified)


def downgrade() -> None:
    for table, columns in (
        ("inbox", ("move", "intent", "sure")),
        ("dialogue", ("case_id",)),
        ("filed_case", ("staff_id", "taken_at")),
        ("expert", ("away_from",)),
        ("offer", ("terms",)),
        ("person", ("phone_verified",)),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
