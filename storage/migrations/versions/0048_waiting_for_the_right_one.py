"""Until when a need waits, and for which expert"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0048"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("waits_for", sa.Integer(), nullable=True))
        need.add_column(sa.Column("waits_until", Instant(), nullable=True))
        need.create_index("ix_need_waits_until", ["waits_until"])
        need.create_foreign_key("fk_need_waits_for", "expert", ["waits_for"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("need") as need:
        need.drop_constraint("fk_need_waits_for", type_="foreignkey")
        need.drop_index("ix_need_waits_until")
        need.drop_column("waits_until")
        need.drop_column("waits_for")
