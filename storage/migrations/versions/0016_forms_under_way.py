"""The forms that a person has under way, by name"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dialogue", sa.Column("forms", sa.JSON(), server_default="[]", nullable=False))
    dialogue = sa.table(
        "dialogue",
        sa.column("person_id", sa.Integer),
        sa.column("state", sa.JSON),
        sa.column("forms", sa.JSON),
    )
    for person, state in op.get_bind().execute(sa.select(dialogue.c.person_id, dialogue.c.state)).all():
        if forms := [at["form"] for at in state.get("stack", ())]:
            op.execute(dialogue.update().where(dialogue.c.person_id == person).values(forms=forms))


def downgrade() -> None:
    with op.batch_alter_table("dialogue") as dialogue:
        dialogue.drop_column("forms")
