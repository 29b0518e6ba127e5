"""The programme: applications, cases, standing, binding"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sweep",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_sweep")),
    )
    op.create_table(
        "conferral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_conferral_qualification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conferral")),
    )
    with op.batch_alter_table("conferral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conferral_qualification_id"), ["qualification_id"], unique=False)

    op.create_table(
        "renewal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_renewal_qualification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal")),
        sa.UniqueConstraint("qualification_id", "until", name=op.f("uq_renewal_qualification_id_until")),
    )
    with op.batch_alter_table("renewal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renewal_state"), ["state"], unique=False)

    op.create_table(
        "warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("silent_since", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_warning_qualification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning")),
        sa.UniqueConstraint(
            "qualification_id", "silent_since", name=op.f("uq_warning_qualification_id_silent_since")
        ),
    )
    with op.batch_alter_table("warning", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_warning_state"), ["state"], unique=False)

    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("pack", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("publicity_ends", sa.Date(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_application_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_application_state_publicity_ends", ["state", "publicity_ends"], unique=False
        )

    op.create_table(
        "bind_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_bind_code_issued_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bind_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bind_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_bind_code_code_hash")),
    )
    with op.batch_alter_table("bind_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bind_code_person_id"), ["person_id"], unique=False)

    op.create_table(
        "filed_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("against", sa.String(length=100), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_filed_case_application_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_filed_case_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_case")),
    )
    with op.batch_alter_table("filed_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filed_case_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_filed_case_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_filed_case_state_kind", ["state", "kind"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("filed_case", schema=None) as batch_op:
        batch_op.drop_index("ix_filed_case_state_kind")
        batch_op.drop_index(batch_op.f("ix_filed_case_person_id"))
        batch_op.drop_index(batch_op.f("ix_filed_case_application_id"))

    op.drop_table("filed_case")
    with op.batch_alter_table("bind_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bind_code_person_id"))

    op.drop_table("bind_code")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_state_publicity_ends")
        batch_op.drop_index(batch_op.f("ix_application_person_id"))
        batch_op.drop_index(batch_op.f("ix_application_name"))

    op.drop_table("application")
    with op.batch_alter_table("warning", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_warning_state"))

    op.drop_table("warning")
    with op.batch_alter_table("renewal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_renewal_state"))

    op.drop_table("renewal")
    with op.batch_alter_table("conferral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conferral_qualification_id"))

    op.drop_table("conferral")
    op.drop_table("sweep")
