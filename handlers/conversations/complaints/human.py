"""找工作人员: a call for a person, and what is said about when one is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.complaints.handover import call_staff
from actions.settings.house import centre_for
from handlers.courtesies import comfort
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome
from handlers.message import Choice, Reply
from handlers.rendering.centres import centre_line
from handlers.rendering.moments import moment
from handlers.rendering.plain import shorten
from language.normalise import normalise
from programme.centres import Centre
from programme.roles import APPLICANTS
from storage.queries.delivery.chat_log import Line, lines

HERE = Choice("在这里说", tokens.start("call_staff"))
END = Choice("结束", tokens.start("end_talk"))
LATELY = 6
"""So many lines of the chat go with a call, both sides counted."""
_ABOUT_THE_OFFICE = re.compile(r"电话|号码|热线|座机|地址|在哪|哪里|什么地方|怎么走|几点|开门|上班|下班|周末")
_WHAT_AM_I = re.compile(
    r"(?:机器|程序|自动|AI|人工智能|电脑).*(?:还是|吗|吧|[?？])|(?:是不是|是)真?人(?:吗|还是)", re.IGNORECASE
)


_CALLS = re.compile(
    r"(?:转|找|叫|要|换|接|请|来|联系|跟|和|同|揾|搵|给我)[^，,。？?]{0,6}?(?:人工|真人|活人|工作人员|客服|领导|负责人|管事的?|经理|站长|中心|同志|老师|[个位]人|人(?=[说讲谈聊来帮接处]))"
    r"|^(?:人工|真人|客服|工作人员)(?:客服|服务|坐席)?[吧啊呀。!！]*$|不(?:想|要)?跟(?:机器|你)|human|person|staff|agent",
    re.IGNORECASE,
)
"""A person is called for in so many words; what only sounds like it is asked before anything goes to the office."""


def _call(talk: ConversationContext) -> Reply:
    """Who only asks for the number or the place gets it; before consent nothing is kept, so nobody is called."""
    first = comfort(talk.said)
    centre = centre_for(talk.work, talk.rules, talk.home)
    if first and talk.speaker.consented_at is None:
        return Reply(f"{first}\n也可以跟服务中心的工作人员说，点一下就转过去。", choices=(HERE,))
    if first:
        return Reply(f"{first}\n{_called(talk).text}")
    if _WHAT_AM_I.search(talk.said):
        return Reply("我是益企，是程序，不是真人。要跟真人说，点一下就转过去。", choices=(HERE,))
    if centre and _ABOUT_THE_OFFICE.search(talk.said):
        return Reply(f"{centre_line(centre)}也可以在这里跟工作人员说。", choices=(HERE,))
    if talk.said and not _CALLS.search(normalise(talk.said).text):
        return Reply(f"{_where(centre)}要跟工作人员说，点一下就转过去。", choices=(HERE,))
    if talk.speaker.consented_at is None:
        return Reply(f"{_where(centre)}可以请服务中心的工作人员来答，点一下就转过去。", choices=(HERE,))
    return _called(talk)


def _called(talk: ConversationContext) -> Reply:
    call = call_staff(talk.work, talk.speaker, "\n".join(_lately(talk)), talk.now)
    centre = centre_for(talk.work, talk.rules, talk.home)
    name = centre.name if centre else "服务中心"
    first = f"已经交给{name}了" if call.again else f"已交给{name}"
    return Reply("\n".join([f"{first}（{call.case} 号事项），答复会发到这里。", *_when(talk, centre)]))


def _when(talk: ConversationContext, centre: Centre | None) -> Iterator[str]:
    """When somebody is there, and the telephone, as far as they are known."""
    if centre is None:
        return
    if opens := centre.opens_after(talk.now, talk.rules.calendar):
        yield f"现在下班了，{moment(opens, talk.now)}上班后答复。"
    if centre.phone:
        yield f"也可以打电话：{centre.phone}。"


def _where(centre: Centre | None) -> str:
    return centre_line(centre) if centre else ""


def _lately(talk: ConversationContext) -> Iterator[str]:
    """The last lines of the chat, both sides; what was asked for last stands last."""
    found = lines(talk.work.connection, talk.speaker.account_id, -1, LATELY)
    for line in found:
        if said := _text(line):
            yield f"{(talk.speaker.name or '访客') if line.external_id else '益企'}：{shorten(said)}"


def _text(line: Line) -> str:
    card = line.body.get("card") or {}
    return " ".join(str(line.body.get("text") or card.get("title", "")).split())


HUMAN = Command(
    "human",
    "找工作人员",
    (
        "找工作人员",
        "转人工",
        "人工",
        "人工服务",
        "找人工",
        "找个真人",
        "有没有电话",
        "有没有人",
        "打哪个电话",
    ),
    _call,
    APPLICANTS,
    ("human",),
)


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(_called(talk))


CALL_STAFF = Form(
    name="call_staff",
    version=1,
    title="跟工作人员说",
    examples=("在这里跟工作人员说",),
    slots=(),
    submit=_submit,
)
"""For who has not consented yet: the consent is asked first."""
