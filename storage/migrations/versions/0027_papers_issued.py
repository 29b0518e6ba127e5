"""Papers that were issued, their numbers, and the keys that sign them"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("public", sa.String(64), nullable=False),
        sa.Column("private", sa.String(64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signing_key"),
        sa.UniqueConstraint("public", name="uq_signing_key_public"),
    )
    op.create_table(
        "paper_series",
        sa.Column("prefix", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("prefix", "kind", "year", name="pk_paper_series"),
    )
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("qualification_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=True),
        sa.Column("hours", sa.String(16), nullable=False),
        sa.Column("token", sa.String(600), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("replaced_by", sa.String(32), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name="fk_issued_paper_qualification_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_issued_paper"),
        sa.UniqueConstraint("number", name="uq_issued_paper_number"),
    )
    op.create_index("ix_issued_paper_qualification_id", "issued_paper", ["qualification_id", "kind"])


def downgrade() -> None:
    op.drop_table("issued_paper")
    op.drop_table("paper_series")
    op.drop_table("signing_key")
