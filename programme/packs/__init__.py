"""Rule packs: the figures and clauses of one issuing body each, as TOML files in this folder."""

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from programme.errors import PackError
from programme.packs.check import check
from programme.packs.conventions import with_conventions
from programme.packs.decode import Source, decode
from programme.packs.lines import line_index
from programme.packs.model import RulePack
from programme.packs.offices import KINDS, Kind

__all__ = ["KINDS", "Kind", "PackError", "RulePack", "available", "known_packs", "load_pack"]

_FOLDER = Path(__file__).parent
_from_files: dict[str, RulePack] = {}
_TOML_LINE = re.compile(r"at line (\d+)")


@cache
def available() -> tuple[str, ...]:
    """The names of the packs that come with the programme."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def known_packs() -> tuple[RulePack, ...]:
    """The packs that come with the programme, and those read from a file since the start, by name."""
    return tuple(load_pack(name) for name in sorted({*available(), *_from_files}))


def load_pack(name_or_path: str | Path) -> RulePack:
    """A pack by its name («national-2023», cached) or by the path of a TOML file (read anew).

    A file's pack is known by its id from then on, so that rows which name it find it again; it goes
    before a shipped pack of the same id. PackError says file and line of what is missing, unknown, of the wrong type or out of range.
    """
    if isinstance(name_or_path, str) and name_or_path in _from_files:
        return _from_files[name_or_path]
    if isinstance(name_or_path, str) and name_or_path in available():
        return _shipped(name_or_path)
    path = Path(name_or_path)
    if path.suffix != ".toml":
        raise PackError(str(path), 1, f"没有这个规则包（unknown pack）；现有：{'、'.join(available())}")
    pack = _from_files[path.stem] = _read(path)
    return pack


@cache
def _shipped(name: str) -> RulePack:
    return _read(_FOLDER / f"{name}.toml")


def _read(path: Path) -> RulePack:
    try:
        text = path.read_text("utf-8")
        tables = tomllib.loads(text, parse_float=Decimal)
    except OSError as fault:
        raise PackError(path.name, 1, f"读不到文件（{fault.strerror}）") from fault
    except tomllib.TOMLDecodeError as fault:
        found = _TOML_LINE.search(str(fault))
        raise PackError(path.name, int(found[1]) if found else 1, f"不是合法的 TOML（{fault}）") from fault
    source = Source(path.name, line_index(text))
    pack: RulePack = decode(RulePack, with_conventions(tables), source)
    check(pack, path.stem, source)
    return pack
