"""操作记录 and 没送到的消息: what colleagues did; what reached nobody."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import require
from handlers.engine.context import ConversationContext
from handlers.engine.masked_phone import masked_of
from handlers.message import Reply
from handlers.rendering.masking import mask_ways
from handlers.rendering.plain import shorten
from storage.queries.console.staff_log import Deed, colleagues_in, deeds_of, names_of
from storage.queries.delivery.dead_letters import Letter, letters_in
from web.console.bulk import VERBS
from web.console.frame import shown
from web.console.line import Entry
from web.console.lists.cells import CASE_KINDS
from web.console.lists.pages import PAGES
from web.console.lists.state import number
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
    "read_chat": "看聊天",
    "read_chat_file": "看聊天里的文件",
    "close_chat": "结束聊天",
    "check_in": "签到",
    "mark_absent": "记作没来",
    "put_down_event": "登记到场",
    "release_photo": "放出或收回照片",
    "hide_photos": "收回照片",
    "take_out_photo": "删照片",
    "see_page": "打开一个人",
    "export_list": "导出列表",
    "export_paper": "导出文件",
    "export_person": "导出一个人的信息",
    "announce": "发通知",
    "nudge": "提醒",
    "ask_to_renew": "问续聘",
    "sign_in_by_password": "登录",
    "prove": "确认本人",
    "close_need": "关闭需求",
    "told_otherwise": "另外告诉了",
    "send_letter_again": "再发一次",
    "review_pass": "审核通过",
    "review_return": "退回补正",
    "review_refuse": "不予通过",
    "review_publish": "开始公示",
    "recall_pass": "撤回公示",
    "propose_pass": "提出不合条件的通过",
    "drop_pass": "不同意通过",
    "take_in": "纳入推荐",
    "turn_down": "不予纳入",
    "issue_warning": "警告",
    "withhold_warning": "暂不警告",
    "lift_warning": "解除警告",
    "recall_warning": "撤回警告",
    "suspend": "暂停资格",
    "resume": "恢复资格",
    "propose_revoke": "提出取消资格",
    "revoke": "取消资格",
    "drop_revocation": "不同意取消资格",
    "undo_revocation": "撤回取消资格",
    "reinstate": "恢复被取消的资格",
    "keep_title": "保留资格",
    "agree_renewal": "同意续聘",
    "decline_renewal": "不同意续聘",
    "uphold_complaint": "投诉成立",
    "dismiss_complaint": "投诉不成立",
    "uphold_objection": "异议成立",
    "dismiss_objection": "异议不成立",
    "uphold_appeal": "申诉成立",
    "dismiss_appeal": "申诉不成立",
    "record_repayment": "记退款",
    "answer_request": "回话",
    "close_request": "办结事项",
    "clear_diary": "日记没问题",
    "question_diary": "问日记",
    "strike_diary": "划掉日记",
    "mend_diary": "更正日记",
    "cannot_serve": "告诉企业办不了",
    "ask_office": "请上级或邻市",
    "replace_expert": "另请专家",
    "press_for_service": "催服务",
    "press_for_paper": "催交",
    "press_for_application": "提醒补正",
    "bulk": "批量办理",
    "withdraw_need": "撤回需求",
    "issue_code": "发绑定码",
    "add_staff": "添加工作人员",
    "change_staff": "改工作人员",
    "remove_staff": "移除工作人员",
    "sign_out": "退出",
    "see_scan": "看扫描件",
    "close_year": "结束年度",
    "change_setting": "改设置",
    "export_roster": "导出名册",
    "import_roster": "导入名册",
    "undo_import": "撤回导入",
    "settle_row": "看过存疑的一行，导入",
    "leave_row_out": "名单里的一行不导",
}
OTHER = "别的操作"
"""A deed that has no name here: a code is no word for people."""
SUBJECTS = {
    "need": "需求",
    "person": "人",
    "qualification": "资格",
    "application": "申请",
    "case": "案件",
    "outbox": "消息",
    "warning": "警告",
    "renewal": "续聘",
    "diary": "日记",
}
PATHS = {
    "need": "needs",
    "person": "people",
    "case": "cases",
    "diary": "diaries",
    "application": "applications",
}
NUMBERED = frozenset({"need", "case", "application"})
"""Subjects that people call by their number."""


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


@dataclass(frozen=True, slots=True)
class Undelivered:
    """The first of what reached nobody, and how many there are."""

    entries: tuple[Entry, ...]
    total: int


def _log(talk: ConversationContext, person: int, subject: str, before: int) -> Log:
    require(talk.speaker, "see_monitoring", talk.speaker.jurisdiction)
    where = talk.speaker.jurisdiction
    found = deeds_of(talk.work, where, person=person, subject=subject, before=before, most=ROWS)
    query = "".join((f"&person={person}" if person else "", f"&subject={subject}" if subject else ""))
    older = f"{HOME}/audit?before={found[-1].id}{query}" if len(found) == ROWS else ""
    people = tuple(colleagues_in(talk.work, where))
    names = names_of(talk.work, found)
    return Log(
        tuple(_row(talk, one, names.get((one.subject, one.subject_id), "")) for one in found),
        people,
        tuple(SUBJECTS.items()),
        person,
        subject,
        older,
    )


def _row(talk: ConversationContext, one: Deed, name: str) -> Row:
    href = f"{HOME}/{PATHS[one.subject]}/{one.subject_id}" if one.subject in PATHS else ""
    at = clock_of(one.at, talk.now)
    if one.deed == "export_list":
        page = PAGES.get(str(one.detail.get("page", "")))
        return Row(
            at,
            one.name,
            DEEDS[one.deed],
            f"{page.title if page else '列表'}，{one.detail.get('rows', 0)} 行",
            "",
        )
    if one.deed == "bulk":
        act = str(one.detail.get("act", ""))
        return Row(at, one.name, DEEDS[one.deed], VERBS.get(act, ""), "")
    if one.deed == "announce" and one.detail.get("kinds") != ["one"]:
        return Row(at, one.name, DEEDS[one.deed], f"{one.detail.get('told', 0)} 人", "")
    return Row(at, one.name, DEEDS.get(one.deed, OTHER), _about(one, name), href)


def _about(one: Deed, name: str) -> str:
    """«107 号需求», «1 号投诉», «1 号申请 王小梅», «吴晓岚的资格», «吴晓岚»."""
    what = SUBJECTS.get(one.subject, "")
    if one.subject == "case":
        return f"{one.subject_id} 号{CASE_KINDS.get(name, what)}"
    if one.subject in NUMBERED:
        return f"{one.subject_id} 号{what} {name}".rstrip()
    if one.subject == "person":
        return name or "未留姓名"
    return f"{name}的{what}" if name and what else what or "别的"


async def audit(request: Request) -> Response:
    """The log."""
    given = request.query_params
    person, before = number(given.get("person", "")), number(given.get("before", ""))
    subject = given.get("subject", "")
    subject = subject if subject in SUBJECTS else ""
    return await shown(
        request, "console/audit.html", "audit", lambda talk: _log(talk, person, subject, before)
    )


def _undelivered(talk: ConversationContext) -> Undelivered:
    require(talk.speaker, "see_to_letters", talk.speaker.jurisdiction)
    found = letters_in(talk.work, talk.speaker.jurisdiction)
    return Undelivered(tuple(_letter(talk, one) for one in found[:ROWS]), len(found))


def _letter(talk: ConversationContext, one: Letter) -> Entry:
    said = Reply.from_json(one.shown).text if one.shown else ""
    phone = masked_of(one) or "没有留电话"
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
        f"{clock_of(one.created_at, talk.now)}：{shorten(mask_ways(said.split(chr(10))[0]), 60)}",
        f"{HOME}/people/{one.person_id}#contact",
        acts,
    )


async def undelivered(request: Request) -> Response:
    """Whom nothing reached, with the telephone."""
    return await shown(request, "console/undelivered.html", "undelivered", _undelivered)


routes = [Route(f"{HOME}/audit", audit), Route(f"{HOME}/undelivered", undelivered)]
