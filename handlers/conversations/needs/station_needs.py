"""需求表: a station sends the needs that it has collected as a sheet; they are shown, then posted, each for its firm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from actions.imports.uploads import keep_sheet, sent_by
from actions.needs.sheet import look, post_all
from actions.refusal import Refused
from documents.media import SHEETS, XLSX
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Attachment, Choice, Reply
from programme.roles import STATION

SHOWN = 3
"""Needs, and rows that come back, which the card says."""


def _no_sheet(talk: ConversationContext, keys: Sequence[str]) -> str:
    try:
        look(sent_by(talk.work, talk.speaker, keys[-1]), talk.home, talk.now)
    except Refused as refusal:
        return refusal.text
    return ""


def _infer(talk: ConversationContext, values: Values) -> Values:
    if not values.get("file"):
        return {}
    try:
        sheet = look(sent_by(talk.work, talk.speaker, values["file"][-1]), talk.home, talk.now)
    except Refused:
        return {}
    told = "；".join(f"{one.values['firm']}：{one.values['need'][:20]}" for one in sheet.good[:SHOWN])
    more = f"；等 {len(sheet.good)} 条" if len(sheet.good) > SHOWN else ""
    back = "；".join(f"第 {one.number} 行{one.why}" for one in sheet.back[:SHOWN])
    found = {"found": f"{len(sheet.good)} 条：{told}{more}" if sheet.good else "没有能提的需求"}
    return found | ({"back": back} if back else {})


def _post(talk: ConversationContext, values: Values) -> Outcome:
    content = sent_by(talk.work, talk.speaker, values["file"][-1])
    posted = post_all(talk.work, talk.speaker, content, talk.rules, talk.now)
    files: tuple[Attachment, ...] = ()
    if posted.sheet.back and talk.speaker.account_id:
        mend = posted.sheet.to_mend()
        files = (Attachment(keep_sheet(talk.work, talk.speaker, mend, talk.now), XLSX, len(mend)),)
    said = f"需求已收到：{len(posted.needs)} 条，去请专家了。" if posted.needs else "没有新的需求。"
    said += f"{posted.same} 条已经在办。" if posted.same else ""
    said += f"要改的 {len(posted.sheet.back)} 行在文件里，改好再发来就行。" if files else ""
    return Outcome(Reply(said, choices=(Choice("看进展", tokens.start("my_needs")),), files=files))


STATION_NEEDS = Form(
    name="station_needs",
    version=1,
    title="交需求表",
    examples=("交需求表", "批量提交需求", "收集的需求一起交"),
    roles=STATION,
    opened_by=SHEETS,
    card="替企业提需求",
    slots=(
        Slot(
            "file",
            "文件",
            ask="请把需求表发来，一行一家企业，写上企业名称、联系电话、需求。",
            show=lambda keys: f"{len(keys)} 份",
            takes_files=True,
            check=_no_sheet,
            hint="请发表格文件；不交了就回复「取消」。",
        ),
        Slot("found", "读到", asked=False, counted=True, ask="要改内容，请改好文件再发一次。"),
        Slot("back", "要改的", asked=False, counted=True, ask="要改内容，请改好文件再发一次。"),
    ),
    infer=_infer,
    submit=_post,
    stale_after=timedelta(hours=2),
)
