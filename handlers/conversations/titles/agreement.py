"""签服务协议: shown whole, with form and time of service as the holder wishes them, before «同意签订»; then kept as a PDF."""

from __future__ import annotations

import re

from actions.complaints.cases import ask_office
from actions.titles.agreements import LONGEST, Signed, Terms, offered, sign
from actions.titles.confer import answer_agreement, is_agreement_offered
from actions.titles.papers import keep_file
from documents.media import PDF
from documents.papers.agreement import FORMS, USUAL_TIME
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Attachment, Reply
from language.lexicon import any_of
from programme.roles import HOLDERS

_TIMES = re.compile(
    rf"(?:(?:{any_of('times_of_service')})(?:[、，和及或]|都|也)?)+(?:\d{{1,2}}点[到至]\d{{1,2}}点)?"
)
_BOTH = re.compile(r"都(?:可以|行|能)|都做|不限")


def _form(text: str, found: str | None) -> str | None:
    return "both" if _BOTH.search(text) and not _TIMES.search(text) else found


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    times = _TIMES.search(text)
    found = {"form": _form(text, reading.form(talk, text)), "times": times[0][:LONGEST] if times else None}
    return reading.as_values(found)


def _infer(talk: ConversationContext, values: Values) -> Values:
    return {"form": "both", "times": USUAL_TIME}


def _terms(values: Values) -> Terms:
    return Terms(values.get("form") or "both", values.get("times") or USUAL_TIME)


def _whole(talk: ConversationContext, values: Values) -> str:
    """The agreement word for word, and how to change what is the holder's own."""
    one = offered(talk.work, talk.speaker, _terms(values), talk.rules)
    if one is None:
        return "没有等您签的服务协议。"
    said = "\n".join(f"{caption}：{text}。" for caption, text in one.articles())
    return f"《志愿服务协议》\n{said}\n要改形式、时间，说“只做线上”“周末”这样就行。同意吗？"


def _sign(talk: ConversationContext, values: Values) -> Outcome:
    if values["answer"] == "decline":
        answer_agreement(talk.work, talk.speaker, "decline", talk.rules, talk.now)
        return Outcome(Reply("好的，先不签，资格不受影响。想好了随时说「签服务协议」。"))
    signed = sign(talk.work, talk.speaker, _terms(values), talk.rules, talk.now)
    for one in signed:
        if one.missing:
            text = f"{talk.speaker.name}：服务协议已签，字库里没有这些字，PDF 没有做成：{one.missing}"
            ask_office(talk.work, talk.speaker, "title.proof", text, talk.home, talk.now)
    files = tuple(file for one in signed if (file := _file(talk, one)) is not None)
    return Outcome(Reply("服务协议已签，谢谢您。有需求就告诉您。", files=files))


def _file(talk: ConversationContext, one: Signed) -> Attachment | None:
    if one.content is None:
        return None
    key = keep_file(talk.work, talk.speaker.person_id, one.content, PDF, talk.now)
    return Attachment(key, PDF, len(one.content), one.file_name) if key else None


SIGN = Form(
    name="sign",
    version=1,
    title="签服务协议",
    examples=("签服务协议", "签协议", "服务协议"),
    roles=HOLDERS,
    slots=(
        Slot(
            "form",
            "服务形式",
            asked=False,
            ask="线上还是线下？",
            read=lambda talk, text: _form(text, reading.form(talk, text)),
            show=lambda form: FORMS.get(form, form),
        ),
        Slot("times", "服务时间", asked=False, ask="什么时候方便？比如「周末」。", read=reading.words),
        Slot(
            "answer",
            "服务协议",
            ask=_whole,
            options=lambda talk, values: (("同意签订", "sign"), ("暂不签", "decline")),
            hint="同意就点「同意签订」，还要想想就点「暂不签」。",
        ),
    ),
    needless=lambda talk: (
        "" if is_agreement_offered(talk.work, talk.speaker, talk.rules) else "没有等您签的服务协议。"
    ),
    read=_read,
    infer=_infer,
    submit=_sign,
)
