"""On which line of a TOML file a value stands, so that an error can point at it."""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_.-]+|\"[^\"]+\")\s*=")


def line_index(text: str) -> dict[Path, int]:
    """The line of every table header and key. Values inside an inline value share its line."""
    lines: dict[Path, int] = {}
    latest: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _table_path(header[2], is_array=header[1] == "[[", latest=latest)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_names(key[1])), number)
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing that holds it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _names(dotted: str) -> list[str]:
    return [dotted.strip('"')] if dotted.startswith('"') else dotted.split(".")


def _table_path(dotted: str, *, is_array: bool, latest: dict[Path, int]) -> Path:
    path: Path = ()
    names = _names(dotted)
    for name in names[:-1]:
        path = (*path, name)
        if path in latest:
            path = (*path, latest[path])
    path = (*path, names[-1])
    if is_array:
        latest[path] = latest.get(path, -1) + 1
        path = (*path, latest[path])
    return path
