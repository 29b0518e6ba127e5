"""What is told about cases, in words."""

from __future__ import annotations

from actions.complaints.handover import HUMAN
from actions.complaints.hearing import hearers, is_heard
from actions.complaints.notices import (
    CaseDecided,
    CaseFiled,
    CaseUnheard,
    CaseWithdrawn,
    FoundOtherwise,
    FoundTrue,
    PersonSaid,
    Repaid,
    RequestClosed,
    StaffAnswered,
    TalkEnded,
)
from handlers.conversations.complaints.answering import to_answer
from handlers.conversations.complaints.appeals import name_of
from handlers.conversations.complaints.brought import KINDS, wish_of
from handlers.conversations.complaints.human import END
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.engine.unheard import NAME_ANOTHER
from handlers.message import Card, Choice, Reply, Row
from handlers.rendering.plain import show_region
from programme.cases import COMPLAINTS
from storage.queries.complaints.cases import CaseFacts, get_case


def _filed(talk: ConversationContext, told: CaseFiled) -> Reply | None:
    """To whoever hears it alone, also where it is opened from a list."""
    case = get_case(talk.work, told.case)
    if case.state != "filed" or talk.speaker.person_id not in hearers(talk.work, case):
        return None
    if case.kind == "request":
        return _requested(case)
    about = _about(case)
    rows = [Row(_WHOM.get(case.kind, "对象"), case.against)] if case.against else []
    rows += [Row("地区", show_region(case.region)), Row("内容", case.text)]
    card = Card(f"{case.id} 号{KINDS[case.kind]}{about}", tuple(rows))
    if case.kind == "suggestion":
        return Reply("收到一条建议。", card)
    words = (("uphold", "成立"), ("dismiss", "不成立"))
    choices = [
        button(f"{deed}_{case.kind}", case.id, f"{KINDS[case.kind]}{word} {case.id} 号")
        for deed, word in words
    ]
    return Reply(
        f"{case.id} 号{KINDS[case.kind]}{about}，请核查后决定。{_BESIDES.get(case.kind, '')}",
        card,
        tuple(choices),
    )


_WHOM = {"appeal": "申诉人"}
_BESIDES = {
    "objection": "处理完之前不会认定。",
    "appeal": "决定只答复本人，不会自己改原来的决定。",
}


def _about(case: CaseFacts) -> str:
    """What the case is for, in brackets."""
    if not case.about:
        return ""
    return f"（{name_of(case.about) if case.kind == 'appeal' else COMPLAINTS.get(case.about, case.about)}）"


def _requested(case: CaseFacts) -> Reply:
    rows = (Row("谁", case.person or "访客"), Row("地区", show_region(case.region)), Row("内容", case.text))
    return Reply(f"{wish_of(case)}：有人等您答复。", Card(f"{case.id} 号事项", rows), to_answer(case.id))


def _answered(talk: ConversationContext, told: StaffAnswered) -> Reply | None:
    """A line of a talk, or the answer to a request of another kind, which says what it answers."""
    case = get_case(talk.work, told.case)
    name, _, words = case.text.split("\n")[told.line].partition("：")
    said = f"{name}（服务中心）：{words}"
    if case.about == HUMAN:
        return Reply(said, choices=(END,))
    return Reply(f"{said}\n（您的 {case.id} 号事项：{wish_of(case)}）", choices=(next_steps.STAFF,))


def _said(talk: ConversationContext, told: PersonSaid) -> Reply | None:
    case = get_case(talk.work, told.case)
    return Reply(case.text.split("\n")[told.line], choices=to_answer(case.id))


def _ended(talk: ConversationContext, told: TalkEnded) -> Reply | None:
    case = get_case(talk.work, told.case)
    if talk.speaker.person_id == case.person_id:
        return Reply(
            f"和{case.staff or '工作人员'}的对话结束了。还有事，再找就行。", choices=(next_steps.STAFF,)
        )
    why = "满 24 小时，自动结束" if told.by is None else "已结束"
    return Reply(f"和{case.person or '访客'}的对话{why}（{case.id} 号事项）。")


def _closed(talk: ConversationContext, told: RequestClosed) -> Reply | None:
    case = get_case(talk.work, told.case)
    return Reply(
        f"服务中心办好了您的 {case.id} 号事项：{wish_of(case)}。还有事，再找就行。",
        choices=(next_steps.STAFF,),
    )


def _decided(talk: ConversationContext, told: CaseDecided) -> Reply | None:
    case = get_case(talk.work, told.case)
    result = _RESULTS.get((case.kind, case.state)) or _RESULTS.get(("", case.state))
    if result is None or (told.state and told.state != case.state):
        return None
    lead = "重新看过，上次说的结果不对，改为：" if told.again else ""
    return Reply(
        f"您的 {case.id} 号{KINDS[case.kind]}{lead}{result}\n说明：{case.reason}。", choices=(_MY_CASES,)
    )


def _found_true(talk: ConversationContext, told: FoundTrue) -> Reply | None:
    """What was found, and what one can do; not who complained, nor in which words."""
    case = get_case(talk.work, told.case)
    if case.state != told.state:
        return None
    about = COMPLAINTS.get(case.about or "", "服务")
    return Reply(
        f"{talk.speaker.name}，您好。有人反映您的服务（{about}），服务中心核查后认为属实。资格现在不变。\n"
        "不服可以申诉，由没有经办这件事的工作人员来看。",
        choices=(
            next_steps.APPEAL,
            Choice("向服务中心说明", tokens.start("explain_oneself")),
        ),
    )


def _found_otherwise(talk: ConversationContext, told: FoundOtherwise) -> Reply | None:
    case = get_case(talk.work, told.case)
    if case.state != told.state:
        return None
    return Reply(
        f"{talk.speaker.name}，您好。先前反映您服务的那件，服务中心重新看过，没有查到依据。让您受委屈了，抱歉。"
    )


_MY_CASES = Choice("我的投诉", tokens.start("my_cases"))
_RESULTS = {
    ("", "upheld"): "查实了。",
    ("", "dismissed"): "核查过了，没有查到依据。",
    ("", "referred"): "查实了，已移送主管部门。",
    ("complaint", "upheld"): "查实了，让您遇到这样的事，很抱歉。谢谢您说出来。",
    ("appeal", "upheld"): "有结果了：服务中心认为您说得对。",
    ("appeal", "dismissed"): "有结果了：原来的决定不变。",
}
"""What came of it, to who brought it."""


def _repaid(talk: ConversationContext, told: Repaid) -> Reply | None:
    case = get_case(talk.work, told.case)
    if case.sum is None:
        return None
    return Reply(
        f"您的 {case.id} 号投诉：收的 {case.sum.normalize():f} 元，服务中心记下已经退了。还没收到，找工作人员说一声。",
        choices=(next_steps.STAFF, _MY_CASES),
    )


def _unheard(talk: ConversationContext, told: CaseUnheard) -> Reply | None:
    """Without a word of it: whoever reads this decided before, or is accused."""
    case = get_case(talk.work, told.case)
    if case.state != "filed" or is_heard(talk.work, case):
        return None
    return Reply(f"{case.id} 号{KINDS[case.kind]}：这里的工作人员都和它有关，没有人能办。{NAME_ANOTHER}")


def _withdrawn(talk: ConversationContext, told: CaseWithdrawn) -> Reply | None:
    case = get_case(talk.work, told.case)
    return Reply(f"{case.id} 号{KINDS[case.kind]}由提出的人撤回了，不用再办。")


FILED = NoticeRenderer(CaseFiled, _filed)
DECIDED = NoticeRenderer(CaseDecided, _decided, grave=True)
WITHDRAWN = NoticeRenderer(CaseWithdrawn, _withdrawn)
ANSWERED = NoticeRenderer(StaffAnswered, _answered)
SAID = NoticeRenderer(PersonSaid, _said)
ENDED = NoticeRenderer(TalkEnded, _ended)
CLOSED = NoticeRenderer(RequestClosed, _closed)
FOUND_TRUE = NoticeRenderer(FoundTrue, _found_true, grave=True)
FOUND_OTHERWISE = NoticeRenderer(FoundOtherwise, _found_otherwise, grave=True)
REPAID = NoticeRenderer(Repaid, _repaid)
UNHEARD = NoticeRenderer(CaseUnheard, _unheard, office=True)
