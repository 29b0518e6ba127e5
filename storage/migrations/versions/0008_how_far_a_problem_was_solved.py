"""How far a problem was solved"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rating", sa.Column("effect", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("rating", "effect")
