"""Column types that seal what they keep, and blind indexes by which a sealed telephone is still found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Dialect, LargeBinary, TypeDecorator
from sqlalchemy.sql import operators

from storage.encryption.keyring import INDEX_BYTES, Keyring, KeysError

T = TypeVar("T")
_NOT_DIGIT = re.compile(r"\D")
TAIL = 4
"""Of a telephone, its last figures, by which staff search."""


def keyring_of(dialect: Dialect) -> Keyring:
    """The keys of the engine that this dialect belongs to."""
    keyring = getattr(dialect, "keyring", None)
    if keyring is None:
        raise KeysError("an engine without keys: it must come from storage.engine.make_engine")
    found: Keyring = keyring
    return found


def give_keys(dialect: Dialect, keyring: Keyring) -> None:
    """From now on what engines of this dialect keep is sealed and opened with these."""
    dialect.keyring = keyring  # type: ignore[attr-defined]  # a type is told its dialect, and nothing else of the engine


class Sealed(TypeDecorator[T]):
    """Kept under AES-256-GCM with `where` («table.column») bound to it, so that no value can be put elsewhere."""

    impl = LargeBinary

    class comparator_factory(TypeDecorator.Comparator[Any]):  # noqa: N801  (SQLAlchemy's own name)
        """Equal values are sealed differently: whoever compares one would find nothing, so nobody may.

        SQLAlchemy compares columns with each other, to know them apart.
        """

        def operate(self, op: Any, *other: Any, **how: Any) -> Any:
            is_value = any(not isinstance(one, ColumnElement) for one in other)
            if is_value and op not in (operators.is_, operators.is_not):
                raise TypeError(
                    "a sealed column cannot be compared: use its blind index, or compare in Python"
                )
            return super().operate(op, *other, **how)

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where

    def packed(self, value: Any) -> bytes:
        raise NotImplementedError

    def unpacked(self, plain: bytes) -> Any:
        raise NotImplementedError

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        where, packed = self.where.encode(), self.packed
        return lambda value: None if value is None else keyring_of(dialect).seal(packed(value), where)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        where, unpacked = self.where.encode(), self.unpacked
        return lambda kept: None if kept is None else unpacked(keyring_of(dialect).open(kept, where))


class SealedText(Sealed[str]):
    """A string."""

    cache_ok = True

    def packed(self, value: str) -> bytes:
        return value.encode()

    def unpacked(self, plain: bytes) -> str:
        return plain.decode()


class SealedBytes(Sealed[bytes]):
    """Bytes, as a file has them."""

    cache_ok = True

    def packed(self, value: bytes) -> bytes:
        return value

    def unpacked(self, plain: bytes) -> bytes:
        return plain


class SealedJSON(Sealed[Any]):
    """Anything that JSON can say."""

    cache_ok = True

    def packed(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def unpacked(self, plain: bytes) -> Any:
        return json.loads(plain)


@dataclass(frozen=True, slots=True)
class _Older:
    """A text that is looked for as the key before the newest has indexed it, while rows are on their way to the newest."""

    text: str


class BlindIndex(TypeDecorator[Any]):
    """What a text is found by and cannot be read from: an HMAC. It is given the text, and gives bytes that tell nothing."""

    impl = LargeBinary(INDEX_BYTES)
    cache_ok = True

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what

    def process_bind_param(self, value: str | _Older | bytes | None, dialect: Dialect) -> bytes | None:
        if value is None or isinstance(value, bytes):
            return value
        older = isinstance(value, _Older)
        text = value.text if isinstance(value, _Older) else value
        return keyring_of(dialect).blind(text, self.what.encode(), older)


def figures(telephone: str | None) -> str | None:
    """A telephone as it is indexed: its figures alone; None where there are none."""
    return _NOT_DIGIT.sub("", telephone or "") or None


def indexed(telephone: str | None) -> dict[str, str | None]:
    """The two indexes beside a telephone."""
    whole = figures(telephone)
    return {"phone_index": whole, "phone_tail": whole and whole[-TAIL:]}


def is_one_of(index: Any, telephones: Collection[str]) -> ColumnElement[bool]:
    """That a blind index is of one of these, under the newest key or the one before."""
    wanted = [one for telephone in telephones if (one := figures(telephone))]
    found: ColumnElement[bool] = index.in_([tried for one in wanted for tried in (one, _Older(one))])
    return found
