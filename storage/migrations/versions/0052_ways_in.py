"""Ways in: who was invited to apply, and under which number holders stand in the national system"""

import sqlalchemy as sa
from alembic import op

from storage.encryption.columns import SealedText
from storage.tables.base import Instant

revision = "0052"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applicant_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("unit", sa.String(100), nullable=False),
        sa.Column("phone", SealedText("applicant_invitation.phone"), nullable=True),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name="fk_applicant_invitation_issued_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_applicant_invitation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_applicant_invitation"),
        sa.UniqueConstraint("code_hash", name="uq_applicant_invitation_code_hash"),
    )
    op.create_index("ix_applicant_invitation_person_id", "applicant_invitation", ["person_id"])
    op.create_table(
        "system_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("number", SealedText("system_entry.number"), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_system_entry_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_system_entry"),
        sa.UniqueConstraint("holder", "holder_id", name="uq_system_entry_holder_holder_id"),
    )


def downgrade() -> None:
    op.drop_table("system_entry")
    op.drop_index("ix_applicant_invitation_person_id", "applicant_invitation")
    op.drop_table("applicant_invitation")
