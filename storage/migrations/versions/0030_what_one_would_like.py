"""What a firm would like in who helps it, and what experts have said of themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("expert", sa.Column("traits", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("need", sa.Column("prefers", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("need") as batch:
        batch.drop_column("prefers")
    with op.batch_alter_table("expert") as batch:
        batch.drop_column("traits")
