"""When both sides of a service meet, what the firm confirms of it, and what it is referred to"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_expert", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_appointment_need_id"),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name="fk_appointment_expert_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_appointment_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
    )
    op.create_index("ix_appointment_need_id", "appointment", ["need_id"])
    op.create_index("ix_appointment_state_starts_at", "appointment", ["state", "starts_at"])
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("diary_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Numeric(6, 2), nullable=True),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["diary_id"], ["diary.id"], name="fk_confirmation_diary_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_confirmation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation"),
        sa.UniqueConstraint("diary_id", name="uq_confirmation_diary_id"),
    )
    op.create_index("ix_confirmation_person_id", "confirmation", ["person_id"])
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("helped", sa.Integer(), nullable=True),
        sa.Column("referred_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_referral_need_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_referral_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.UniqueConstraint("need_id", name="uq_referral_need_id"),
    )
    op.create_index("ix_referral_referred_at", "referral", ["referred_at"])
    op.add_column("need", sa.Column("contacted_at", Instant(), nullable=True))
    op.add_column("rating", sa.Column("lasting", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("rating", "lasting")
    op.drop_column("need", "contacted_at")
    op.drop_table("referral")
    op.drop_table("confirmation")
    op.drop_table("appointment")
