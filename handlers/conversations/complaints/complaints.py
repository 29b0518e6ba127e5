"""公示 and what anyone may say to the centre: objections, complaints, suggestions (S2.4, S6.7, S9.3)."""

from __future__ import annotations

import re
from typing import Any

import language
from actions.applications.apply import CALLED
from actions.complaints.cases import complain, in_publicity, object_to, suggest
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import button
from handlers.engine.form import Command, Form, Notice, Options, Outcome, Slot
from handlers.message import Card, Choice, Reply, Row
from language import regions
from programme.cases import COMPLAINTS
from storage.tables import Application, Case

ANYONE = frozenset({"guest", "enterprise", "expert", "station"})
KINDS = {"objection": "异议", "complaint": "投诉", "suggestion": "建议"}
SHORTEST = 6
_ABOUT = {
    "fee": re.compile(r"收费|收钱|要钱|交钱|好处费|服务费|咨询费|红包|收了.{0,8}[元块钱费]"),
    "secrecy": re.compile(r"泄露|泄密|透露|说出去|商业秘密|机密"),
    "quality": re.compile(r"质量|态度|敷衍|不专业|没来|爽约|不认真|不满意"),
}
_OUTSIDERS = "供应商|客户|员工|商家|平台|同行|对手|物业|邻居"
_COMPLAINS = re.compile(
    rf"^(我要|我想|要|想)?(投诉|举报)(?!.{{0,6}}({_OUTSIDERS}))|"
    r"(专家|老师|顾问|志愿者|工作站).{0,12}(收费|收钱|要钱|收了.{0,8}[元块钱费]|泄露|泄密)"
)
"""About those of the programme; a quarrel with a supplier is a need for a lawyer."""
_VERB = re.compile(r"^(我要|我想|要|想)?(投诉|举报)[，,：: ]?")
_NAMED = re.compile(
    r"([\u4e00-\u9fff]{1,3}(?:老师|律师|教授|顾问|会计|专家|主任|工程师))(?=收|要|泄|透|态|敷|服|没|向|跟)"
)
_SUGGESTS = re.compile(r"^(我想|我要|想)?((提|有)[个条点]?(建议|意见)|建议[，,：: ])[，,：: ]?")


def _entry(one: Application) -> str:
    """Name, unit and domains are public; nothing else is (S2.10)."""
    unit = f"（{one.unit}）" if one.kind == "expert" and one.unit else ""
    skills = f"：{reading.show_domains(one.domains)}" if one.domains else ""
    return f"{CALLED[one.kind]} {one.name}{unit}{skills}，公示到 {one.publicity_ends}"


def _public(talk: ConversationContext) -> Reply:
    entries = in_publicity(talk.work)
    if not entries:
        return Reply("现在没有公示的名单。")
    choices = [
        Choice(f"对{one.name}提异议", tokens.start("object", "application", one.id)) for one in entries
    ]
    return Reply("\n".join(["公示名单：", *map(_entry, entries)]), choices=tuple(choices))


PUBLICITY = Command("publicity", "公示名单", ("公示", "公示名单", "看公示", "查公示"), _public)


def _long_enough(talk: ConversationContext, text: str) -> str:
    return "" if len(text) >= SHORTEST else "请多说几个字，说清是什么事、什么时候。"


def _text_slot(label: str, ask: str) -> Slot:
    return Slot(
        "text", label, ask=ask, read=reading.words, show=reading.shorten, check=_long_enough, free=True
    )


_REGION = Slot(
    "region",
    "地区",
    ask="事情在哪个市或区县？好转给当地的服务中心。",
    read=reading.region,
    show=reading.show_region,
    hint="没认出这个地方，请说全称，比如「湛江市赤坎区」。",
)


def _where(talk: ConversationContext, values: Values) -> Values:
    return {"region": talk.home} if talk.home else {}


def _thanks(case: Case) -> Outcome:
    return Outcome(
        Reply(
            f"已提交：{KINDS[case.kind]} {case.id} 号，已转给当地服务中心。处理有结果会告诉您，您的信息不会公开。"
        )
    )


def _entries(talk: ConversationContext, values: Values) -> Options:
    return [(_entry(one), one.id) for one in in_publicity(talk.work)]


def _read_objection(talk: ConversationContext, text: str, values: Values) -> Values:
    named = [one.id for one in in_publicity(talk.work) if one.name in text]
    told = text if len(text) > SHORTEST * 2 and "text" not in values else None
    return reading.as_values({"application": named[0] if len(named) == 1 else None, "text": told})


def _objection_score(talk: ConversationContext, text: str) -> float:
    """About a publicity entry; an objection to a trade mark is a need for a lawyer."""
    if "异议" not in text:
        return 0.0
    return 1.0 if "公示" in text or any(one.name in text for one in in_publicity(talk.work)) else 0.0


def _object(talk: ConversationContext, values: Values) -> Outcome:
    if "application" not in values:
        return Outcome(Reply("现在没有公示的名单，没有可以提异议的对象。有问题可以回复「投诉」。"))
    key = values["application"]
    return _thanks(object_to(talk.work, talk.speaker, key, values["text"], talk.rules, talk.now))


OBJECT = Form(
    name="object",
    version=1,
    title="提异议",
    starts=("异议", "提异议", "我有异议", "公示异议"),
    roles=ANYONE,
    ref="application",
    card="对公示提异议",
    slots=(
        Slot(
            "application",
            "对象",
            ask="对哪一位的公示有异议？",
            options=_entries,
            when=lambda talk, values: bool(_entries(talk, values)),
            hint="请点一下是哪一位。",
        ),
        _text_slot("理由", "请说说理由和依据，越具体越好。"),
    ),
    read=_read_objection,
    intent_score=_objection_score,
    submit=_object,
)


def _read_complaint(talk: ConversationContext, text: str, values: Values) -> Values:
    about = next((kind for kind, words in _ABOUT.items() if words.search(text)), None)
    found = {"about": about, "region": language.read_region(text, talk.home)}
    told = _VERB.sub("", text)
    found |= {"text": text if len(told) > SHORTEST * 2 and "text" not in values else None}
    return reading.as_values(found | {"against": None if "against" in values else _against(told)})


def _against(told: str) -> str | None:
    """Whom the first words name: «李律师收费», or a name as people write it."""
    named = _NAMED.match(told)
    return named[1] if named else language.read_name(told)


def _complain(talk: ConversationContext, values: Values) -> Outcome:
    return _thanks(
        complain(
            talk.work,
            talk.speaker,
            values["about"],
            values.get("against") or "",
            values["text"],
            values["region"],
            talk.now,
        )
    )


COMPLAIN = Form(
    name="complain",
    version=1,
    title="投诉",
    starts=("投诉", "我要投诉", "举报"),
    roles=ANYONE,
    card="投诉",
    slots=(
        Slot(
            "about",
            "事由",
            ask="是哪方面的问题？志愿服务一律免费，收费的请一定告诉我们。",
            read=lambda talk, text: next((k for k, words in _ABOUT.items() if words.search(text)), None),
            options=lambda talk, values: [(label, code) for code, label in COMPLAINTS.items()],
            hint="请点一下：收费、泄密、服务质量。",
        ),
        Slot(
            "against",
            "对象",
            ask="是哪位专家或哪个工作站？不清楚就回复「跳过」。",
            read=reading.words,
            skippable=True,
            free=True,
        ),
        _text_slot("经过", "请说说经过：什么时候、什么事、多少钱。"),
        _REGION,
    ),
    read=_read_complaint,
    infer=_where,
    intent_score=lambda talk, text: 1.0 if _COMPLAINS.search(text) else 0.0,
    submit=_complain,
)


def _read_suggestion(talk: ConversationContext, text: str, values: Values) -> Values:
    told = _SUGGESTS.sub("", text)
    return {"text": told} if len(told) >= SHORTEST and "text" not in values else {}


def _suggest(talk: ConversationContext, values: Values) -> Outcome:
    return _thanks(suggest(talk.work, talk.speaker, values["text"], values["region"], talk.now))


SUGGEST = Form(
    name="suggest",
    version=1,
    title="提建议",
    starts=("建议", "提建议", "意见建议", "提意见"),
    roles=ANYONE,
    slots=(_text_slot("建议", "请直接说您的建议。"), _REGION),
    read=_read_suggestion,
    infer=_where,
    intent_score=lambda talk, text: 1.0 if _SUGGESTS.match(text) else 0.0,
    submit=_suggest,
)


def _filed(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    case = talk.work.session.get_one(Case, told["case"])
    if case.state != "filed":
        return None
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


_RESULTS = {"upheld": "成立", "dismissed": "不成立", "referred": "已移送主管部门"}


def _decided(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    case = talk.work.session.get_one(Case, told["case"])
    result = _RESULTS.get(case.state)
    if result is None:
        return None
    return Reply(
        f"您的{KINDS[case.kind]} {case.id} 号有结果了：{result}。\n说明：{case.reason}\n谢谢您的监督。"
    )


FILED = Notice("case_filed", _filed)
DECIDED = Notice("case_decided", _decided)
