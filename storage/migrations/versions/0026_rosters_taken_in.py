"""Rosters taken in by batch, the e-mail that they have, and since when the register knows a title that is older"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("email", sa.String(100), nullable=True))
    op.add_column("qualification", sa.Column("registered_on", sa.Date, nullable=True))
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=True),
        sa.Column("reviewer_id", sa.Integer, nullable=True),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("ground", sa.String, nullable=False),
        sa.Column("included", sa.Boolean, nullable=False),
        sa.Column("headings", sa.JSON, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("scan", sa.String(43), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_import_batch_person_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name="fk_import_batch_reviewer_id"),
        sa.ForeignKeyConstraint(["scan"], ["file.key"], name="fk_import_batch_scan"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_index("ix_import_batch_digest", "import_batch", ["digest"])
    op.create_index("ix_import_batch_state", "import_batch", ["state"])
    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, nullable=False),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("cells", sa.JSON, nullable=False),
        sa.Column("values", sa.JSON, nullable=False),
        sa.Column("made", sa.JSON, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("noted", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_row_batch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_row"),
    )
    op.create_index("ix_import_row_batch_id_state", "import_row", ["batch_id", "state"])


def downgrade() -> None:
    op.drop_table("import_row")
    op.drop_table("import_batch")
    with op.batch_alter_table("qualification") as batch:
        batch.drop_column("registered_on")
    with op.batch_alter_table("person") as batch:
        batch.drop_column("email")
