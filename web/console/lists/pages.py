"""Each list: its headings, filters and views."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.engine.context import ConversationContext
from handlers.rendering.plain import plain_number, shorten, show_domains, show_region
from language.domains import DOMAINS, label
from programme.activities import STATES as OF_ACTIVITIES
from programme.application import STATES as OF_APPLICATIONS
from programme.cases import COMPLAINTS
from programme.cases import STATES as OF_CASES
from programme.qualification import STATES as OF_TITLES
from programme.roles import HOLDER_NAMES
from programme.spans import ENDLESS
from storage.queries.console import lists
from web.console.lists.model import Cell, Filter, Head, ListPage, Row
from web.console.session import HOME
from web.console.words import day_of, local_day, waits

NEED_STATES = {
    "unanswered": "无人应答",
    "open": "邀请中",
    "accepted": "已接",
    "served": "已服务",
    "rated": "已结",
    "withdrawn": "企业撤回",
    "closed": "服务中心关闭",
    "unserved": "没办成",
}
CASE_KINDS = {
    "complaint": "投诉",
    "objection": "异议",
    "appeal": "申诉",
    "request": "事项",
    "suggestion": "建议",
}
DIARY_STATES = {
    "recorded": "算数",
    "held": "企业有异议",
    "struck": "已划掉",
    "retracted": "已撤回",
    "replaced": "已更正",
}
TONES = {
    "unanswered": "bad",
    "unserved": "bad",
    "accepted": "good",
    "served": "good",
    "warned": "warn",
    "suspended": "warn",
    "revoked": "bad",
    "returned": "warn",
    "refused": "bad",
    "publicity": "warn",
    "certified": "good",
    "held": "warn",
    "struck": "bad",
    "upheld": "bad",
}
OVER = frozenset(
    {
        "served",
        "rated",
        "withdrawn",
        "unserved",
        "publicity",
        "certified",
        "refused",
        "dismissed",
        "upheld",
        "referred",
        "closed",
    }
)
"""States in which nobody waits any more."""
PLACE = Filter("place", "地区", places=True)


def _q(what: str) -> Filter:
    return Filter("q", what)


def _text(name: str, small: Callable[[Row], str] = lambda row: "", most: int = 40) -> Callable[..., Cell]:
    return lambda talk, row: Cell(shorten(str(row[name] or ""), most), small(row))


def _place(talk: ConversationContext, row: Row) -> Cell:
    return Cell(show_region(row["region"]) if row["region"] else "")


def _state(names: Mapping[str, str]) -> Callable[..., Cell]:
    def show(talk: ConversationContext, row: Row) -> Cell:
        state = row["state"]
        return Cell(str(names.get(state, state)), tone=TONES.get(state, "")) if state else Cell("")

    return show


def _key(talk: ConversationContext, row: Row) -> Cell:
    return Cell(str(row["key"]))


def _count(name: str) -> Callable[..., Cell]:
    return lambda talk, row: Cell(plain_number(row[name]) if row[name] else "")


def _waits(talk: ConversationContext, row: Row) -> Cell:
    """How long it has waited; of what nobody waits for any more, only when it came."""
    if row["state"] in OVER:
        return Cell("", f"{local_day(row['since'], talk.now)}提的")
    return Cell(waits(row["since"], talk.now))


def _since(talk: ConversationContext, row: Row) -> Cell:
    return Cell(local_day(row["since"], talk.now))


def _day(name: str) -> Callable[..., Cell]:
    return lambda talk, row: Cell(day_of(row[name], talk.today) if row[name] and row[name] != ENDLESS else "")


def _silent(talk: ConversationContext, row: Row) -> Cell:
    return Cell(f"{(talk.today - row['silent']).days} 天" if row["silent"] else "")


def _expert(talk: ConversationContext, row: Row) -> Cell:
    state = row["state"]
    who = row["expert"] or ""
    return Cell(str(NEED_STATES.get(state, state)), who, TONES.get(state, ""))


def _states(names: Mapping[str, str], label: str = "状态") -> Filter:
    return Filter("state", label, tuple(names.items()))


_NUMBER = Head("key", "编号", _key, True, "waits")
_PLACE = Head("region", "地区", _place)
_FIELDS = Head("domains", "领域", lambda talk, row: Cell(show_domains(row["domains"] or ())))
_UNTIL = Head("until", "任期到", _day("until"))
_SILENT = Head("silent", "没有日记", _silent, True)
_DOMAIN = Filter("domain", "领域", tuple(DOMAINS.items()))
_DAYS = (Filter("since", "从", is_day=True), Filter("until", "到", is_day=True))
_MOMENTS = (
    Filter("since", "从", is_day=True, is_moment=True),
    Filter("until", "到", is_day=True, is_moment=True),
)


def _of_case(talk: ConversationContext, row: Row) -> Cell:
    about = COMPLAINTS.get(row["about"] or "", "")
    return Cell(shorten(row["text"].split("\n")[0], 40), "、".join(filter(None, (about, row["against"]))))


PAGES: Mapping[str, ListPage] = {
    one.name: one
    for one in (
        ListPage(
            lists.NEEDS,
            "需求",
            "条",
            (
                _NUMBER,
                Head("text", "问题 · 企业", _text("text", lambda row: row["firm"])),
                _PLACE,
                Head("domain", "领域", lambda talk, row: Cell(label(str(row["domain"])))),
                Head("since", "已等", _waits, True, "waits"),
                Head("state", "怎么样了", _expert),
            ),
            (
                _q("编号、企业、专家"),
                _states(NEED_STATES),
                PLACE,
                _DOMAIN,
                Filter("urgent", "紧急", (("1", "紧急"), ("0", "不急"))),
                *_MOMENTS,
            ),
            lambda row: f"{HOME}/needs/{row['key']}",
            (
                ("没办完的", "state=unanswered,open,accepted"),
                ("全部", ""),
                ("无人应答", "state=unanswered"),
                ("邀请中", "state=open"),
                ("紧急", "urgent=1&state=open,unanswered"),
            ),
            "还没有需求。企业在对话里讲了难处，就会列在这里。",
            "assign_expert",
            (("assign", "派给推荐的专家"),),
        ),
        ListPage(
            lists.APPLICATIONS,
            "申请",
            "件",
            (
                _NUMBER,
                Head("name", "申请人", _text("name", lambda row: row["unit"])),
                Head("kind", "申请", lambda talk, row: Cell(HOLDER_NAMES[row["kind"]])),
                _PLACE,
                Head("since", "已等", _waits, True, "waits"),
                Head("state", "到哪一步", _state(OF_APPLICATIONS)),
            ),
            (
                _q("编号、姓名、单位"),
                _states(OF_APPLICATIONS, "到哪一步"),
                PLACE,
                Filter("kind", "申请", tuple(HOLDER_NAMES.items())),
            ),
            lambda row: f"{HOME}/applications/{row['key']}",
            (
                ("全部", ""),
                ("等审核", "state=submitted,city_review,provincial_review,centre_review"),
                ("退回补正", "state=returned"),
            ),
            "还没有申请。",
            "review",
        ),
        ListPage(
            lists.PUBLICITY,
            "公示",
            "位",
            (
                Head("key", "编号", _key, True),
                Head("name", "姓名", _text("name", lambda row: row["unit"])),
                Head("kind", "申请", lambda talk, row: Cell(HOLDER_NAMES[row["kind"]])),
                _PLACE,
                Head("since", "公示从", _day("since")),
                Head("until", "公示到", _day("until"), False, "ends"),
                Head("objections", "异议", _count("objections"), True),
            ),
            (_q("姓名、单位"), PLACE, Filter("kind", "申请", tuple(HOLDER_NAMES.items()))),
            lambda row: f"{HOME}/applications/{row['key']}",
            (),
            "现在没有在公示的。审核通过以后会列在这里，公示期满自动认定。",
            "review",
        ),
        ListPage(
            lists.CASES,
            "案件",
            "件",
            (
                _NUMBER,
                Head("text", "说的什么", _of_case),
                Head("kind", "哪一种", lambda talk, row: Cell(str(CASE_KINDS.get(row["kind"], row["kind"])))),
                _PLACE,
                Head("since", "已等", _waits, True, "waits"),
                Head("state", "到哪一步", _state(OF_CASES | {"answered": "在谈", "closed": "已办结"})),
            ),
            (
                _q("编号、被投诉人"),
                Filter("kind", "哪一种", tuple(CASE_KINDS.items())),
                _states(OF_CASES | {"answered": "在谈", "closed": "已办结"}, "到哪一步"),
                PLACE,
            ),
            lambda row: f"{HOME}/cases/{row['key']}",
            (
                ("全部", ""),
                ("没办完", "state=filed,examined"),
                ("投诉", "kind=complaint"),
                ("异议", "kind=objection"),
            ),
            "还没有案件。",
            "decide_complaint",
        ),
        ListPage(
            lists.EXPERTS,
            "专家",
            "位",
            (
                Head("key", "编号", _key, True, "number"),
                Head("name", "姓名", _text("name", lambda row: row["unit"])),
                _PLACE,
                _FIELDS,
                Head("load", "手上", lambda talk, row: Cell(f"{row['load']} / {row['capacity']}"), True),
                _SILENT,
                _UNTIL,
                Head("state", "资格", _state(OF_TITLES)),
            ),
            (
                _q("编号、姓名、单位"),
                _states(OF_TITLES, "资格"),
                PLACE,
                _DOMAIN,
                Filter("free", "手上", (("1", "还能接"), ("0", "满了"))),
            ),
            lambda row: f"{HOME}/people/{row['person']}",
            (
                ("全部", ""),
                ("有效", "state=active,renewed"),
                ("已警告", "state=warned"),
                ("还能接单", "free=1&state=active,renewed"),
            ),
            "还没有专家。导入名册，或者等申请通过。",
        ),
        ListPage(
            lists.STATIONS,
            "工作站",
            "个",
            (
                Head("key", "编号", _key, True, "number"),
                Head("name", "名称", _text("name", lambda row: row["head"])),
                _PLACE,
                _SILENT,
                _UNTIL,
                Head("state", "资格", _state(OF_TITLES)),
            ),
            (_q("编号、名称、负责人"), _states(OF_TITLES, "资格"), PLACE),
            lambda row: f"{HOME}/people/{row['person']}",
            (("全部", ""), ("有效", "state=active,renewed"), ("已警告", "state=warned")),
            "还没有工作站。",
        ),
        ListPage(
            lists.FIRMS,
            "企业",
            "家",
            (
                Head("key", "编号", _key, True, "number"),
                Head("name", "名称", _text("name")),
                _PLACE,
                Head("needs", "需求", _count("needs"), True),
                Head("open", "没办完", _count("open"), True),
                Head("since", "登记", _since),
                Head(
                    "vouched",
                    "核实",
                    lambda talk, row: (
                        Cell("已核实", tone="good") if row["vouched"] else Cell("未核实", tone="")
                    ),
                ),
            ),
            (_q("编号、名称"), PLACE, Filter("vouched", "核实", (("1", "已核实"), ("0", "未核实")))),
            lambda row: f"{HOME}/firms/{row['key']}",
            (("全部", ""), ("未核实", "vouched=0")),
            "还没有企业。",
        ),
        ListPage(
            lists.DIARIES,
            "日记",
            "篇",
            (
                Head("key", "编号", _key, True, "oldest"),
                Head("name", "谁", _text("name")),
                Head("served", "哪天", _day("served")),
                Head("hours", "小时", _count("hours"), True),
                Head("firms", "企业", _count("firms"), True),
                _FIELDS,
                _PLACE,
                Head("state", "算不算", _state(DIARY_STATES)),
            ),
            (
                _q("编号、姓名"),
                _states(DIARY_STATES, "算不算"),
                PLACE,
                Filter("holder", "谁写的", tuple(HOLDER_NAMES.items())),
                *_DAYS,
            ),
            lambda row: f"{HOME}/diaries/{row['key']}",
            (("全部", ""), ("企业有异议", "state=held"), ("已划掉", "state=struck")),
            "还没有日记。",
        ),
        ListPage(
            lists.ACTIVITIES,
            "活动",
            "场",
            (
                Head("key", "编号", _key, True),
                Head("title", "活动", _text("title", lambda row: row["place"])),
                Head(
                    "kind", "哪一种", lambda talk, row: Cell("培训" if row["kind"] == "training" else "活动")
                ),
                Head("held", "哪天", _day("held"), False, "newest"),
                _PLACE,
                Head("coming", "报名", _count("coming"), True),
                Head("state", "状态", _state(OF_ACTIVITIES)),
            ),
            (
                _q("编号、名称"),
                Filter("kind", "哪一种", (("training", "培训"), ("event", "活动"))),
                _states(OF_ACTIVITIES),
                PLACE,
                *_DAYS,
            ),
            lambda row: f"{HOME}/activities/{row['key']}",
            (("全部", ""), ("已发布", "state=announced")),
            "还没有活动。工作站发一句话就能发布，您也可以代发。",
        ),
    )
}
