"""The clock times of a service, where they were told"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("diary", sa.Column("times", sa.JSON, server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("diary") as batch:
        batch.drop_column("times")
