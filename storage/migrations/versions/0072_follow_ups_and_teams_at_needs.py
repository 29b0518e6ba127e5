"""What firms of focus groups say after they were served"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0072"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("need", sa.Column("follow_up", sa.String(32), nullable=True))
    op.add_column("need", sa.Column("followed_up_at", Instant(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("need") as batch:
        batch.drop_column("followed_up_at")
        batch.drop_column("follow_up")
