"""Groups that follow a station"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("room_of", sa.Integer(), nullable=True))
        person.create_index("ix_person_room_of", ["room_of"])
        person.create_foreign_key("fk_person_room_of", "person", ["room_of"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_constraint("fk_person_room_of", type_="foreignkey")
        person.drop_index("ix_person_room_of")
        person.drop_column("room_of")
