"""存扫描件, 看扫描件: the sealed scan of a roster stays with the batch that came of it (S8.3)."""

from __future__ import annotations

import re

from actions.imports.scan import basis_of, keep_scan, scan_of
from actions.titles.papers import keep_file
from documents.media import ending
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
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


BASES = {"nobodys": "没有个人证件", "consent": "有，本人都单独同意过", "unasked": "有，还没问过本人"}
NOT_ASKED = "身份证、学历证这些要本人单独同意才能存。请报送单位先问过本人，或者去掉这几页再扫，再来存。"


def _bases(talk: ConversationContext, values: Values) -> Options:
    return [(words, code) for code, words in BASES.items()]


_NOBODYS = re.compile(r"\s*(?:都)?没有?(?:个人)?(?:证件|材料)?的?[。]?\s*")
_NOT_ALL = re.compile(
    r"没(?!问题)|未|不(?!过)|有的[^，,。]*(?:同意|签|问)|有人|有几[位个]|部分|还差|除了|只有|[就只]差"
)
"""Any no beside the consent: «没有同意过», «不是都同意了», «有人同意了有人没有»."""
_CONSENTED = re.compile(r"都?(?:单独)?同意(?:过|了)|同意书|签了")


def _basis(talk: ConversationContext, text: str) -> str | None:
    if _NOBODYS.fullmatch(text):
        return "nobodys"
    if _NOT_ALL.search(text):
        return "unasked"
    return "consent" if _CONSENTED.search(text) else None


def _may_keep(talk: ConversationContext, basis: str) -> str:
    return NOT_ASKED if basis == "unasked" else ""


def _keep(talk: ConversationContext, values: Values) -> Outcome:
    batch, key = values["batch"], values["file"][-1]
    keep_scan(talk.work, talk.speaker, batch, key, values["basis"], talk.now)
    return Outcome(Reply(f"扫描件存好了，在 {values['batch']} 号导入里。"))


def _see(talk: ConversationContext, values: Values) -> Outcome:
    found = scan_of(talk.work, talk.speaker, values["batch"], talk.now)
    if found is None:
        return Outcome(Reply(f"{values['batch']} 号导入还没有扫描件。"))
    content, media_type = found
    key = keep_file(talk.work, talk.speaker.person_id, content, media_type, talk.now)
    name = f"扫描件_{values['batch']}.{ending(media_type)}"
    files = (Attachment(key, media_type, len(content), name),) if key else ()
    basis = BASES.get(basis_of(talk.work, values["batch"]) or "")
    said = f"个人证件：{basis}。" if basis else ""
    return Outcome(Reply(f"{values['batch']} 号导入的扫描件，每次打开都会留痕。{said}", files=files))


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"batch": reading.number(talk, text)})


KEEP_SCAN = Form(
    name="keep_scan",
    version=2,
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
        Slot(
            "basis",
            "个人证件",
            ask="扫描件里有身份证、学历证这样的个人证件吗？要本人单独同意过才能存。",
            options=_bases,
            read=_basis,
            check=_may_keep,
            show=lambda code: BASES[code],
            hint="请点一下有没有个人证件。",
        ),
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
