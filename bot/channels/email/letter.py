"""A reply as a letter: what it says as its text, its first words as the subject, its files as attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from handlers.message import Reply

LONGEST_SUBJECT = 40
NOTHING_SAID = "有一条消息"
_END = re.compile(r"[。！？\n]")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
"""What no header may hold, and no text needs."""

File = tuple[str, str, bytes]
"""Name, media type and content."""


def letter(
    reply: Reply,
    sender: tuple[str, str],
    to: str,
    now: datetime,
    key: str,
    site: str = "",
    files: Sequence[File] = (),
) -> EmailMessage:
    """`sender`: name and address. `key` makes its id, the same when it is sent again, so that programs show one."""
    title, address = sender
    made = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    made["From"] = Address(title, addr_spec=address)
    made["To"] = Address(addr_spec=to)
    made["Subject"] = subject(reply)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{key}@{address.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(_UNSEEN.sub(" ", f"{reply.plain()}\n\n-- \n{_farewell(title, site)}\n"))
    for name, media_type, content in files:
        kind, _, what = media_type.partition("/")
        made.add_attachment(content, maintype=kind, subtype=what, filename=_UNSEEN.sub(" ", name))
    return made


def subject(reply: Reply) -> str:
    """The first sentence, as it would stand on a lock screen."""
    text = reply.text.strip() or (reply.card.title if reply.card else "")
    return _UNSEEN.sub(" ", _END.split(text, maxsplit=1)[0]).strip()[:LONGEST_SUBJECT] or NOTHING_SAID


def _farewell(title: str, site: str) -> str:
    where = f"要办理请打开 {site}" if site else "要办理请到网页对话里说"
    return f"{title}自动发出，不收回信；{where}。"
