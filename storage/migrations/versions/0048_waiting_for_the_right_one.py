"""Until when a need waits, and for which expert"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0048"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("need", sa.Column("waits_for", sa.Integer(), nullable=True))
    op.add_column("need", sa.Column("waits_until", Instant(), nullable=True))
    op.create_index("ix_need_waits_until", "need", ["waits_until"])


def downgrade() -> None:
    op.drop_index("ix_need_waits_until", "need")
    op.drop_column("need", "waits_until")
    op.drop_column("need", "waits_for")
