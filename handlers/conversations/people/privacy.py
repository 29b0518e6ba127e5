"""我的信息: what is kept of somebody, a whole copy of it, and the wish to be deleted, which the clock does within the day."""

from __future__ import annotations

import re
from collections.abc import Collection

from actions.access import unproved
from actions.people.erase import ask_erasure, hindrances
from actions.people.export import export_own
from actions.refusal import Refused
from actions.titles.alliances import alliances_of
from actions.titles.papers import keep_file
from documents.media import HTML
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.masked_phone import masked_of
from handlers.engine.state import Dialogue
from handlers.message import Attachment, Choice, Reply
from handlers.rendering.plain import show_domains, show_region
from programme.roles import HOLDERS
from storage.queries.people.profiles import Kept, Profile, kept_of, profile
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

_ROLE_NAMES = {"enterprise": "企业", "expert": "志愿专家", "station": "工作站", "staff": "工作人员"}
_COPY = Choice("要完整的一份", tokens.start("export"))
_DELETE = Choice("删除我的信息", tokens.start("delete_me"))
_COUNTED = (
    ("needs", "{} 条需求"),
    ("diaries", "{} 篇日记"),
    ("ratings", "{} 次评价"),
    ("applications", "{} 份申请"),
    ("cases", "{} 件投诉、建议和事项"),
    ("messages", "{} 条发来的消息"),
)


def _my_information(talk: ConversationContext) -> Reply:
    """Before consent there is nothing to show."""
    if talk.speaker.consented_at is None:
        return Reply("您还没有同意保存，这里没有您的个人信息。")
    facts = _facts(talk, profile(talk.work, talk.speaker.person_id))
    records = _records(kept_of(talk.work, talk.speaker)) or "还没有"
    lines = [f"{label}：{value}" for label, value in facts if value]
    return Reply("\n".join(["这里存着您的：", *lines, f"记录：{records}"]), choices=(_COPY, _DELETE))


def _facts(talk: ConversationContext, one: Profile) -> list[tuple[str, str]]:
    roles = [name for role, name in _ROLE_NAMES.items() if role in talk.speaker.roles]
    return [
        ("称呼", one.name),
        ("手机", masked_of(one)),
        ("身份", "、".join(roles)),
        ("企业", one.enterprise or ""),
        ("单位", one.unit or ""),
        ("工作站", one.station or ""),
        ("擅长领域", show_domains(one.domains)),
        (
            "联盟",
            "、".join(rule.text for rule, _ in alliances_of(talk.work, talk.rules, talk.speaker.person_id)),
        ),
        ("地区", show_region(one.region) if one.region else ""),
    ]


def _records(kept: Kept, names: Collection[str] = ()) -> str:
    """How much is kept, of these kinds or of all."""
    wanted = [(name, words) for name, words in _COUNTED if not names or name in names]
    return "，".join(words.format(count) for name, words in wanted if (count := getattr(kept, name)))


MY_INFORMATION = Command(
    "my_information",
    "我的信息",
    ("我的信息", "我的资料", "你们存了我哪些信息", "导出我的信息", "查看我的信息"),
    _my_information,
    serves=("privacy.export",),
)


def _require_proof(talk: ConversationContext) -> None:
    """Whoever sits at a page that somebody left open neither takes nor deletes what is theirs. Refused «prove_again»."""
    if said := unproved(talk.work, talk.speaker, talk.reader_options.texts, talk.now):
        raise Refused("prove_again", said)


def _export(talk: ConversationContext, values: Values) -> Outcome:
    """As a file, which is there for a few days; where no account could show it, staff hand it over."""
    _require_proof(talk)
    content, rows = export_own(talk.work, talk.speaker, talk.now)
    key = keep_file(talk.work, talk.speaker.person_id, content, HTML, talk.now)
    file = Attachment(key or "", HTML, len(content), f"我的信息_{talk.now:%Y%m%d}.html")
    said = f"您的信息都在这个文件里，{rows} 条记录，用浏览器打开就能看。里面有您的电话，别转给别人。"
    return Outcome(Reply(said, choices=(_DELETE,), files=(file,)))


EXPORT = Form(
    name="export",
    version=1,
    title="要完整的一份",
    examples=("要完整的一份", "要一份完整的信息"),
    slots=(),
    submit=_export,
)


def _preview(talk: ConversationContext, values: Values) -> Values:
    """What goes, what stays and for how long, and when it is done."""
    stays = what_stays(talk.work, talk.speaker)
    return {"goes": GOES, "stays": stays, "papers": PAPERS if talk.speaker.expert_id else None, "when": WHEN}


def what_stays(work: UnitOfWork, whom: Speaker) -> str:
    """What is kept of somebody who is erased, and for how long."""
    kept = _records(kept_of(work, whom), FIGURES_OF)
    return f"{kept}：只留日期、时数、星级这些，不带名字，算总数要用，长期留" if kept else "没有"


_LOST = re.compile(
    r"(?:被|有人|别人|员工|同事|对方|黑客|病毒|供应商|客户|平台|不小心|误)[^，,。]{0,10}?(?:删|清空|清掉|抹)|(?:删|清)(?:除|空|掉|了)*[^，,。]{0,8}(?:怎么办|咋办|恢复|找回|找得回)"
    r"|恢复(?:数据|资料|文件)|数据(?:丢|没)了"
)
"""Somebody tells that data are gone, and asks for no erasure."""
_OF_A_RECORD = re.compile(r"那[篇条份个]|这[篇条份个]|日记|需求|申请|投诉|活动")
_KEEPS = re.compile(
    r"(?:不|别|不要|先别|没)(?:想|用)?(?:再)?(?:删|注销|清)|删错|找回|问问(?:而已|的)?$|还能删"
)


def _rather(talk: ConversationContext, text: str) -> str:
    """What is told of data that somebody else deleted, what is to stay, and what is said of one record asks for no erasure."""
    if _LOST.search(text):
        return "diary.log" if talk.speaker.roles & HOLDERS else "need.post"
    if _OF_A_RECORD.search(text) and not re.search(r"信息|资料|账号|隐私", text):
        return "diary.fix" if talk.speaker.roles & HOLDERS else "need.withdraw"
    return "unclear" if _KEEPS.search(text) else ""


def _hindered(talk: ConversationContext, values: Values) -> str:
    """Before consent there is nothing to delete, and nobody is asked for it first."""
    if talk.speaker.consented_at is None:
        waits = bool(Dialogue.from_json(talk.speaker.state).stack)
        return "您还没有同意，这里没有存您的信息" + ("；刚才记着的，回「不同意」就清掉。" if waits else "。")
    if left := hindrances(talk.work, talk.speaker):
        return f"现在还不能删：{'；'.join(left)}。办完再说一声「删除我的信息」。"
    return unproved(talk.work, talk.speaker, talk.reader_options.texts, talk.now)


def _delete(talk: ConversationContext, values: Values) -> Outcome:
    _require_proof(talk)
    ask_erasure(talk.work, talk.speaker, talk.now)
    return Outcome(
        Reply("记下了，今天之内删完，同意也一并撤回。删完这里会登出；以后想用，重新说一声就行。"),
        forget_parked=True,
    )


GOES = "称呼、电话、邮箱、说过的话、发来的文件、申请里填的"
PAPERS = "编号和起止日期，供人核验，长期留"
WHEN = "今天之内删完，删了找不回来"
FIGURES_OF = ("needs", "diaries", "ratings", "applications", "cases")
DELETE_ME = Form(
    name="delete_me",
    version=2,
    title="删除我的信息",
    serves=("privacy.delete",),
    examples=("删除我的信息", "注销我的账号", "注销账号", "撤回同意", "把我的资料删了"),
    card="删除我的信息",
    yes=("删", "删吧", "删掉", "删掉吧", "删了吧", "确认删除", "确定删除", "都删了"),
    irreversible=True,
    slots=(
        Slot("goes", "删掉", asked=False, counted=True),
        Slot("stays", "留下", asked=False, counted=True),
        Slot("papers", "聘书、证明", asked=False, counted=True),
        Slot("when", "什么时候", asked=False, counted=True),
    ),
    infer=_preview,
    rather=_rather,
    closed=_hindered,
    deed=deed("删除", "删掉", "删", "注销", opposites=("留着", "留", "用"), undone="好，不删，都留着。"),
    submit=_delete,
)
