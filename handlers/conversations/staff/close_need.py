"""关闭需求: «12 号需求关掉吧，企业倒闭了»; the enterprise and the experts are told."""

from __future__ import annotations

import re

from actions.needs.close import close_need
from actions.needs.notices import NeedClosed
from handlers.engine import next_steps, reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told
from handlers.engine.form import Form, NoticeRenderer, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.message import Reply
from handlers.rendering.plain import shorten
from programme.roles import OFFICE
from storage.queries.needs import get_need

_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号")
_ENDS = re.compile(r"关闭|关掉|关了|结掉|撤掉|不用办|不办了")
_CLOSES = re.compile(
    r"[把将]?\s*\d{1,9}\s*号(?:的?需求)?|(?:请|帮我|先)?(?:关闭|关掉|关了|结掉|撤掉|不用办|不办)(?:需求)?[了吧掉]*"
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The number, and as the reason what else is said."""
    number = _NUMBER.search(text)
    left = _CLOSES.sub("", text).strip(" ，,。！!；;：:")
    reason = left if number and "reason" not in values else ""
    return reading.as_values({"need": int(number[1]) if number else None, "reason": reason or None})


def _is_command(text: str) -> bool:
    """«12 号需求关掉吧»: a number, a need and its end."""
    return bool(_NUMBER.search(text) and "需求" in text and _ENDS.search(text))


def _close(talk: ConversationContext, values: Values) -> Outcome:
    close_need(talk.work, talk.speaker, values["need"], values["reason"], talk.now)
    return Outcome(Reply(f"已关闭 {values['need']} 号需求{told(talk, who='企业和专家')}。"))


def _closed(talk: ConversationContext, told: NeedClosed) -> Reply:
    need = get_need(talk.work, told.need)
    return Reply(
        f"您的 {need.id} 号需求“{shorten(need.text, 20)}”服务中心关闭了：{told.reason}。还需要帮忙，再说一次就行。",
        choices=(next_steps.ASK_FOR_EXPERT,),
    )


CLOSE_NEED = Form(
    name="close_need",
    version=1,
    title="关闭需求",
    serves=("staff.round",),
    examples=("关闭需求", "关掉需求", "这条需求关掉吧", "需求不用办了", "这一号结掉，企业注销了"),
    roles=OFFICE,
    sample="12 号需求关掉，企业停业了",
    card="关闭这条需求",
    ref="need",
    slots=(
        Slot(
            "need",
            "需求",
            ask="关闭哪一号需求？",
            read=reading.number,
            show=lambda number: f"{number} 号",
            check=need_in_reach,
            hint="哪一号？比如「12」。",
        ),
        Slot("reason", "原因", ask="为什么关？会原样写给企业。", read=reading.words, free=True),
    ),
    read=_read,
    syntax=_is_command,
    deed=deed("关闭", "关", opposites=("留着", "开着"), undone="好，不关闭，这条需求还开着。"),
    submit=_close,
)
NEED_CLOSED = NoticeRenderer(NeedClosed, _closed)
