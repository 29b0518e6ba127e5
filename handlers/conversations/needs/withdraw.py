"""撤回需求: the enterprise wants it no longer."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from actions.needs.withdraw import withdraw_need
from handlers.conversations.needs.standing import RUNNING
from handlers.engine import next_steps, reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told_to
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.own_needs import foreign, one_need
from handlers.message import Reply
from programme.roles import NEWCOMERS
from storage.queries.needs import get_need, needs_of

_SOLVED = re.compile(r"解决|办好|办了|办下来|搞定|弄好|谈妥|招到|结了|找到了")
_NUMBERS = re.compile(r"\d{1,9}")
_NUMBERED = r"\d{1,9}\s*(?:号|号?需求|号的)?"
_JOINT = r"\s*(?:[、,，和跟与及]|还有|以及)\s*"
_OFF = r"(?:撤回|撤掉|撤销|撤了?|取消|删掉|删除|不要)"
_LIST = re.compile(
    rf"(?:把|请|帮我|我要|麻烦)*(?:{_OFF}\s*{_NUMBERED}(?:{_JOINT}{_NUMBERED})+|{_NUMBERED}(?:{_JOINT}{_NUMBERED})+(?:都|全|也)*{_OFF})[了吧啊掉。！!]*"
)
_WAIT = r"(?:等等|等一?下|等会儿?|慢着|先|哎呀?|诶|别急|算了|不对|[，,\s])*"
_NOT_YET = re.compile(
    rf"{_WAIT}(?:先?(?:别|不要|不|莫)(?:发|报|递|请人|找人|请专家)(?:出去|上去|了|先|专家)*|(?:给我|帮我|把它|把刚才那[个条件])?(?:撤|收)(?:回)?(?:来|去|掉)|刚才那[个条件](?:不要了|别发|撤了))(?:[吧啊了呀]|行吗|行不行|先)*[。！!]*"
)
"""Said a moment after it was sent: «等等先别发», «撤回来»."""
_ASK = "要撤回哪一条？"
_NONE_OF_IT = "没有说这件事的需求。"
_NEED = one_need(_ASK, "您现在没有可以撤回的需求。", RUNNING)
_is_foreign = foreign(RUNNING)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    solved = 1 if _SOLVED.search(text) else None
    elsewhere = 1 if _is_foreign(talk, text) else None
    return reading.as_values({"need": _NEED.read(talk, text), "solved": solved, "elsewhere": elsewhere})


def _question(talk: ConversationContext, values: Values) -> str:
    return f"{_NONE_OF_IT if values.get('elsewhere') else ''}{_ASK}"


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The only need there is, but where another matter was named."""
    return {} if values.get("elsewhere") else _NEED.infer(talk, values)


def _several(talk: ConversationContext, text: str) -> list[tuple[Values, Set[str]]]:
    """«撤回2号和1号»: each of the numbers that are hers, in the order said."""
    hers = {need.id for need in needs_of(talk.work, talk.speaker.enterprise_id, RUNNING)}
    said = [int(number) for number in _NUMBERS.findall(text)] if _is_list(text) else []
    return [({"need": number}, frozenset()) for number in dict.fromkeys(said) if number in hers]


def _is_list(text: str) -> bool:
    """Whether the whole text says that needs are to be taken back, each by its number."""
    return _LIST.fullmatch(text.strip()) is not None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    expert = get_need(talk.work, values["need"]).expert
    withdraw_need(talk.work, talk.speaker, values["need"], talk.now)
    glad = "解决了就好！" if values.get("solved") else ""
    whom = told_to(talk, expert or "请过的专家")
    return Outcome(Reply(f"{glad}已取消 {values['need']} 号需求。{whom}以后有事随时说。"))


_KEEPS = re.compile(
    r"(?<!是)(?<!要)(?:不|别|不要|没说要?|没有?想|没打算|不想|不用|莫)(?:再)?(?:给我|帮我)?撤(?![不诉资股销离柜场店职案单军])|(?:哪|一)(?:条|个|件)都不撤"
)
"""«不要撤，我哪条都不撤»: nothing is taken back. «不撤诉» and «不撤资» are others' deeds."""
_ASKS_WHY = re.compile(r"怎么|咋|为什么|为啥|还不撤")
SHORT = 16
"""Characters of a message that says nothing else than that."""


def _keeps(text: str) -> bool:
    return _KEEPS.search(text) is not None and not _ASKS_WHY.search(text)


def _rather(talk: ConversationContext, text: str) -> str:
    return "unclear" if _keeps(text) else ""


def _kept(talk: ConversationContext) -> Reply:
    found = "、".join(f"{need.id} 号" for need in needs_of(talk.work, talk.speaker.enterprise_id, RUNNING))
    said = f"好，没有撤，{found}需求还在。" if found else "您现在没有可以撤回的需求。"
    return Reply(said, choices=(next_steps.NEED_STATUS if found else next_steps.CAN_DO,))


KEEP = Command(
    "keep_need",
    "不撤回",
    ("不撤回",),
    _kept,
    NEWCOMERS,
    syntax=lambda text: len(text) <= SHORT and _keeps(text),
)
WITHDRAW = Form(
    name="withdraw",
    version=1,
    title="撤回需求",
    serves=("need.withdraw",),
    examples=(
        "撤回需求",
        "取消需求",
        "撤回",
        "不用帮忙了",
        "问题解决了",
        "已经解决了，不用了",
        "人招到了，那条撤了吧",
        "事情办好了，不麻烦你们了",
    ),
    yes=("撤", "撤吧", "撤了吧", "撤掉", "撤掉吧", "撤回吧", "就撤这条"),
    roles=NEWCOMERS,
    card="撤回这条需求",
    ref="need",
    slots=(
        replace(_NEED.slot, ask=_question),
        Slot("solved", "", hidden=True, asked=False),
        Slot("elsewhere", "", hidden=True, asked=False),
    ),
    read=_read,
    syntax=lambda text: _is_list(text) or _NOT_YET.fullmatch(text.strip()) is not None,
    rather=_rather,
    several=_several,
    counted="一共 {} 条，先看第 1 条。",
    infer=_infer,
    needless=_NEED.needless,
    deed=deed("撤回", "撤", "取消", opposites=("要", "请", "找", "办"), undone="好，不撤回，需求还在。"),
    submit=_submit,
)
