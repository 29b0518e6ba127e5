"""The audit as its chain sees it: traces as the database says them, links, batches. Nothing here decides whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Text, cast, exists, func, insert, select, text, type_coerce
from sqlalchemy.exc import OperationalError
from sqlalchemy.types import NullType

from programme.audit_chain import BROKEN, Batch, Head, Sealed
from storage.encryption.columns import keyring_of
from storage.encryption.keyring import Keyring, Unopenable
from storage.tables import Audit, AuditBatch, AuditLink

AT_ONCE = 1000
ERASURE = "erase"
"""The deed whose `forgot` names the traces that lost their words."""
_WORDS = b"audit.words"
_any_text = partial(str, encoding="utf-8", errors="surrogateescape")
_RAW = NullType()
"""As the driver gives it: nothing that was put into a column can make reading fail."""
_LOCK = "LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE"


def hold_writers_off(connection: Connection, wait_ms: int) -> None:
    """Until the transaction ends nobody else adds a trace, so that what is seen is all there is below the highest id.

    On SQLite a transaction that writes is alone in any case. Raises `OperationalError` where others write for longer.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = {wait_ms:d}"))
        connection.execute(text(_LOCK))


def see_one_moment(connection: Connection) -> None:
    """From here on the transaction sees what is committed now, whatever others add meanwhile; its first statement."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def head(connection: Connection) -> Head | None:
    """The last link; None where nothing is sealed yet."""
    last = select(AuditLink.place, AuditLink.link).order_by(AuditLink.place.desc()).limit(1)
    row = connection.execute(last).first()
    return Head(row.place, row.link.hex()) if row else None


def newest_sealed(connection: Connection) -> int:
    """The highest id of a trace that has a link; 0 where none has."""
    return connection.execute(select(func.coalesce(func.max(AuditLink.audit_id), 0))).scalar_one()


def unsealed(connection: Connection, after: int, most: int) -> list[Sealed]:
    """Traces behind this id, in the order of their ids, as links that are not there yet (place 0)."""
    found = select(*_trace(connection)).where(Audit.id > after).order_by(Audit.id).limit(most)
    keyring = keyring_of(connection.dialect)
    return [
        Sealed(0, row[0], b"", b"", tuple(row[:7]), _bytes(row[7]), _opened(keyring, row[8]))
        for row in _fetched(connection, found)
    ]


def unsealed_count(connection: Connection, after: int) -> int:
    """How many traces behind this id wait to be sealed."""
    return connection.execute(select(func.count()).where(Audit.id > after)).scalar_one()


def add_links(connection: Connection, links: list[Sealed], now: datetime) -> None:
    """Keep a batch of new links."""
    rows = [
        {"place": one.place, "audit_id": one.row, "words_hash": one.words_hash, "link": one.link}
        for one in links
    ]
    connection.execute(insert(AuditLink), rows)
    last = links[-1]
    batch = {"last": last.place, "first": links[0].place, "link": last.link, "sealed_at": now}
    connection.execute(insert(AuditBatch), batch)


def links(connection: Connection, after: int = 0) -> Iterator[Sealed]:
    """The links behind this place with the traces that they are of, slice by slice."""
    keyring = keyring_of(connection.dialect)
    raw = (type_coerce(column, _RAW) for column in (AuditLink.words_hash, AuditLink.link))
    columns = AuditLink.place, AuditLink.audit_id, *raw
    beside: Any = select(*columns, *_trace(connection)).outerjoin(Audit, Audit.id == AuditLink.audit_id)
    slices = beside.order_by(AuditLink.place).limit(AT_ONCE)
    while rows := _fetched(connection, slices.where(AuditLink.place > after)):
        for row in rows:
            place, trace, words_hash, link, *content, salt, words = row
            known = None if content[0] is None else tuple(content)
            hashes = _bytes(words_hash) or BROKEN, _bytes(link) or BROKEN
            yield Sealed(place, trace, *hashes, known, _bytes(salt), _opened(keyring, words))
        after = rows[-1][0]


def batches(connection: Connection) -> Iterator[Batch]:
    """All batches in order, each with the link that stands at its last place."""
    found = (
        select(AuditBatch.first, AuditBatch.last, AuditBatch.link, AuditLink.link)
        .outerjoin(AuditLink, AuditLink.place == AuditBatch.last)
        .order_by(AuditBatch.last)
    )
    for row in connection.execute(found, execution_options={"yield_per": AT_ONCE}):
        yield Batch(*row)


def last_batch(connection: Connection) -> Batch | None:
    """The newest batch."""
    found = (
        select(AuditBatch.first, AuditBatch.last, AuditBatch.link, AuditLink.link)
        .outerjoin(AuditLink, AuditLink.place == AuditBatch.last)
        .order_by(AuditBatch.last.desc())
    )
    row = connection.execute(found.limit(1)).first()
    return Batch(*row) if row else None


def link_at(connection: Connection, place: int) -> bytes | None:
    """The link in this place."""
    return connection.execute(select(AuditLink.link).where(AuditLink.place == place)).scalar()


def forgotten(connection: Connection) -> frozenset[int]:
    """Traces whose words an erasure says it took."""
    erasures = select(_detail(connection)).where(Audit.deed == ERASURE)
    return frozenset(row for (detail,) in _fetched(connection, erasures) for row in _named(detail))


def _named(detail: Any) -> list[int]:
    try:
        rows = json.loads(detail)["forgot"]
    except (ValueError, TypeError, KeyError):
        return []
    return [row for row in rows if isinstance(row, int)] if isinstance(rows, list) else []


def slipped_in(connection: Connection, newest: int) -> list[int]:
    """Traces up to this id that have no link."""
    linked = exists().where(AuditLink.audit_id == Audit.id)
    found = select(Audit.id).where(Audit.id <= newest, ~linked).order_by(Audit.id)
    return list(connection.execute(found).scalars())


def _fetched(connection: Connection, found: Any) -> Sequence[Any]:
    """The rows; texts that are no UTF-8, which SQLite lets anybody write, come with what cannot be read put by.

    That way of reading costs a third more, so it is gone only where the driver's own fails.
    """
    if connection.dialect.name != "sqlite":
        return connection.execute(found).all()
    try:
        return connection.execute(found).all()
    except OperationalError:
        return _fetched_whatever_it_is(connection, found)


def _fetched_whatever_it_is(connection: Connection, found: Any) -> Sequence[Any]:
    driver: Any = connection.connection.driver_connection
    usual, driver.text_factory = driver.text_factory, _any_text
    try:
        return connection.execute(found).all()
    finally:
        driver.text_factory = usual


def _trace(connection: Connection) -> tuple[Any, ...]:
    """A trace's columns as the database says them: content, salt, words under seal."""
    if connection.dialect.name == "postgresql":
        at: Any = func.to_char(func.timezone("UTC", Audit.at), "YYYY-MM-DD HH24:MI:SS.US")
    else:
        at = type_coerce(Audit.at, _RAW)
    codes = Audit.person_id, Audit.deed, Audit.subject, Audit.subject_id
    sealed = (type_coerce(column, _RAW) for column in (Audit.salt, Audit.words))
    return Audit.id, at, *codes, _detail(connection), *sealed


def _detail(connection: Connection) -> Any:
    """The JSON as it is kept."""
    if connection.dialect.name == "postgresql":
        return cast(Audit.detail, Text)
    return type_coerce(Audit.detail, _RAW)


def _bytes(kept: Any) -> bytes | None:
    return kept if isinstance(kept, bytes) else None if kept is None else BROKEN


def _opened(keyring: Keyring, words: Any) -> bytes | None:
    """The JSON under the seal; what cannot be opened is no words that anybody sealed."""
    if not isinstance(words, bytes):
        return None if words is None else BROKEN
    try:
        return keyring.open(words, _WORDS)
    except (Unopenable, ValueError):
        return BROKEN
