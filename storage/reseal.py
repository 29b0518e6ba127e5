"""The change to a new key, slice by slice while Yiqi runs; and whether the keys at hand open what is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, func, or_, select

from storage.encryption.columns import BlindIndex, indexed, keyring_of
from storage.encryption.keyring import VERSION, Keyring, KeysError, head_of
from storage.sealed import head, key_of, raw_slice, sealed_tables, write_raw


@dataclass(frozen=True, slots=True)
class Place:
    """How far the change has come in a table: up to the row of this key. `changed`: rows of the slice behind it."""

    key: Any
    changed: int


def keys_in_use(connection: Connection) -> Counter[str]:
    """How many values are sealed with which key."""
    counts: Counter[str] = Counter()
    for table, names in sealed_tables().items():
        for name in names:
            key = head(table, name)
            rows = select(key, func.count()).where(table.c[name].is_not(None)).group_by(key)
            for found, count in connection.execute(rows):
                counts[bytes(found)[len(VERSION) :].hex()] += count
    return counts


def check_keys(connection: Connection) -> None:
    """Raise `KeysError` where the newest of what is kept cannot be opened: a file of keys is missing, or another one lies there."""
    kept = {bytes(found) for found in connection.execute(_newest_heads()).one() if found is not None}
    if strange := kept and kept - keyring_of(connection.dialect).known:
        raise KeysError(
            f"库里的数据是用钥匙 {min(strange)[len(VERSION) :].hex()} 封的，现在的钥匙里没有这一把。请放回原来的钥匙文件"
            "（设置 keys、keys_command；见 docs/howto/keys.md）。 / The data was sealed with a key that is not at hand."
        )


@cache
def _newest_heads() -> Select[Any]:
    """With which key the newest value of each column is sealed, asked at once: it is asked at every start."""
    return select(*(_newest_head(table, name) for table, names in sealed_tables().items() for name in names))


def _newest_head(table: Table, name: str) -> Any:
    kept = select(head(table, name)).where(table.c[name].is_not(None)).order_by(key_of(table).desc())
    return kept.limit(1).scalar_subquery().label(f"{table.name}_{name}")


def reseal_some(connection: Connection, table: Table, after: Any = None) -> Place | None:
    """Seal a slice of the table's rows anew with the newest key, behind the row `after`; None when no row is left."""
    names, keyring = sealed_tables()[table], keyring_of(connection.dialect)
    older = or_(*(head(table, name) != keyring.newest.head for name in names))
    rows = raw_slice(connection, table, after, older)
    for row in rows:
        values = {name: _anew(keyring, table, name, row._mapping[name]) for name in names}
        write_raw(connection, table, row[0], values | _indexes(table, keyring, values))
    return Place(rows[-1][0], len(rows)) if rows else None


def _anew(keyring: Keyring, table: Table, name: str, sealed: Any) -> bytes | None:
    if sealed is None or head_of(bytes(sealed)) == keyring.newest.head:
        return sealed if sealed is None else bytes(sealed)
    where = f"{table.name}.{name}".encode()
    return keyring.seal(keyring.open(bytes(sealed), where), where)


def _indexes(table: Table, keyring: Keyring, values: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """A telephone's indexes, under the newest key like itself."""
    if "phone_index" not in table.c:
        return {}
    phone = values["phone"] and keyring.open(values["phone"], f"{table.name}.phone".encode())
    texts = indexed(phone.decode() if phone else None)
    kinds: dict[str, Any] = {name: table.c[name].type for name in texts}
    assert all(isinstance(kind, BlindIndex) for kind in kinds.values())
    return {
        name: keyring.blind(text, kinds[name].what.encode()) if text else None for name, text in texts.items()
    }
