"""By when a need was to be taken on, its firm called and its service reviewed, as the pack promised then"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

TIMES = ("answer_by", "contact_by", "review_by")


def upgrade() -> None:
    for name in TIMES:
        op.add_column("need", sa.Column(name, Instant(), nullable=True))
    op.create_index("ix_need_contact_by", "need", ["contact_by"])


def downgrade() -> None:
    op.drop_index("ix_need_contact_by", table_name="need")
    with op.batch_alter_table("need") as batch:
        for name in TIMES:
            batch.drop_column(name)
