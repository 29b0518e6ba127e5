"""Of which kind a service was, and what came of it apart from what was told"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("diary", sa.Column("kind", sa.String(32), nullable=True))
    op.add_column("diary", sa.Column("result", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("diary") as diary:
        diary.drop_column("result")
        diary.drop_column("kind")
