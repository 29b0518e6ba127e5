"""The letter with a roster (S8.3), and what became of it for whoever sent it off."""

from __future__ import annotations

from actions.settings.house import centre_for
from actions.titles.notices import RosterLetter, RosterMailed
from documents.media import ending
from handlers.conversations.titles.mail_roster import NAMES
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Attachment, Choice, Reply
from storage.queries.titles.mailings import mailing, scan_of_batch

_AGAIN = Choice("再寄一次", tokens.start("mail_roster"))
_ENDED = {
    "failed": "没能发到 {}，对方没有收到。请核对邮箱后再寄，或者自己把文件发过去。",
    "unknown": "不确定发到 {} 没有：发送中途断了，没有自动重发。请先问对方收到没有。",
}


def _letter(talk: ConversationContext, told: RosterLetter) -> Reply | None:
    """For the addressee; nothing once it has left."""
    one = mailing(talk.work, told.mailing)
    if one is None or one.state == "sent":
        return None
    centre = centre_for(talk.work, talk.rules, one.region)
    sender = f"{centre.name}报送，" if centre else ""
    files = [Attachment(one.file_key, one.media_type, one.size, one.file_name)]
    scan = scan_of_batch(talk.work, told.scan_of) if told.scan_of else None
    if scan:
        name = f"盖章扫描件.{ending(scan.media_type)}"
        files.append(Attachment(scan.key, scan.media_type, scan.size, name))
    with_scan = "，盖章扫描件一并附上" if scan else ""
    text = (
        f"{NAMES[one.what]}。{sender}共 {told.rows} 行，见附件{with_scan}。内有电话和邮箱，请只用于本项工作。"
    )
    return Reply(text, files=tuple(files))


def _mailed(talk: ConversationContext, told: RosterMailed) -> Reply | None:
    """As it stands at delivery: what has left meanwhile is told as that alone."""
    one = mailing(talk.work, told.mailing)
    if one is None or one.state != told.state:
        return None
    if one.state == "sent":
        return Reply(f"{one.id} 号寄送已发到 {one.address}：{NAMES[one.what]}。")
    return Reply(f"{one.id} 号寄送{_ENDED[one.state].format(one.address)}", choices=(_AGAIN,))


ROSTER_LETTER = NoticeRenderer(RosterLetter, _letter, bears_double=False, to_strangers=True)
ROSTER_MAILED = NoticeRenderer(RosterMailed, _mailed)
