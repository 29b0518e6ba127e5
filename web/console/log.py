"""操作记录 and 没送到的消息: what colleagues did; what reached nobody."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import require
from handlers.engine.context import ConversationContext
from handlers.engine.masked_phone import masked
from handlers.message import Reply
from handlers.rendering.plain import shorten
from storage.queries.console.staff_log import Deed, colleagues_in, deeds_of
from storage.queries.delivery.dead_letters import Letter, letters_in
from web.console.frame import shown
from web.console.lists.state import number
from web.console.queue import Entry
from web.console.session import HOME
from web.console.taps import Act
from web.console.words import clock_of

ROWS = 50
DEEDS = {
    "assign_expert": "派单",
    "take_back_ask": "收回邀请",
    "put_off": "放到以后",
    "undo": "撤回",
    "look_up": "查找",
    "see_phone": "看电话",
    "see_page": "打开一个人",
    "export_list": "导出列表",
    "export_paper": "导出文件",
    "announce": "发通知",
    "nudge": "提醒",
    "ask_to_renew": "问续聘",
    "sign_in_by_password": "登录",
    "prove": "确认本人",
    "close_need": "关闭需求",
    "told_otherwise": "另外告诉了",
    "send_letter_again": "再发一次",
}
SUBJECTS = {
    "need": "需求",
    "person": "人",
    "qualification": "资格",
    "application": "申请",
    "case": "案件",
    "outbox": "消息",
    "warning": "警告",
    "diary": "日记",
}
PATHS = {"need": "needs", "person": "people", "case": "cases", "diary": "diaries"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the log."""

    at: str
    who: str
    deed: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Log:
    """The page: rows, whom it may be narrowed to, and the address of what is older."""

    rows: tuple[Row, ...]
    people: tuple[tuple[int, str], ...]
    subjects: tuple[tuple[str, str], ...]
    person: int
    subject: str
    older: str


def _log(talk: ConversationContext, person: int, subject: str, before: int) -> Log:
    require(talk.speaker, "see_monitoring", talk.speaker.jurisdiction)
    where = talk.speaker.jurisdiction
    found = deeds_of(talk.work, where, person=person, subject=subject, before=before, most=ROWS)
    query = "".join((f"&person={person}" if person else "", f"&subject={subject}" if subject else ""))
    older = f"{HOME}/audit?before={found[-1].id}{query}" if len(found) == ROWS else ""
    people = tuple(colleagues_in(talk.work, where))
    return Log(
        tuple(_row(talk, one) for one in found), people, tuple(SUBJECTS.items()), person, subject, older
    )


def _row(talk: ConversationContext, one: Deed) -> Row:
    what = SUBJECTS.get(one.subject, one.subject)
    href = f"{HOME}/{PATHS[one.subject]}/{one.subject_id}" if one.subject in PATHS else ""
    return Row(
        clock_of(one.at, talk.now), one.name, DEEDS.get(one.deed, one.deed), f"{what} {one.subject_id}", href
    )


async def audit(request: Request) -> Response:
    """The log."""
    given = request.query_params
    person, before = number(given.get("person", "")), number(given.get("before", ""))
    subject = given.get("subject", "")
    subject = subject if subject in SUBJECTS else ""
    return await shown(
        request, "console/audit.html", "audit", lambda talk: _log(talk, person, subject, before)
    )


def _undelivered(talk: ConversationContext) -> tuple[Entry, ...]:
    require(talk.speaker, "see_to_letters", talk.speaker.jurisdiction)
    return tuple(_letter(talk, one) for one in letters_in(talk.work, talk.speaker.jurisdiction)[:ROWS])


def _letter(talk: ConversationContext, one: Letter) -> Entry:
    said = Reply.from_json(one.shown).text if one.shown else ""
    phone = masked(one.phone, one.phone_verified) or "没有留电话"
    key = (("key", str(one.id)),)
    acts = (
        Act("记下已打", fields=(("act", "told"), *key)),
        Act("再发一次", fields=(("act", "again"), *key)),
    )
    unsure = "不知送到没有" if one.state == "unknown" else "没送到"
    return Entry(
        f"letter:{one.id}",
        unsure,
        "warn",
        f"{one.name or '未留姓名'}　{phone}",
        f"{clock_of(one.created_at, talk.now)}：{shorten(said.split(chr(10))[0], 60)}",
        f"{HOME}/people/{one.person_id}#contact",
        acts,
    )


async def undelivered(request: Request) -> Response:
    """Whom nothing reached, with the telephone."""
    return await shown(request, "console/undelivered.html", "undelivered", _undelivered)


routes = [Route(f"{HOME}/audit", audit), Route(f"{HOME}/undelivered", undelivered)]
