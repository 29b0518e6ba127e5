"""Names are looked up as they are written"""

from alembic import op

revision = "0070"
down_revision = "0064"
branch_labels = None
depends_on = None

NAMES = (("person", "name"), ("expert", "unit"), ("station", "name"))


def upgrade() -> None:
    for table, column in NAMES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in NAMES:
        op.drop_index(f"ix_{table}_{column}", table)
