"""The id by which the log follows a message from the vendor's call to what it causes"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("trace", sa.String(12), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "trace")
