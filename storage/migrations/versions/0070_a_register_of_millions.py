"""Indexes for a register of millions: names as they are written, titles, diaries that are not as usual, a person's diaries, specialities"""

import sqlalchemy as sa
from alembic import op

from storage.search_terms import keep_skills

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_person_name": ("person", "name"),
    "ix_expert_unit": ("expert", "unit"),
    "ix_station_name": ("station", "name"),
    "ix_qualification_holder_state_until": ("qualification", "holder", "state", "until"),
    "ix_diary_person_id": ("diary", "person_id"),
}


def upgrade() -> None:
    for name, (table, *columns) in INDEXES.items():
        op.create_index(name, table, columns)
    few = sa.text("state != 'recorded'")
    op.create_index("ix_diary_unusual", "diary", ["state"], sqlite_where=few, postgresql_where=few)

    keep_skills(op.get_bind())


def downgrade() -> None:
    op.execute("DELETE FROM search_term WHERE kind = 'skill'")
    op.drop_index("ix_diary_unusual", "diary")
    for name, (table, *_) in INDEXES.items():
        op.drop_index(name, table)
