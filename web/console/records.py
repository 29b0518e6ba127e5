"""A firm, a case, a diary: each on one page."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.complaints.handover import answer_request, close_request
from actions.console import undo
from actions.refusal import Refused as NotDone
from handlers.engine.context import ConversationContext
from handlers.engine.masked_phone import masked
from handlers.rendering.followed_up import in_words
from handlers.rendering.plain import plain_number, shorten, show_domains, show_form, show_region
from programme.cases import COMPLAINTS
from programme.cases import STATES as OF_CASES
from programme.roles import HOLDER_NAMES
from storage.queries.complaints.cases import get_case
from storage.queries.console.history import firm_name, firm_people, holder_of_diary, needs_of_firm
from storage.queries.console.listing import Listing, is_in
from storage.queries.console.lists import directory, matters, services
from storage.queries.diaries.follow_up import follow_ups
from storage.queries.diaries.reviews import remarks_on
from storage.queries.diaries.written import get_diary
from web.console.fields import fields_of
from web.console.frame import shown
from web.console.levels import may_read_cases, not_ours
from web.console.lists.cells import CASE_KINDS, DIARY_STATES, NEED_STATES, TONES
from web.console.lists.state import number
from web.console.lists.views import reader_of
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do
from web.console.sheet import Choice, Entry, Item, Panel, Sheet
from web.console.taps import Act, to_decide
from web.console.words import day_of, local_day

MOST = 30
DECIDED = {
    "complaint": ("uphold_complaint", "dismiss_complaint"),
    "objection": ("uphold_objection", "dismiss_objection"),
    "appeal": ("uphold_appeal", "dismiss_appeal"),
}
REMARKS = {"flag": "要看的", "question": "问过", "strike": "划掉", "dispute": "企业说"}
Shown = Callable[[ConversationContext, int], Sheet]


def _firm(talk: ConversationContext, key: int) -> Sheet:
    name, region, vouched = firm_name(talk.work, key)
    voices = firm_people(talk.work, key)
    people = [
        Item(
            "负责" if role == "owner" else "同事",
            "",
            f"{who or '未留姓名'}，{masked(phone, verified) or '没有留电话'}",
            f"{HOME}/people/{person}",
        )
        for person, who, role, phone, verified in voices
    ]
    told = needs_of_firm(talk.work, key, talk.speaker.jurisdiction, MOST)
    said = follow_ups(talk.work, [one for one, *_ in told])
    needs = [
        Item(
            local_day(at, talk.now),
            NEED_STATES.get(state, state),
            "　".join(
                filter(
                    None,
                    (
                        f"{one} 号",
                        shorten(text, 40),
                        "走访时说的" if on_a_visit else "",
                        in_words(said.get(one), talk.now),
                    ),
                )
            ),
            f"{HOME}/needs/{one}",
        )
        for one, text, state, at, on_a_visit in told
    ]
    mark = ("已核实", "good") if vouched else ("未核实", "")
    left = (Panel("提过的需求", items=needs, lines=() if needs else ("还没有提过。",)),)
    right = (Panel("谁代表企业", items=people, lines=() if people else ("没有人。",)),)
    return Sheet(name, show_region(region) if region else "", mark, ("firms", "企业"), left, right)


def _case(talk: ConversationContext, key: int) -> Sheet:
    case = get_case(talk.work, key)
    if not may_read_cases(talk, case.kind):
        raise NotHere
    rows = [
        ("谁提的", case.person or "未留姓名"),
        ("哪天", local_day(case.filed_at, talk.now)),
        ("地区", show_region(case.region)),
    ]
    rows += [("针对", case.against)] if case.against else []
    rows += [("说的是", COMPLAINTS[case.about])] if case.about in COMPLAINTS else []
    rows += [("结论的理由", case.reason)] if case.reason else []
    known = OF_CASES | {"answered": "在谈", "closed": "已办结"}
    panels = [Panel("说的什么", lines=case.text.split("\n"), rows=rows)]
    if case.kind == "request" and case.state in ("filed", "answered"):
        answer = Entry(f"{HOME}/cases/{key}/answer", (Choice("reply", "回话"),), "发送")
        done = Entry(f"{HOME}/cases/{key}/close", (), "办好了")
        panels += [
            Panel(
                "回话",
                entry=answer,
                hint="第一句回话以后，这段时间由您答，机器人先不答；一天没动静就结束。",
                key="talk",
            ),
            Panel("办结", entry=done),
        ]
    if case.state in ("filed", "examined") and case.kind in DECIDED:
        codes = DECIDED[case.kind]
        why = not_ours(talk, codes[0], key)
        acts = [] if why else [to_decide(code, key) for code in codes]
        panels.append(Panel("怎么定", lines=(why,), acts=acts))
    if case.kind == "complaint" and case.state == "upheld":
        panels.append(Panel("接着办", acts=[to_decide("refer", key)]))
    title = f"{key} 号{CASE_KINDS.get(case.kind, '案件')}"
    mark = (known.get(case.state, case.state), TONES.get(case.state, ""))
    return Sheet(title, shorten(case.text.split("\n")[0], 40), mark, ("cases", "案件"), panels)


def _diary(talk: ConversationContext, key: int) -> Sheet:
    diary = get_diary(talk.work, key)
    name, kind, person = holder_of_diary(talk.work, key)
    rows = [
        ("哪天", day_of(diary.served_on, talk.today)),
        ("多久", f"{plain_number(diary.hours)} 小时"),
        ("给谁", f"{diary.enterprises} 家" + (f"：{'、'.join(diary.names)}" if diary.names else "")),
        ("领域", show_domains(diary.domains)),
        ("记下", local_day(diary.recorded_at, talk.now)),
    ]
    rows += [("方式", show_form(diary.form))] if diary.form else []
    said = [
        Item(
            REMARKS.get(one.kind, one.kind), "", one.text + (f"；本人说：{one.answer}" if one.answer else "")
        )
        for one in remarks_on(talk.work, key)
    ]
    acts = [to_decide(code, key) for code in ("clear_diary", "question_diary", "strike_diary")]
    acts = acts if diary.state in ("recorded", "held") else []
    acts.append(Act("看这个人" if kind == "expert" else "看工作站", f"{HOME}/people/{person}"))
    acts += [Act(f"{diary.need_id} 号需求", f"{HOME}/needs/{diary.need_id}")] if diary.need_id else []
    left = [Panel("写的什么", lines=(diary.outcome or "没有写内容", diary.result), rows=rows)]
    left += [Panel("要看的", items=said)] if said else []
    mark = (DIARY_STATES.get(diary.state, diary.state), TONES.get(diary.state, ""))
    return Sheet(
        f"{name}的日记", HOLDER_NAMES[kind], mark, ("diaries", "日记"), left, (Panel("怎么办", acts=acts),)
    )


KINDS: tuple[tuple[str, Listing, Shown], ...] = (
    ("firms", directory.FIRMS, _firm),
    ("cases", matters.CASES, _case),
    ("diaries", services.DIARIES, _diary),
)


def _page(name: str, listing: Listing, sheet: Shown) -> Route:
    async def page(request: Request) -> Response:
        """The page of one row, for whom the list has it."""
        key = number(request.path_params["key"])

        def find(talk: ConversationContext) -> Sheet:
            if not is_in(talk.work, listing, reader_of(talk), key):
                raise NotHere
            return sheet(talk, key)

        return await shown(request, "console/sheet.html", name, find)

    return Route(f"{HOME}/{name}/{{key}}", page)


async def answer(request: Request) -> Response:
    """Answer a request, or say that it is settled."""
    key, fields = number(request.path_params["key"]), await fields_of(request)
    closes = request.url.path.endswith("/close")

    def deed(talk: ConversationContext) -> Said:
        if closes:
            close_request(talk.work, talk.speaker, key, talk.now)
            undo.remember(talk.work, talk.speaker, "close_request", "case", key, talk.now)
            return Said(f"{key} 号事项办好了，会告诉本人。")
        text = fields.get("reply", "").strip()
        if not text:
            raise NotDone("empty", "还没有写。")
        took = answer_request(talk.work, talk.speaker, key, text, talk.now)
        undo.remember(talk.work, talk.speaker, "answer_request", "case", key, talk.now)
        return Said("发过去了。" + ("从现在起由您答，机器人先不答。" if took else ""))

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(fields.get("back", HOME), said)


routes = [
    *(_page(*one) for one in KINDS),
    Route(f"{HOME}/cases/{{key}}/answer", answer, methods=["POST"]),
    Route(f"{HOME}/cases/{{key}}/close", answer, methods=["POST"]),
]
