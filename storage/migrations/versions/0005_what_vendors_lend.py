"""What vendors lend: access tokens and the right to push"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vendor_token",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("token", sa.String(512), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("leased_until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_vendor_token"),
    )
    op.create_table(
        "credit",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "account", "kind", name="pk_credit"),
    )


def downgrade() -> None:
    op.drop_table("credit")
    op.drop_table("vendor_token")
