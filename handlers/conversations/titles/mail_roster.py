"""把名单发到邮箱: 附件3 or 附件4 put down for an address that staff name, read back before it is on record."""

from __future__ import annotations

import re

from actions.titles.mailing import mail_roster
from actions.titles.roster import Which
from documents.media import DOCX
from documents.rosters.words import email
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Attachment, Reply
from programme.roles import OFFICE

NAMES = {"experts": "附件4 专家汇总表", "stations": "附件3 工作站汇总表"}
_STATIONS, _EXPERTS = re.compile(r"工作站|站点|附件\s*3"), re.compile(r"专家名单|专家汇总表|附件\s*4")
_ASKS = re.compile(
    r"(?:名单|汇总表|附件\s*[34])[^，。？?]{0,6}(?:发到|发给|寄到|寄给|发往|邮寄|发邮件|发邮箱)"
)


def _address(talk: ConversationContext, text: str) -> str | None:
    return email(text, alone=False)


def _which(talk: ConversationContext, text: str) -> str | None:
    return "stations" if _STATIONS.search(text) else "experts" if _EXPERTS.search(text) else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"which": _which(talk, text), "address": _address(talk, text)})


def _put_down(talk: ConversationContext, values: Values) -> Outcome:
    which: Which = "stations" if values["which"] == "stations" else "experts"
    queued = mail_roster(talk.work, talk.speaker, which, values["address"], talk.rules, talk.now)
    if queued is None:
        return Outcome(Reply("文件没能存下，这次没有登记。"))
    made = queued.made
    file = Attachment(queued.key, DOCX, len(made.content), made.file_name)
    scan = f"，附 {queued.scan.batch} 号导入的盖章扫描件" if queued.scan else ""
    said = f"{queued.id} 号寄送登记好了：{made.rows} 行，正在发往 {values['address']}{scan}。发出去、发不出去都告诉您。"
    return Outcome(Reply(said, files=(file,)))


def _closed(talk: ConversationContext, values: Values) -> str:
    if talk.rules.written.by_email:
        return ""
    return "这里还没有设邮件，寄不出去，没有登记。说「导出专家名单」或「导出工作站名单」，拿到文件自己发。"


MAIL_ROSTER = Form(
    name="mail_roster",
    version=1,
    title="寄送名单",
    examples=("寄送名单", "把专家名单发到邮箱", "把工作站名单发到邮箱"),
    syntax=lambda text: _ASKS.search(text) is not None,
    roles=OFFICE,
    card="寄送名单（内有电话和邮箱）",
    sends=True,
    slots=(
        Slot(
            "which",
            "名单",
            asked=False,
            ask="专家名单还是工作站名单？",
            read=_which,
            show=lambda which: NAMES.get(which, which),
        ),
        Slot("address", "邮箱", ask="发到哪个邮箱？", read=_address, hint="邮箱要像 name@example.cn。"),
    ),
    read=_read,
    closed=_closed,
    infer=lambda talk, values: {"which": "experts"},
    submit=_put_down,
)
