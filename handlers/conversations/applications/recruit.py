"""招专家: a station would have experts of its own: it names them, they apply themselves."""

from __future__ import annotations

import re

from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.message import Choice, Reply
from programme.roles import STATION

_RECRUITS = re.compile(
    r"(?:招|招募|发展|吸收|拉|凑|招聘|请)(?:到|来|进|募|些|点)?(?:几|一批|一些|两|三|些|多几|点)?(?:个|位|名)?"
    r"(?:新|自己的|本地的?|志愿)*专家(?:进站|入站|加入|到我们站|来我们站|驻站)?"
)
_A_NEED = re.compile(r"企业|厂|公司|看看|解答|讲|问题|怎么申请")
LONGEST = 24


def _recruits(text: str) -> bool:
    found = _RECRUITS.search(text)
    if found is None or len(text) > LONGEST or _A_NEED.search(text):
        return False
    return not found[0].startswith("请") or "站" in found[0]


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    text = (
        "专家由本人申请、服务中心认定，站里可以推荐：姓名、单位、擅长什么？我转告服务中心。"
        "也可以请本人来这里说「申请专家」。"
    )
    return Outcome(Reply(text, choices=(Choice("推荐别人", tokens.start("suggest_somebody")),)))


RECRUIT = Form(
    name="recruit",
    version=1,
    title="招专家",
    examples=("招专家", "招募专家", "我想招几个专家", "站里想多几位专家"),
    syntax=_recruits,
    roles=STATION,
    slots=(),
    submit=_answer,
)
