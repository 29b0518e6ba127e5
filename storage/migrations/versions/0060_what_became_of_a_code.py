"""What the vendor reports of a one-time code; since when a telephone is somebody's"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phone_code", sa.Column("message_id", sa.String(100), nullable=True))
    op.add_column("phone_code", sa.Column("arrived", sa.Boolean(), nullable=True))
    op.add_column("person", sa.Column("phone_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("phone_settles_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "phone_settles_at")
    op.drop_column("person", "phone_since")
    op.drop_column("phone_code", "arrived")
    op.drop_column("phone_code", "message_id")
