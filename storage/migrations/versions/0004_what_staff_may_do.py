"""What staff may do"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever is in the register already reviews and operates, as they did."""
    both = sa.text("""'["reviewer", "operator"]'""")
    op.add_column("staff", sa.Column("roles", sa.JSON(), server_default=both, nullable=False))


def downgrade() -> None:
    op.drop_column("staff", "roles")
