"""我的资格: whether a title holds, until when, how it is renewed, and why a decision was taken."""

from __future__ import annotations

import re
from datetime import date

from actions.access import pack_of
from actions.titles.alliances import alliances_of
from handlers.conversations.titles import at_risk
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.message import Choice, Reply
from programme.dues import renewed_term, silence, term_dues
from programme.programmes import named
from programme.qualification import STATES
from programme.roles import HOLDER_NAMES, HOLDERS
from programme.spans import ENDLESS, plain_day
from storage.queries.titles.standing import QualificationFacts, qualifications_of, warning_of

_TITLE = r"(?:证书?|聘书|资格|牌子|称号|任期|聘期|专家身份|工作站资格)"
_UNTIL = re.compile(
    rf"{_TITLE}.{{0,8}}(?:到期|过期|期满|截止|有效|还在|还算|作废|到几时|到什么时候|到哪天|几年)"
    rf"|(?:几时|什么时候|啥时候?|哪天|哪一?年).{{0,4}}(?:到期|期满).{{0,3}}$"
    rf"|我(?:现在)?还(?:是|算)(?:不是|不算)?(?:志愿)?专家(?:吗|么|不)"
)
_RENEWING = re.compile(
    r"(?:到期|期满|快满)[^，。]{0,4}(?:怎么|如何|咋|怎样)(?:续|办|弄|延)|^(?:怎么|如何|咋|怎样)(?:续聘|续期|续|顺延)"
)
_WHY = re.compile(
    r"(?:为(?:什么|啥|何)|凭什么|怎么)[^，。]{0,10}(?:警告|暂停|取消(?:了)?(?:我的?)?资格)"
    r"|(?:有没有|是不是|会不会)[^，。]{0,6}(?:被)?(?:警告|暂停)|被?警告(?:过|了)*(?:没有?|吗|么)[?？]?$"
    r"|(?:警告|暂停|取消资格)[^，。]{0,4}(?:的)?(?:原因|理由|依据|是为什么|是为啥|怎么回事)"
)
_CONTESTS = re.compile(
    r"凭(?:什么|啥|哪样)[^，,。?？!！]*(?:警告|暂停|资格)[^，,。?？!！]*[，,。?？!！]\s*(?:可?我(?![想要])|明明)"
    r"|(?:警告|暂停|资格)[^，,。?？!！]*[，,。?？!！]\s*(?:可?我)?(?:明明|又没)"
)
"""Asked why, with an account of oneself behind: an appeal, not a question."""
LONGEST = 24
"""Characters; a longer message tells a story, which is somebody else's or an appeal."""
_OTHERS = re.compile(r"企业|公司|厂|执照|许可|专利|客户|申诉|投诉")
_RENEWABLE = ("active", "warned", "renewed", "expired")
_TROUBLED = ("warned", "suspended", "revoked")
_RENEW = Choice("续聘", tokens.start("renew"))
_GROUNDS = Choice("看依据", tokens.start("grounds"))
NONE = "您现在没有资格在册。"


def _asks(text: str) -> bool:
    if _CONTESTS.search(text):
        return False
    if at_risk.asks(text):
        return True
    if len(text) > LONGEST or _OTHERS.search(text):
        return False
    return any(one.search(text.strip()) for one in (_UNTIL, _RENEWING, _WHY))


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    held = qualifications_of(talk.work, talk.speaker, tuple(STATES))
    if not held:
        return Outcome(Reply(NONE))
    risks = [line for one in held for line in at_risk.risks(talk, one)]
    joined = [
        f"您是{rule.text}成员，{plain_day(one.since, talk.today)}加入。"
        for rule, one in alliances_of(talk.work, talk.rules, talk.speaker.person_id)
    ]
    lines = [*(_line(talk, one, several=len(held) > 1) for one in held), *joined, *risks]
    renewable = any(_may_renew(talk, one) for one in held)
    troubled = any(one.state in _TROUBLED for one in held)
    choices = (
        *((_RENEW,) if renewable else ()),
        *((next_steps.APPEAL, _GROUNDS, next_steps.STAFF) if troubled else ()),
        *((next_steps.DIARY,) if risks else ()),
        next_steps.MY_PROGRESS,
    )
    return Outcome(Reply("\n".join(lines), choices=choices))


def _line(talk: ConversationContext, one: QualificationFacts, *, several: bool) -> str:
    whose = named(talk.rules, pack_of(one.pack, talk.rules)) if several else ""
    until = "长期有效" if one.until == ENDLESS else f"到 {plain_day(one.until, talk.today)}"
    return f"{whose}{HOLDER_NAMES[one.holder]}：{STATES[one.state]}，{until}。{_why(talk, one)}{_renewal(talk, one)}"


def _why(talk: ConversationContext, one: QualificationFacts) -> str:
    """What a warning rests on; of the others the reason stands in the notice of that day."""
    told = warning_of(talk.work, one.id) if one.state == "warned" else None
    rule = pack_of(one.pack, talk.rules).rules(one.holder).warning
    if told is None or rule is None:
        return "原因写在当时的通知里。" if one.state in _TROUBLED else ""
    said = f"说明：{told.reason}。" if told.reason else ""
    return f"警告是因为从{plain_day(told.silent_since, talk.today)}起{silence(rule, '您的')}。{said}资格不受影响，服务过没记的，说一句就补上。"


def _renewal(talk: ConversationContext, one: QualificationFacts) -> str:
    """From when another term may be asked for."""
    first = _asked_from(talk, one)
    if first is None:
        return ""
    if first > talk.today:
        return f"{plain_day(first, talk.today)}起可以续聘。"
    return "现在就可以续聘。"


def _may_renew(talk: ConversationContext, one: QualificationFacts) -> bool:
    first = _asked_from(talk, one)
    return first is not None and first <= talk.today


def _asked_from(talk: ConversationContext, one: QualificationFacts) -> date | None:
    pack = pack_of(one.pack, talk.rules)
    if one.state not in _RENEWABLE or renewed_term(pack, one.holder, one.until) is None:
        return None
    return next((due.on for due in term_dues(pack, one.holder, one.until) if due.what == "ask_renewal"), None)


MY_TITLE = Form(
    name="my_title",
    version=1,
    title="我的资格",
    examples=(
        "我的资格",
        "资格到期",
        "我的证书什么时候到期",
        "我的资格还在不在",
        "到期了怎么续",
        "我为什么被警告",
        "我们有没有被警告",
        "怎么才能不被警告",
        "我们会不会被取消资格",
    ),
    syntax=_asks,
    roles=HOLDERS,
    slots=(),
    submit=_answer,
)
