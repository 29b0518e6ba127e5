"""What a form of the console's pages sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request

from handlers.engine.context import ConversationContext
from web.console.lists.state import without_nul
from web.console.session import Said
from web.refusals import Refused

Fields = Mapping[str, str]
Deed = Callable[[ConversationContext, Fields], Said]
MOST_FIELDS = 20
LONGEST = 4000


def number(fields: Fields, name: str) -> int:
    """A field that is the number of a row. Refused 422 for anything else."""
    text = fields.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused(422, "这一步没有带上编号，请从列表里再点一次。")
    return int(text)


async def fields_of(request: Request, most: int = MOST_FIELDS) -> dict[str, str]:
    """What a form of ours has sent, without NULs; too much of it is refused."""
    async with request.form(max_files=0, max_fields=most) as form:
        return {name: without_nul(str(value))[:LONGEST] for name, value in form.items()}
