"""Templates become pages here, always escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from web.characters import TO_TRADITIONAL

HERE = Path(__file__).parent
STATIC = HERE / "static"

_environment = Environment(
    loader=FileSystemLoader(
        [HERE / "templates", HERE / "console" / "templates", HERE / "public" / "templates"]
    ),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals["to_traditional"] = TO_TRADITIONAL


def page(
    template: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """The template, filled in."""
    return HTMLResponse(_environment.get_template(template).render(values), status, headers)
