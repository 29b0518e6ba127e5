"""What is told about cases, in words."""

from __future__ import annotations

from actions.complaints.notices import CaseDecided, CaseFiled
from handlers.conversations.complaints.brought import KINDS
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Reply, Row
from language import regions
from language.intents.taxonomy import INTENTS
from programme.cases import COMPLAINTS
from storage.queries.complaints import CaseFacts, get_case


def _filed(talk: ConversationContext, told: CaseFiled) -> Reply | None:
    case = get_case(talk.work, told.case)
    if case.state != "filed":
        return None
    if case.kind == "request":
        return _requested(case)
    about = f"（{COMPLAINTS[case.about]}）" if case.about else ""
    rows = [Row("对象", case.against)] if case.against else []
    rows += [Row("地区", regions.full_name(case.region)), Row("内容", case.text)]
    card = Card(f"{KINDS[case.kind]} {case.id} 号{about}", tuple(rows))
    if case.kind == "suggestion":
        return Reply("收到一条建议，请看看。", card)
    stop = "处理完之前不会认定。" if case.kind == "objection" else ""
    words = (("uphold", "成立"), ("dismiss", "不成立"))
    choices = [
        button(f"{deed}_{case.kind}", case.id, f"{KINDS[case.kind]}{word} {case.id} 号")
        for deed, word in words
    ]
    return Reply(f"收到{KINDS[case.kind]}{about}，请核查后决定。{stop}", card, tuple(choices))


def _requested(case: CaseFacts) -> Reply:
    wish = INTENTS[case.about].caption if case.about in INTENTS else KINDS[case.kind]
    return Reply(f"{wish}：有人请您处理。", Card(f"{case.id} 号事项", (Row("内容", case.text),)))


_RESULTS = {"upheld": "成立", "dismissed": "不成立", "referred": "已移送主管部门"}


def _decided(talk: ConversationContext, told: CaseDecided) -> Reply | None:
    case = get_case(talk.work, told.case)
    result = _RESULTS.get(case.state)
    if result is None:
        return None
    return Reply(
        f"您的{KINDS[case.kind]} {case.id} 号有结果了：{result}。\n说明：{case.reason}\n谢谢您的监督。"
    )


FILED = NoticeRenderer(CaseFiled, _filed)
DECIDED = NoticeRenderer(CaseDecided, _decided)
