"""The order in which needs are seen to is the same in the database as in policy (S3.4)."""

from datetime import UTC, datetime
from itertools import product

from sqlalchemy import create_engine, insert, select

from programme.major_events import TRACKS, order_of
from storage.encryption.columns import give_keys
from storage.encryption.keyring import Keyring
from storage.encryption.sources import KeysInMemory
from storage.queries.major_events import SEEN_TO_FIRST
from storage.tables import Need

EACH = {
    "person_id": 1,
    "enterprise_id": 1,
    "text": "停电",
    "domain": "law",
    "also": [],
    "focus": [],
    "region": "440802",
    "created_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
}


def test_the_database_sorts_as_policy_does() -> None:
    engine = create_engine("sqlite://")
    give_keys(engine.dialect, Keyring(KeysInMemory()))
    kinds = list(product((None, *TRACKS), (False, True)))
    with engine.begin() as connection:
        Need.metadata.tables["need"].create(connection)
        rows = [EACH | {"track": track, "urgent": urgent} for track, urgent in kinds]
        connection.execute(insert(Need), rows)
        found = connection.execute(select(Need.track, Need.urgent, SEEN_TO_FIRST)).all()
    assert len(found) == len(kinds)
    assert {(track, urgent): place for track, urgent, place in found} == {
        one: order_of(*one) for one in kinds
    }
    assert len({order_of(*one) for one in kinds}) == len(TRACKS) + 1
