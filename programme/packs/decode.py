"""TOML tables into frozen dataclasses, checked against their type hints.

A field's hint is its whole schema: `Annotated[int, Range(1, 31)]` bounds a figure, a default
makes a key optional, `Literal` lists choices. `__post_init__` may raise ValueError for what
concerns several fields at once.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from programme.errors import PackError
from programme.packs.lines import Path, line_of
from programme.spans import Span

NOT_IN_FILE = MappingProxyType({"in_file": False})
"""Metadata of a field that is not read from the file."""


def keys(cls: Any) -> tuple[Field[Any], ...]:
    """The fields of a table that a file may write."""
    return tuple(field for field in fields(cls) if field.metadata.get("in_file", True))


@dataclass(frozen=True)
class Range:
    """Both ends belong to it."""

    low: int
    high: int


@dataclass(frozen=True)
class Source:
    """The file that is being read, for messages."""

    file: str
    lines: Mapping[Path, int]

    def error(self, path: Path, message: str) -> PackError:
        name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        return PackError(self.file, line_of(self.lines, path), f"{name or '规则包'}：{message}")


def decode(hint: Any, value: Any, source: Source, path: Path = ()) -> Any:
    """`value` as the type that `hint` describes, or PackError."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _bounded(hint, value, source, path)
    if origin in (Union, types.UnionType):
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        return decode(inner, value, source, path)
    if origin is Literal:
        return _choice(get_args(hint), value, source, path)
    if origin is tuple:
        items = _typed(list, value, source, path)
        return tuple(decode(get_args(hint)[0], item, source, (*path, i)) for i, item in enumerate(items))
    if origin is dict:
        table = _typed(dict, value, source, path)
        return {key: decode(get_args(hint)[1], item, source, (*path, key)) for key, item in table.items()}
    if hint is Span:
        return _span(value, source, path)
    if is_dataclass(hint):
        return _table(hint, value, source, path)
    return _typed(hint, value, source, path)


_NAMES = {
    str: "文字",
    int: "整数",
    Decimal: "数字",
    bool: "true 或 false",
    date: "日期",
    list: "列表",
    dict: "表",
}


def _typed(kind: Any, value: Any, source: Source, path: Path) -> Any:
    if kind is Decimal and type(value) is int:
        return Decimal(value)
    if type(value) is not kind:
        raise source.error(path, f"应是{_NAMES[kind]}，写的是 {value!r}（wrong type）")
    if kind is str and not value.strip():
        raise source.error(path, "不能为空（empty）")
    return value


def _span(value: Any, source: Source, path: Path) -> Span:
    try:
        return Span.from_text(_typed(str, value, source, path))
    except ValueError as fault:
        raise source.error(path, str(fault)) from fault


def _bounded(hint: Any, value: Any, source: Source, path: Path) -> Any:
    base, bounds = get_args(hint)
    figure = decode(base, value, source, path)
    if not bounds.low <= figure <= bounds.high:
        raise source.error(path, f"应在 {bounds.low} 到 {bounds.high} 之间，写的是 {figure}（out of range）")
    return figure


def _choice(choices: tuple[str, ...], value: Any, source: Source, path: Path) -> Any:
    if value not in choices:
        raise source.error(path, f"只能是 {'、'.join(choices)}，写的是 {value!r}（not a choice）")
    return value


def _table(cls: Any, value: Any, source: Source, path: Path) -> Any:
    table = _typed(dict, value, source, path)
    written = {field.name for field in keys(cls)}
    hints = {key: hint for key, hint in get_type_hints(cls, include_extras=True).items() if key in written}
    for key in table:
        if key not in hints:
            raise source.error((*path, key), "没有这一项（unknown key）")
    for field in keys(cls):
        required = field.default is MISSING and field.default_factory is MISSING
        if required and field.name not in table:
            raise source.error(path, f"缺少 {field.name}（missing key）")
    decoded = {key: decode(hints[key], item, source, (*path, key)) for key, item in table.items()}
    try:
        return cls(**decoded)
    except ValueError as fault:
        raise source.error(path, str(fault)) from fault
