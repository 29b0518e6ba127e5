"""What somebody asks who fears, or knows, that they were complained of: that there is one and whose is nobody's to say."""

from __future__ import annotations

import re

from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.roles import HOLDERS

_WORD = r"(?:投诉|举报|告)"
_ASKED = re.compile(
    rf".{{0,8}}(?:谁|哪个|哪家|哪位|什么人|是哪).{{0,8}}{_WORD}(?:的|了)?(?:我|俺|我的|我们).{{0,6}}"
    rf"|.{{0,8}}{_WORD}我的?(?:是)?(?:谁|哪个|哪家|哪位).{{0,6}}"
    rf"|.{{0,6}}(?:有没有人?|是不是有人?|有人|是不是被|被人)(?:在)?{_WORD}(?:了)?我?(?:了)?[吗么吧呢啊没有]*[?？。]*"
    rf"|(?:我)?(?:要|想|能不能|可以|给我)?(?:看|看看|知道|查)(?:一下)?(?:那个|那条|这个)?(?:关于我的)?(?:投诉|举报)(?:我)?的?(?:内容|原文|人|材料|是谁).{{0,6}}"
    rf"|.{{0,4}}(?:查|调查|投诉)(?:我|我的事|这个)?(?:的事|结果)?(?:会不会|会|要不要)(?:公开|公布|公示|让别人知道|传出去).{{0,6}}"
)
_KEPT = re.compile(
    r"(?:可以|能不能|请|麻烦)?(?:别|不要|不用|不想|不能)(?:写|说|告诉|透露|提|讲|让).{0,8}(?:我的?名字|我的?姓名|我是谁|是我(?:说|投诉|告)的).{0,6}"
    r"|(?:可以|能不能|能|要|我要)?匿名(?:投诉|举报)?(?:吗|行吗|可以吗|行不行)?[?？]?"
)


def of_me(talk: ConversationContext) -> Reply:
    """The same whether there is one or none: whoever complains is kept secret, and so is that they did."""
    return Reply(
        "有没有、是谁，我不能说，投诉人要保密，核查也不对外公开。您有要说明的，现在就能交给服务中心；对您有什么决定都会告诉您，不服可以申诉。",
        choices=(
            Choice("向服务中心说明", tokens.start("explain_oneself")),
            next_steps.STAFF,
        ),
    )


def _kept(talk: ConversationContext) -> Reply:
    if talk.speaker.staff_id:
        return Reply("投诉人的名字通知里不写，也不告诉对方。")
    return Reply("您的名字不会告诉对方，只有查的工作人员看得到。")


OF_ME = Command(
    "complained_of",
    "有没有人投诉我",
    ("有没有人投诉我", "是不是有人投诉我", "谁投诉的我"),
    of_me,
    HOLDERS,
    syntax=lambda text: _ASKED.fullmatch(text.strip()) is not None,
)
NAME_KEPT = Command(
    "name_kept",
    "名字保密吗",
    ("别写我名字", "不要告诉对方我的名字", "可以匿名投诉吗"),
    _kept,
    syntax=lambda text: _KEPT.fullmatch(text.strip()) is not None,
)
