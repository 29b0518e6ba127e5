"""A person's own copy of all that is kept of them (PIPL Art. 45), as one file."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, select

from actions.access import require, require_fresh
from actions.audit import note
from actions.refusal import Refused
from documents import own_copy
from storage.encryption.columns import BlindIndex
from storage.owned import Subject
from storage.personal import PERSONAL, Personal
from storage.queries.people.erasure import subject_of
from storage.queries.people.profiles import profile
from storage.queries.people.speakers import Speaker
from storage.tables import Person
from storage.unit_of_work import UnitOfWork

LARGEST = 4 * 2**20
"""Of a file that is put into the copy; of a larger one its type and day are told."""
_SECRET = frozenset(
    {"secret_hash", "code_hash", "link_hash", "phone_index", "token", "password", "secret", "salt"}
)
"""Not information on anybody: what opens a door."""
UNREAD = frozenset(
    {
        "inbox", "outbox", "dialogue", "chat_line", "filed_case", "file", "credential", "entry_link", "phone_code", "bind_code", "credit",
        "search_term", "saved_view",
    }
)  # fmt: skip
"""Tables that are left out of what staff take for somebody: talks, what they complained of, files that they sent, and what opens doors."""
LEFT_OUT = "聊天、投诉和发来的文件不在里面，本人在聊天里说“要完整的一份”就有。"
NAMES = {
    "name": "姓名", "unit": "单位", "phone": "电话", "email": "邮箱", "text": "内容", "outcome": "结果", "answers": "填写的内容",
    "body": "内容", "shown": "内容", "state": "状态", "created_at": "时间", "received_at": "时间", "sent_at": "时间", "region": "地区",
    "domains": "领域", "domain": "领域", "hours": "小时", "served_on": "日期", "enterprises": "企业家数", "names": "企业", "stars": "星级",
    "comment": "评语", "effect": "解决程度（%）", "channel": "渠道", "external_id": "在那里的名字", "media_type": "类型", "content": "文件（base64）",
    "specialities": "擅长", "kind": "种类", "reason": "理由", "number": "编号", "consented_at": "同意保存的时间", "submitted_at": "提交时间",
    "filed_at": "提交时间", "decided_at": "办结时间", "id": "编号", "unit_name": "单位", "against": "对谁", "urgent": "紧急", "form": "方式",
    "terms": "条件", "decline_reason": "婉拒的原因", "answer": "答复", "facts": "依据", "words": "理由", "file_name": "文件名", "category": "类别",
}  # fmt: skip


def export_own(work: UnitOfWork, speaker: Speaker, now: datetime) -> tuple[bytes, int]:
    """The file, and how many records are in it."""
    tables = _tables(work, subject_of(work, speaker.person_id))
    note(work, "export_own", "person", speaker.person_id, speaker.person_id, now)
    rows = sum(len(found) for found in tables.values())
    return own_copy.page(f"益企存着的您的信息，{now:%Y-%m-%d %H:%M}", tables, NAMES), rows


def export_for(
    work: UnitOfWork, speaker: Speaker, person_id: int, reason: str, words: str, now: datetime
) -> tuple[bytes, int]:
    """The copy for somebody who cannot fetch it themselves, without what staff do not read (`UNREAD`); and how many records are in it.

    `reason`: a code of who asks; `words`: by what that was established. Refused «no_reason», «prove_again», or by the table of authority.
    """
    whom = profile(work, person_id)
    require(speaker, "export_person", whom.region, [person_id])
    if not reason or not words.strip():
        raise Refused("no_reason", "请写明谁来要的、怎么核实的，会记入操作记录。")
    require_fresh(work, speaker, now)
    tables = _tables(work, subject_of(work, person_id), UNREAD)
    note(work, "export_person", "person", person_id, speaker.person_id, now, reason=reason, told=words)
    rows = sum(len(found) for found in tables.values())
    title = f"益企存着的{whom.name or '本人'}的信息，{now:%Y-%m-%d %H:%M}。{LEFT_OUT}"
    return own_copy.page(title, tables, NAMES), rows


def _tables(
    work: UnitOfWork, subject: Subject, without: frozenset[str] = frozenset()
) -> dict[str, list[dict[str, Any]]]:
    found = {
        personal.label: _rows(work, Person.metadata.tables[name], personal, subject)
        for name, personal in PERSONAL.items()
        if name not in without
    }
    return {label: rows for label, rows in found.items() if rows}


def _rows(work: UnitOfWork, table: Table, personal: Personal, subject: Subject) -> list[dict[str, Any]]:
    columns = [
        column for column in table.c if not isinstance(column.type, BlindIndex) and column.name not in _SECRET
    ]
    found = select(*columns).where(personal.of(subject)).order_by(*table.primary_key.columns)
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in work.connection.execute(found).mappings()
    ]


def _plain(value: Any) -> Any:
    """As JSON says it."""
    if isinstance(value, bytes):
        return (
            b64encode(value).decode() if len(value) <= LARGEST else f"{len(value)} 字节，太大，另向服务中心要"
        )
    if isinstance(value, date | Decimal):
        return str(value)
    return value
