"""粘贴名单: rows of a 汇总表 pasted into the chat are recommended as a file is (S2.2)."""

from __future__ import annotations

from datetime import timedelta

from actions.imports.uploads import keep_sheet
from documents.media import CSV
from documents.rosters.guess import kind_of
from documents.rosters.pasted import sheet_of
from handlers.conversations.staff.rosters import closed, look
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from programme.roles import OFFICE


def _rows(talk: ConversationContext, text: str) -> str | None:
    return text if sheet_of(text) else None


def _look(talk: ConversationContext, values: Values) -> Outcome:
    content = sheet_of(values["rows"])
    assert content is not None
    key = keep_sheet(talk.work, talk.speaker, content, talk.now, CSV)
    return look(talk, {"kind": kind_of(content), "file": [key]})


PASTED_ROWS = Form(
    name="pasted_rows",
    version=1,
    title="粘贴名单",
    examples=("粘贴名单", "贴名单", "粘贴汇总表"),
    syntax=lambda text: sheet_of(text) is not None,
    roles=OFFICE,
    closed=closed,
    slots=(
        Slot(
            "rows",
            "名单",
            ask="请把汇总表里的几行粘贴过来：姓名、单位、领域、电话，一行一位。",
            read=_rows,
            free=True,
            hint="没看出是名单。一行一位，姓名、单位、领域、电话中间空开；也可以发表格文件。",
        ),
    ),
    read=lambda talk, text, values: {"rows": text} if _rows(talk, text) else {},
    submit=_look,
    stale_after=timedelta(hours=2),
)
