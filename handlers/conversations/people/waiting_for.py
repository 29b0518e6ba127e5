"""«等多久啊», «几时有结果»: asked without saying of what, and answered of what the person has waiting just now."""

from __future__ import annotations

import re

from actions.applications.apply import UNDER_WAY
from handlers.conversations.people import answers
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.cases import JUDGED, UNDECIDED
from programme.roles import APPLICANTS
from storage.queries.applications.filed import applications_of
from storage.queries.complaints.cases import cases_of
from storage.queries.needs import needs_of

_ASKED = re.compile(
    r"(?:那|请问|大概|一般|我|我的|这个|这件|它|还|要|得|会|需要|查|查的|的话|到底|投诉的?)*(?:等|查)?"
    r"(?:多久|多长时间|几天|几时|什么时候|啥时候|何时)(?:才|能|会|可以|就)*(?:有|出|给|知道|查)?(?:个)?"
    r"(?:结果|结论|回音|消息|答复|回复|说法|信|完)?(?:啊|呢|呀|吗|嘛|哦|了)*[?？。]*"
)
_PICTURES = re.compile(
    r"(?:我|我们|这里|手上|还)*(?:有|留了|存了)(?:微信|聊天|转账|收据|付款)*(?:截图|记录|照片|录音|凭证|证据|收据|发票)[，,\s]*"
    r"(?:怎么|咋|往哪|发哪|可以|能不能|要不要|怎样).{0,8}"
)
_UNIT = re.compile(
    r"(?:我们?|我的|那|这个)*(?:单位|公司|领导|老板|学校|同事)(?:会不会|会|能不能|要不要)(?:知道|看到|发现).{0,4}"
)


def _asks(text: str) -> bool:
    return len(text) > 2 and _ASKED.fullmatch(text.strip()) is not None


def _waits(talk: ConversationContext) -> Reply:
    """Of a case that nobody has decided, else of an application, else of a need."""
    person, firm = talk.speaker.person_id, talk.speaker.enterprise_id
    if case := answers.of_case(talk):
        return case
    if applications_of(talk.work, person, UNDER_WAY, limit=1) or not (
        firm and needs_of(talk.work, firm, limit=1)
    ):
        return answers.review(talk)
    return answers.speed(talk)


def _pictures(talk: ConversationContext) -> Reply:
    """Truly: there is no way for a picture into a complaint yet."""
    own = cases_of(talk.work, talk.speaker.person_id, JUDGED, UNDECIDED, limit=1)
    say = "把上面写的说给我，我补充进去" if own else "先说是哪位、什么事，把上面写的也说给我"
    ways = (Choice("补充投诉", tokens.start("add_to_case")),) if own else (next_steps.COMPLAIN,)
    return Reply(
        f"截图这里还交不进投诉，先自己留好：{say}，工作人员要看再找您。", choices=(*ways, next_steps.STAFF)
    )


def _unit(talk: ConversationContext) -> Reply:
    return Reply(
        "申请只有审核的工作人员看得到，我不通知您的单位。通过以后要公示姓名和单位，那时谁都看得到。",
        choices=(next_steps.MY_APPLICATIONS, next_steps.STAFF),
    )


HOW_LONG = Command(
    "how_long",
    "要等多久",
    ("要等多久", "等多久啊", "几时有回音"),
    _waits,
    APPLICANTS,
    syntax=_asks,
)
PICTURES = Command(
    "pictures_for_case",
    "截图怎么给",
    ("有微信截图怎么给你们", "有聊天记录怎么给"),
    _pictures,
    APPLICANTS,
    syntax=lambda text: _PICTURES.fullmatch(text.strip()) is not None,
)
UNIT_KNOWS = Command(
    "unit_knows",
    "单位会不会知道",
    ("我们单位会不会知道", "申请会告诉单位吗"),
    _unit,
    APPLICANTS,
    syntax=lambda text: _UNIT.fullmatch(text.strip()) is not None,
)
