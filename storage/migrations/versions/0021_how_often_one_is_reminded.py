"""How often somebody wishes to be reminded; every holder is looked at anew, since the year's end has a word more"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("reminded", sa.String(32), server_default="usual", nullable=False))
    holders = sa.table("qualification", sa.column("next_due", sa.Date))
    op.execute(holders.update().values(next_due=date.min))


def downgrade() -> None:
    with op.batch_alter_table("person") as batch:
        batch.drop_column("reminded")
