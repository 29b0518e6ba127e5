"""Each list: its headings, filters and views."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.conversations.staff.rosters import KINDS as ROSTERS
from language.domains import label
from programme.activities import STATES as OF_ACTIVITIES
from programme.application import STATES as OF_APPLICATIONS
from programme.cases import STATES as OF_CASES
from programme.qualification import STATES as OF_TITLES
from programme.roles import HOLDER_NAMES
from programme.stories import KINDS as OF_STORIES
from programme.stories import STATES as STORY_STATES
from storage.queries.console.lists import directory, files, matters, services
from web.console.lists.cells import (
    CASE_KINDS,
    DAYS,
    DIARY_STATES,
    DOMAIN,
    FIELDS,
    IMPORT_STATES,
    MOMENTS,
    NEED_STATES,
    NUMBER,
    PLACE,
    PLACE_HEAD,
    SILENT,
    UNTIL,
    asked_by,
    count_of,
    day_under,
    expert_of,
    key_of,
    of_case,
    of_firm,
    since_of,
    state_of,
    states,
    text_of,
    waited,
)
from web.console.lists.model import Cell, Filter, Head, ListPage
from web.console.session import HOME

PAGES: Mapping[str, ListPage] = {
    one.name: one
    for one in (
        ListPage(
            matters.NEEDS,
            "需求",
            "条",
            (
                NUMBER,
                Head("text", "问题 · 企业", of_firm("text", lambda row: row["firm"])),
                PLACE_HEAD,
                Head("domain", "领域", lambda talk, row: Cell(label(str(row["domain"])))),
                Head("since", "已等", waited, True, "waits"),
                Head("state", "怎么样了", expert_of),
            ),
            (
                asked_by("编号、企业、专家"),
                states(NEED_STATES),
                PLACE,
                DOMAIN,
                Filter("urgent", "紧急", (("1", "紧急"), ("0", "不急"))),
                *MOMENTS,
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
            matters.APPLICATIONS,
            "申请",
            "件",
            (
                NUMBER,
                Head("name", "申请人", text_of("name", lambda row: row["unit"])),
                Head("kind", "申请", lambda talk, row: Cell(HOLDER_NAMES[row["kind"]])),
                PLACE_HEAD,
                Head("since", "已等", waited, True, "waits"),
                Head("state", "到哪一步", state_of(OF_APPLICATIONS)),
            ),
            (
                asked_by("编号、姓名、单位"),
                states(OF_APPLICATIONS, "到哪一步"),
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
            matters.PUBLICITY,
            "公示",
            "位",
            (
                Head("key", "编号", key_of, True),
                Head("name", "姓名", text_of("name", lambda row: row["unit"])),
                Head("kind", "申请", lambda talk, row: Cell(HOLDER_NAMES[row["kind"]])),
                PLACE_HEAD,
                Head("since", "公示从", day_under("since")),
                Head("until", "公示到", day_under("until"), False, "ends"),
                Head("objections", "异议", count_of("objections"), True),
            ),
            (asked_by("姓名、单位"), PLACE, Filter("kind", "申请", tuple(HOLDER_NAMES.items()))),
            lambda row: f"{HOME}/applications/{row['key']}",
            (),
            "现在没有在公示的。审核通过以后会列在这里，公示期满自动认定。",
            "review",
        ),
        ListPage(
            matters.CASES,
            "案件",
            "件",
            (
                NUMBER,
                Head("text", "说的什么", of_case),
                Head("kind", "哪一种", lambda talk, row: Cell(str(CASE_KINDS.get(row["kind"], row["kind"])))),
                PLACE_HEAD,
                Head("since", "已等", waited, True, "waits"),
                Head("state", "到哪一步", state_of(OF_CASES | {"answered": "在谈", "closed": "已办结"})),
            ),
            (
                asked_by("编号、被投诉人"),
                Filter("kind", "哪一种", tuple(CASE_KINDS.items())),
                states(OF_CASES | {"answered": "在谈", "closed": "已办结"}, "到哪一步"),
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
            directory.EXPERTS,
            "专家",
            "位",
            (
                Head("key", "编号", key_of, True, "number"),
                Head("name", "姓名", text_of("name", lambda row: row["unit"])),
                PLACE_HEAD,
                FIELDS,
                Head("load", "手上", lambda talk, row: Cell(f"{row['load']} / {row['capacity']}"), True),
                SILENT,
                UNTIL,
                Head("state", "资格", state_of(OF_TITLES)),
            ),
            (
                asked_by("编号、姓名、单位"),
                states(OF_TITLES, "资格"),
                PLACE,
                DOMAIN,
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
            directory.STATIONS,
            "工作站",
            "个",
            (
                Head("key", "编号", key_of, True, "number"),
                Head("name", "名称", text_of("name", lambda row: row["head"])),
                PLACE_HEAD,
                SILENT,
                UNTIL,
                Head("state", "资格", state_of(OF_TITLES)),
            ),
            (asked_by("编号、名称、负责人"), states(OF_TITLES, "资格"), PLACE),
            lambda row: f"{HOME}/people/{row['person']}",
            (("全部", ""), ("有效", "state=active,renewed"), ("已警告", "state=warned")),
            "还没有工作站。",
        ),
        ListPage(
            directory.FIRMS,
            "企业",
            "家",
            (
                Head("key", "编号", key_of, True, "number"),
                Head("name", "名称", of_firm("name")),
                PLACE_HEAD,
                Head("needs", "需求", count_of("needs"), True),
                Head("open", "没办完", count_of("open"), True),
                Head("since", "登记", since_of),
                Head(
                    "vouched",
                    "核实",
                    lambda talk, row: (
                        Cell("已核实", tone="good") if row["vouched"] else Cell("未核实", tone="")
                    ),
                ),
            ),
            (asked_by("编号、名称"), PLACE, Filter("vouched", "核实", (("1", "已核实"), ("0", "未核实")))),
            lambda row: f"{HOME}/firms/{row['key']}",
            (("全部", ""), ("未核实", "vouched=0")),
            "还没有企业。",
        ),
        ListPage(
            services.DIARIES,
            "日记",
            "篇",
            (
                Head("key", "编号", key_of, True, "oldest"),
                Head("name", "谁", text_of("name")),
                Head("served", "哪天", day_under("served")),
                Head("hours", "小时", count_of("hours"), True),
                Head("firms", "企业", count_of("firms"), True),
                FIELDS,
                PLACE_HEAD,
                Head("state", "算不算", state_of(DIARY_STATES)),
            ),
            (
                asked_by("编号、姓名"),
                states(DIARY_STATES, "算不算"),
                PLACE,
                Filter("holder", "谁写的", tuple(HOLDER_NAMES.items())),
                *DAYS,
            ),
            lambda row: f"{HOME}/diaries/{row['key']}",
            (("全部", ""), ("企业有异议", "state=held"), ("已划掉", "state=struck")),
            "还没有日记。",
        ),
        ListPage(
            services.ACTIVITIES,
            "活动",
            "场",
            (
                Head("key", "编号", key_of, True),
                Head("title", "活动", text_of("title", lambda row: row["place"])),
                Head(
                    "kind", "哪一种", lambda talk, row: Cell("培训" if row["kind"] == "training" else "活动")
                ),
                Head("held", "哪天", day_under("held"), False, "newest"),
                PLACE_HEAD,
                Head("coming", "报名", count_of("coming"), True),
                Head("state", "状态", state_of(OF_ACTIVITIES)),
            ),
            (
                asked_by("编号、名称"),
                Filter("kind", "哪一种", (("training", "培训"), ("event", "活动"))),
                states(OF_ACTIVITIES),
                PLACE,
                *DAYS,
            ),
            lambda row: f"{HOME}/activities/{row['key']}",
            (("全部", ""), ("已发布", "state=announced")),
            "还没有活动。工作站发一句话就能发布，您也可以代发。",
        ),
        ListPage(
            services.STORIES,
            "新闻和案例",
            "篇",
            (
                Head("key", "编号", key_of, True, "oldest"),
                Head("title", "标题", text_of("title")),
                Head("kind", "哪一种", lambda talk, row: Cell(OF_STORIES[row["kind"]])),
                PLACE_HEAD,
                Head("since", "起草", since_of, False, "newest"),
                Head("state", "状态", state_of(STORY_STATES)),
            ),
            (
                asked_by("编号"),
                Filter("kind", "哪一种", tuple(OF_STORIES.items())),
                states(STORY_STATES),
                PLACE,
            ),
            lambda row: f"{HOME}/stories/{row['key']}",
            (
                ("全部", ""),
                ("等您放出来", "state=agreed"),
                ("等答复", "state=asked"),
                ("已公开", "state=released"),
                ("没公开", "state=declined,withdrawn"),
            ),
            "还没有新闻和案例。在对话里说“写案例”或“写新闻”，我来起草。",
        ),
        ListPage(
            files.IMPORTS,
            "导入",
            "次",
            (
                Head("key", "编号", key_of, True, "oldest"),
                Head("name", "文件", text_of("name", lambda row: row["who"] or "命令行")),
                Head("kind", "哪一种", lambda talk, row: Cell(ROSTERS[row["kind"]])),
                Head("since", "哪天", since_of, False, "newest"),
                Head("rows", "行", count_of("rows"), True),
                Head("back", "要改的", count_of("back"), True),
                Head("state", "状态", state_of(IMPORT_STATES)),
            ),
            (
                asked_by("编号、文件名"),
                Filter("kind", "哪一种", tuple(ROSTERS.items())),
                states(IMPORT_STATES),
            ),
            lambda row: f"{HOME}/imports/{row['key']}",
            (("全部", ""), ("已导入", "state=done"), ("撤回了", "state=undone")),
            "还没有导入过。先选一份名单，看一遍再写入。",
            right="import_roster",
            begins=("导入名单…", f"{HOME}/imports/new"),
        ),
    )
}
