"""存扫描件, 看扫描件: the sealed scan of a roster stays with the batch that came of it (S8.3)."""

from __future__ import annotations

from actions.imports.scan import keep_scan, scan_of
from actions.titles.papers import keep_file
from documents.media import ending
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Attachment, Reply
from programme.roles import OFFICE

_BATCH = Slot(
    "batch",
    "导入",
    ask="是几号导入的？",
    read=reading.number,
    show=lambda number: f"{number} 号",
    hint="请说导入的编号，比如「3」。",
)


def _keep(talk: ConversationContext, values: Values) -> Outcome:
    keep_scan(talk.work, talk.speaker, values["batch"], values["file"][-1], talk.now)
    return Outcome(Reply(f"扫描件存好了，在 {values['batch']} 号导入里。"))


def _see(talk: ConversationContext, values: Values) -> Outcome:
    found = scan_of(talk.work, talk.speaker, values["batch"], talk.now)
    if found is None:
        return Outcome(Reply(f"{values['batch']} 号导入还没有扫描件。"))
    content, media_type = found
    key = keep_file(talk.work, talk.speaker.person_id, content, media_type, talk.now)
    name = f"扫描件_{values['batch']}.{ending(media_type)}"
    files = (Attachment(key, media_type, len(content), name),) if key else ()
    return Outcome(Reply(f"{values['batch']} 号导入的扫描件，每次打开都会留痕。", files=files))


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"batch": reading.number(talk, text)})


KEEP_SCAN = Form(
    name="keep_scan",
    version=1,
    title="存扫描件",
    examples=("存扫描件", "盖章扫描件", "上传扫描件"),
    roles=OFFICE,
    slots=(
        Slot(
            "file",
            "扫描件",
            ask="请把盖章的扫描件发来，PDF 或照片。",
            takes_files=True,
            show=lambda keys: f"{len(keys)} 份",
            hint="请发 PDF 或照片；不存了就回复「取消」。",
        ),
        _BATCH,
    ),
    read=_read,
    submit=_keep,
)
SEE_SCAN = Form(
    name="see_scan",
    version=1,
    title="看扫描件",
    examples=("看扫描件", "调扫描件"),
    roles=OFFICE,
    slots=(_BATCH,),
    read=_read,
    submit=_see,
)
