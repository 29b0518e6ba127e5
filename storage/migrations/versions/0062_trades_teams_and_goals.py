"""Trades of firms and what stations say for a trade; teams; yearly goals"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enterprise", sa.Column("trade", sa.String(32), nullable=True))
    op.add_column(
        "enterprise", sa.Column("trade_asked", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "trade_demand",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("trade", sa.String(32), nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["filed_case.id"], name="fk_trade_demand_case_id"),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name="fk_trade_demand_station_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_trade_demand"),
    )
    _teams()
    op.create_table(
        "yearly_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_yearly_goal_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_yearly_goal"),
        sa.UniqueConstraint("region", "year", "measure", name="uq_yearly_goal_region_year_measure"),
    )


def _teams() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_team_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
    )
    op.create_index("ix_team_region", "team", ["region"])
    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_team_member_team_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_team_member_expert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_team_member"),
        sa.UniqueConstraint("team_id", "expert_id", name="uq_team_member_team_id_expert_id"),
    )
    op.create_index("ix_team_member_expert_id", "team_member", ["expert_id"])
    op.create_table(
        "team_commendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sums", sa.String(100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("commended_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_team_commendation_team_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_team_commendation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_team_commendation"),
        sa.UniqueConstraint("team_id", "year", name="uq_team_commendation_team_id_year"),
    )


def downgrade() -> None:
    op.drop_table("yearly_goal")
    op.drop_table("team_commendation")
    op.drop_table("team_member")
    op.drop_table("team")
    op.drop_table("trade_demand")
    op.drop_column("enterprise", "trade_asked")
    op.drop_column("enterprise", "trade")
