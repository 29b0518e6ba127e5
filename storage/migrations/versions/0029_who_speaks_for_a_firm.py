"""Who speaks for a firm: claims, roles and invitations; how often a need was given back

Numbers that newcomers told in a talk were kept as verified; nobody can tell them apart now, so they stay.
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enterprise") as enterprise:
        enterprise.add_column(sa.Column("claims", sa.Integer(), nullable=True))
        enterprise.add_column(sa.Column("vouched", sa.Boolean(), server_default=sa.true(), nullable=False))
        enterprise.create_index("ix_enterprise_claims", ["claims"])
        enterprise.create_foreign_key("fk_enterprise_claims", "enterprise", ["claims"], ["id"])
    op.add_column("person", sa.Column("firm_role", sa.String(32), server_default="owner", nullable=False))
    op.add_column("offer", sa.Column("given_back", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name="fk_invitation_enterprise_id"),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name="fk_invitation_issued_by"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_hash", name="uq_invitation_code_hash"),
    )
    op.create_index("ix_invitation_enterprise_id", "invitation", ["enterprise_id"])


def downgrade() -> None:
    op.drop_table("invitation")
    with op.batch_alter_table("offer") as offer:
        offer.drop_column("given_back")
    with op.batch_alter_table("person") as person:
        person.drop_column("firm_role")
    with op.batch_alter_table("enterprise") as enterprise:
        enterprise.drop_constraint("fk_enterprise_claims", type_="foreignkey")
        enterprise.drop_index("ix_enterprise_claims")
        enterprise.drop_column("vouched")
        enterprise.drop_column("claims")
