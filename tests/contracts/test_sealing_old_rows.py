"""What a database held in plain words before is sealed by the upgrade, found as before, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

from alembic import command
from sqlalchemy import make_url, select, text

from storage.encryption.columns import is_one_of
from storage.engine import make_engine
from storage.migrate import _tables_may_be_made_anew, configuration, upgrade
from storage.tables import Dialogue, File, Person

PHONE, WORDS = "13800001234", "供应商拖欠海蛎款"
AT = "2026-03-02 01:00:00"


def test_old_rows_are_sealed_and_come_back(bare_database: str) -> None:
    engine, config = make_engine(bare_database), configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0029")
        person = (
            "INSERT INTO person (id, name, phone, email, created_at) VALUES (:id, '张', :phone, NULL, :at)"
        )
        talk = "INSERT INTO dialogue (person_id, state, last_seq, seen_seq, held, updated_at) VALUES (:id, :state, 0, 0, :no, :at)"
        account = "INSERT INTO account (id, channel, external_id, person_id, created_at) VALUES (:id, 'web', :name, :id, :at)"
        file = "INSERT INTO file (key, account_id, media_type, content, created_at) VALUES (:name, :id, 'x', :content, :at)"
        for number in range(1, 1201):
            row = {
                "id": number,
                "name": f"k{number}",
                "phone": PHONE if number == 1 else None,
                "at": AT,
                "no": False,
            }
            row |= {"state": json.dumps({"said": WORDS}, ensure_ascii=False), "content": WORDS.encode()}
            for statement in (person, talk, *([account, file] if number < 30 else ())):
                connection.execute(text(statement), row)
    upgrade(engine)
    if engine.dialect.name == "sqlite":
        path = Path(str(make_url(bare_database).database))
        raw = b"".join(
            file.read_bytes() for file in path.parent.glob(f"{path.name}*") if file.suffix != ".keys"
        )
        assert PHONE.encode() not in raw
        assert WORDS.encode() not in raw
    with engine.connect() as connection:
        found = select(Person.id, Person.phone).where(is_one_of(Person.phone_index, [PHONE]))
        assert connection.execute(found).all() == [(1, PHONE)]
        states = connection.execute(select(Dialogue.state)).scalars().all()
        assert states == [{"said": WORDS}] * 1200
        assert connection.execute(select(File.content)).scalars().all() == [WORDS.encode()] * 29
    with engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0029")
        assert connection.execute(text("SELECT phone FROM person WHERE id = 1")).scalar() == PHONE
        state = connection.execute(text("SELECT state FROM dialogue WHERE person_id = 7")).scalar()
        assert (json.loads(state) if isinstance(state, str) else state) == {"said": WORDS}
    engine.dispose()
