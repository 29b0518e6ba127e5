"""Recruitment rounds of one kind of holder; what experts are by calling; when a review was passed"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recruitment", sa.Column("kind", sa.String(32), nullable=True))
    op.add_column("application", sa.Column("passed_on", sa.Date(), nullable=True))
    op.add_column("expert", sa.Column("calling", sa.String(32), nullable=True))
    op.add_column("expert", sa.Column("retired", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("expert", "retired")
    op.drop_column("expert", "calling")
    op.drop_column("application", "passed_on")
    op.drop_column("recruitment", "kind")
