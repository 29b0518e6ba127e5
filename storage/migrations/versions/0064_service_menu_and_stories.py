"""The service menu that staff write; news and cases with the consent of those in them"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0064"
down_revision = "0062"
branch_labels = None
depends_on = None


def _key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{column.removesuffix('_id')}.id"], name=f"fk_{table}_{column}"
    )


def upgrade() -> None:
    op.create_table(
        "service_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(30), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("domain", sa.String(32), nullable=True),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        _key("service_item", "person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_item"),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("released_at", Instant(), nullable=True),
        _key("story", "activity_id"),
        _key("story", "need_id"),
        _key("story", "person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_region", "story", ["region"])
    op.create_index("ix_story_state", "story", ["state"])
    op.create_table(
        "story_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        _key("story_consent", "story_id"),
        _key("story_consent", "person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_story_consent"),
        sa.UniqueConstraint("story_id", "person_id", name="uq_story_consent_story_id_person_id"),
    )
    op.create_index("ix_story_consent_person_id", "story_consent", ["person_id"])


def downgrade() -> None:
    for table in ("story_consent", "story", "service_item"):
        op.drop_table(table)
