"""What firms of focus groups say after they were served; teams that are sent to needs"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0072"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("need", sa.Column("follow_up", sa.String(32), nullable=True))
    op.add_column("need", sa.Column("followed_up_at", Instant(), nullable=True))
    op.create_table(
        "need_team",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_team_need_id"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_need_team_team_id"),
        sa.ForeignKeyConstraint(["leader_id"], ["expert.id"], name="fk_need_team_leader_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_need_team_person_id"),
        sa.PrimaryKeyConstraint("need_id", name="pk_need_team"),
    )


def downgrade() -> None:
    op.drop_table("need_team")
    with op.batch_alter_table("need") as batch:
        batch.drop_column("followed_up_at")
        batch.drop_column("follow_up")
