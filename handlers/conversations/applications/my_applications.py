"""我的申请: how it stands, papers after the event, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.applications.apply import (
    FORMS,
    REVIEWS,
    TAKE_PAPERS,
    UNDER_WAY,
    add_papers,
    admission_of,
    take_back,
)
from actions.applications.attachments import HandedIn
from handlers.conversations.applications import slots
from handlers.conversations.applications.waiting import after_publicity
from handlers.engine import next_steps, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.engine.state import Dialogue
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.application import STATES
from programme.packs import RulePack
from programme.packs.admitting import Paper
from programme.programmes import kinds
from programme.roles import APPLICANTS, HOLDER_NAMES
from storage.queries.applications.filed import ApplicationFacts, application, applications_of


def _line(talk: ConversationContext, one: ApplicationFacts) -> str:
    line = f"{one.id} 号 · {HOLDER_NAMES[one.kind]} · {one.name}：{stand(talk, one)}"
    return f"{line}\n　原因：{one.reason}" if one.state in ("returned", "refused") else line


def stand(talk: ConversationContext, one: ApplicationFacts) -> str:
    """Where an application stands, and until when that is known."""
    if one.state == "publicity" and one.publicity_ends and one.publicity_ends < talk.today:
        return after_publicity(talk, one)
    if one.state == "publicity" and one.publicity_ends:
        return f"公示中，{day(one.publicity_ends, talk.today)}截止，当天还收异议，没有异议就认定"
    return "已提交，等审核" if one.state == "submitted" else STATES[one.state]


def _my_applications(talk: ConversationContext) -> Reply:
    own = applications_of(talk.work, talk.speaker.person_id)
    if not own:
        return _none(talk)
    states = {one.state for one in own}
    choices = [Choice(caption, tokens.start(name)) for caption, name, where in _WAYS if states & set(where)]
    waits = ["审核有结果就告诉您。"] if states & set(REVIEWS) else []
    return Reply("\n".join([*(_line(talk, one) for one in own), *waits]), choices=tuple(choices))


def _none(talk: ConversationContext) -> Reply:
    """Nothing was handed in; a form begun is gone on with."""
    drafts = [at.form for at in Dialogue.from_json(talk.speaker.state).stack if at.form in FORMS]
    if drafts:
        return Reply("申请还没交，填过的都在。", choices=(Choice("接着填申请", tokens.start(drafts[-1])),))
    return Reply("您还没有交过申请。", choices=(next_steps.APPLY_EXPERT,))


_WAYS = (
    ("补正", "answer_return", ("returned",)),
    ("补材料", "add_papers", TAKE_PAPERS),
    ("改内容", "change_application", REVIEWS),
    ("撤回申请", "take_back", UNDER_WAY),
)

MY_APPLICATIONS = Command(
    "my_applications",
    "我的申请",
    ("我的申请", "申请进展", "申请进度", "申请到哪了", "审核结果", "查申请", "我的申请批了吗"),
    _my_applications,
    APPLICANTS,
    serves=("application.status",),
)


def _own(*states: str) -> OneOf:
    def found(talk: ConversationContext) -> Options:
        own = applications_of(talk.work, talk.speaker.person_id, states)
        return [(f"{one.id} 号 {HOLDER_NAMES[one.kind]} {one.name}", one.id) for one in own]

    return OneOf("application", "申请", "是哪一份申请？", found)


REVIEWED, _UNDER_WAY = _own(*TAKE_PAPERS), _own(*UNDER_WAY)
_NONE = Outcome(Reply("您没有在办的申请。说「申请志愿专家」就能开始。"))


def _missing(talk: ConversationContext, values: Values) -> Sequence[Paper]:
    """The pack's papers that the application still lacks."""
    one = application(talk.work, values["application"]) if "application" in values else None
    own = one is not None and one.person_id == talk.speaker.person_id
    return admission_of(one, talk.rules).papers_missing if one and own else ()


def _paper(alike: Sequence[Paper]) -> Slot:
    """The slot of a paper; of several kinds of applicants each has its own of this name."""

    def missing(talk: ConversationContext, values: Values) -> Paper | None:
        return next((paper for paper in _missing(talk, values) if paper in alike), None)

    def question(talk: ConversationContext, values: Values) -> str:
        paper = missing(talk, values) or alike[0]
        return f"请拍{paper.name}发来，几页就发几张；还没有就点「跳过」。"

    return Slot(
        alike[0].id,
        alike[0].name,
        ask=question,
        when=lambda talk, values: missing(talk, values) is not None and slots.agreed(values),
        skippable=True,
        takes_files=True,
        hint="要照片；还没有就点「跳过」。",
    )


def _paper_slots(rules: RulePack) -> tuple[Slot, ...]:
    """One for each paper of the pack that is missing; where none of them is, one for whatever else there is."""
    alike: dict[str, list[Paper]] = {}
    for paper in _papers_of(rules):
        alike.setdefault(paper.id, []).append(paper)
    return (slots.papers_agreed(_has_one), *map(_paper, alike.values()), _OTHERS)


def _has_one(talk: ConversationContext, values: Values) -> bool:
    return "application" in values


def _papers_of(rules: RulePack) -> list[Paper]:
    return [paper for pack, kind in kinds(rules) for paper in pack.rules(kind).papers]


def _none_by_name(talk: ConversationContext, values: Values) -> bool:
    """Nothing is missing, or only papers of another pack, which count by their number."""
    own = _papers_of(talk.rules)
    known = "application" in values and slots.agreed(values)
    return known and not any(paper in own for paper in _missing(talk, values))


_OTHERS = Slot(
    "papers",
    "材料",
    ask="请拍材料发来，几页就发几张。",
    when=_none_by_name,
    skippable=True,
    takes_files=True,
    hint="要照片；先不补就点「跳过」。",
)


def _add(talk: ConversationContext, values: Values) -> Outcome:
    if "application" not in values:
        return _NONE
    files = [slot for slot in _paper_slots(talk.rules) if slot.takes_files]
    if not slots.agreed(values):
        dropped = slots.drop_papers(talk, values, [slot.name for slot in files])
        gone = "，刚才的照片也删了" if dropped else ""
        return Outcome(
            Reply(
                f"好的，材料不收{gone}。可以把原件带到服务中心，当面核对。",
                choices=(next_steps.MY_APPLICATIONS,),
            )
        )
    slots.note_agreement(talk, values)
    named = {slot.name: "" if slot is _OTHERS else slot.name for slot in files}
    papers = [HandedIn(key, item) for name, item in named.items() for key in values.get(name, [])]
    if not papers:
        return Outcome(Reply("好的，想补的时候点「补材料」。"))
    add_papers(talk.work, talk.speaker, values["application"], papers, talk.now)
    one = application(talk.work, values["application"])
    assert one is not None
    lacking = "、".join(paper.name for paper in admission_of(one, talk.rules).papers_missing)
    rest = f"还差：{lacking}，拍好了点「补材料」。" if lacking else "材料齐了。"
    return Outcome(Reply(f"收到 {len(papers)} 份，{one.id} 号申请现有材料 {len(one.papers)} 份。{rest}"))


def _take_back(talk: ConversationContext, values: Values) -> Outcome:
    if "application" not in values:
        return _NONE
    take_back(talk.work, talk.speaker, values["application"], talk.rules, talk.now)
    return Outcome(Reply(f"已取消 {values['application']} 号申请。以后想再申请，随时说。"))


ADD_PAPERS = Form(
    name="add_papers",
    version=1,
    title="补材料",
    examples=("补材料", "交材料", "上传材料", "补充材料"),
    roles=APPLICANTS,
    slots=(REVIEWED.slot,),
    of_pack=_paper_slots,
    infer=REVIEWED.infer,
    submit=_add,
)

_GIVES_IT_UP = re.compile(
    r"(?<!为什么)(?:不想|不打算|不准备|不愿意?|不能|没法|不)(?:再|要|去)?(?:当|做|申请)(?:志愿)?(?:专家|工作站|这个)?了(?![吗么?？])"
)


def _gives_it_up(talk: ConversationContext, text: str) -> bool:
    """«我不想当了，忙不过来» of one whose application is under way."""
    return bool(_GIVES_IT_UP.search(text) and talk.once(_UNDER_WAY.found))


TAKE_BACK = Form(
    name="take_back",
    version=1,
    title="撤回申请",
    examples=("撤回申请", "取消申请", "不申请了"),
    roles=APPLICANTS,
    card="撤回这份申请",
    heeds=_gives_it_up,
    slots=(_UNDER_WAY.slot,),
    infer=_UNDER_WAY.infer,
    deed=deed(
        "撤回",
        "撤",
        "取消",
        "退",
        opposites=("当", "做", "申请", "要当", "想当"),
        undone="好，不撤回，申请还在。",
    ),
    submit=_take_back,
)
