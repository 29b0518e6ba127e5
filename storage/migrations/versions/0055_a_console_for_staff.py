"""A console for staff: acts that can be taken back, views, acts on many rows, and what names are found by"""

import sqlalchemy as sa
from alembic import op

from storage.encryption.columns import SealedText
from storage.search_terms import keep_all
from storage.tables.base import Instant

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

BY_PLACE = ("activity", "application", "enterprise", "expert", "filed_case", "need", "station")
"""Tables that staff read by place."""


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{table}_person_id")


def upgrade() -> None:
    op.create_table(
        "desk_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("done_at", Instant(), nullable=False),
        sa.Column("undone_at", Instant(), nullable=True),
        _person("desk_act"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_act"),
    )
    op.create_index("ix_desk_act_person_id", "desk_act", ["person_id"])
    op.create_index("ix_desk_act_run_id", "desk_act", ["run_id"])
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("name", SealedText("saved_view.name"), nullable=False),
        sa.Column("query", SealedText("saved_view.query"), nullable=False),
        sa.Column("region", sa.String(6), nullable=True),
        sa.Column("saved_at", Instant(), nullable=False),
        _person("saved_view"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
    )
    op.create_index("ix_saved_view_page_person_id", "saved_view", ["page", "person_id"])
    op.create_index("ix_saved_view_person_id", "saved_view", ["person_id"])
    op.create_table(
        "desk_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("frozen_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        _person("desk_run"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_run"),
        sa.UniqueConstraint("token", name="uq_desk_run_token"),
    )
    op.create_index("ix_desk_run_person_id", "desk_run", ["person_id"])
    op.create_table(
        "desk_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("code", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["desk_run.id"], name="fk_desk_row_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_row"),
    )
    op.create_index("ix_desk_row_run_id_state", "desk_row", ["run_id", "state"])
    op.create_table(
        "search_term",
        sa.Column("term", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term", "kind", "subject_id", name="pk_search_term"),
    )
    op.create_index("ix_search_term_subject", "search_term", ["kind", "subject_id"])
    for table in BY_PLACE:
        op.create_index(f"ix_{table}_region", table, ["region"])
    keep_all(op.get_bind())


def downgrade() -> None:
    for table in BY_PLACE:
        op.drop_index(f"ix_{table}_region", table)
    for table in ("search_term", "desk_row", "desk_run", "saved_view", "desk_act"):
        op.drop_table(table)
