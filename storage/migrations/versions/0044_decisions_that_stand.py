"""Decisions of staff with their dossiers, years that are closed, commendations, and what is said against diaries"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0044"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("against", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("dossier", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_staff_decision_person_id"),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name="fk_staff_decision_proposed_by"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name="fk_staff_decision_confirmed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_decision"),
    )
    op.create_index("ix_staff_decision_person_id", "staff_decision", ["person_id"])
    op.create_index("ix_staff_decision_subject", "staff_decision", ["subject", "subject_id"])
    op.create_index("ix_staff_decision_state", "staff_decision", ["state", "region"])
    op.create_table(
        "year_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("pack", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_year_closing_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_year_closing"),
        sa.UniqueConstraint("region", "pack", "year", name="uq_year_closing_region_pack_year"),
    )
    op.create_table(
        "commendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("arithmetic", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("commended_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name="fk_commendation_qualification_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_commendation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commendation"),
        sa.UniqueConstraint("qualification_id", "year", name="uq_commendation_qualification_id_year"),
    )
    op.create_table(
        "diary_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("diary_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["diary_id"], ["diary.id"], name="fk_diary_review_diary_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_diary_review_person_id"),
        sa.ForeignKeyConstraint(["case_id"], ["filed_case.id"], name="fk_diary_review_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_diary_review"),
    )
    op.create_index("ix_diary_review_diary_id", "diary_review", ["diary_id"])
    op.create_index("ix_diary_review_person_id", "diary_review", ["person_id"])
    op.create_index("ix_diary_review_case_id", "diary_review", ["case_id"])
    op.add_column("filed_case", sa.Column("sum", sa.Numeric(10, 2), nullable=True))
    op.add_column("filed_case", sa.Column("repaid_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("filed_case", "repaid_at")
    op.drop_column("filed_case", "sum")
    op.drop_table("diary_review")
    op.drop_table("commendation")
    op.drop_table("year_closing")
    op.drop_table("staff_decision")
