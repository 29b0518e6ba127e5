"""Practice that no document states, from one file for all packs; what a pack writes itself goes before it."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "common" / "conventions.toml"


@cache
def conventions() -> dict[str, Any]:
    """The tables of common/conventions.toml by name."""
    return tomllib.loads(_FILE.read_text("utf-8"), parse_float=Decimal)


def with_conventions(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables of a pack, with the common one for each that it does not write; its documents are added to ours."""
    own = tables.get("documents", {})
    documents = conventions()["documents"] | own if isinstance(own, dict) else own
    return {**conventions(), **_in_time(tables.get("service_times")), **tables, "documents": documents}


_TIMES = (
    ("answer_hours", "offers", "answer_hours"),
    ("urgent_hours", "offers", "urgent_answer_hours"),
    ("review_days", "reminders", "rating_days"),
)


def _in_time(times: Any) -> dict[str, Any]:
    """The common tables with the figures of a pack's service times, which experts and firms are then held to."""
    found: dict[str, Any] = {}
    for key, table, figure in _TIMES if isinstance(times, dict) else ():
        if key in times:
            found[table] = found.get(table, conventions()[table]) | {figure: times[key]}
    return found
