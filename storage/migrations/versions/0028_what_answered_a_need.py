"""By which of their own words an expert was asked, and whether they declined it as none of their skill"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer", sa.Column("phrase", sa.String(100), nullable=True))
    op.add_column("offer", sa.Column("unskilled", sa.Boolean, server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("offer") as batch:
        batch.drop_column("unskilled")
        batch.drop_column("phrase")
