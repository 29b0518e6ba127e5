"""«谁还没交日记», «哪些专家今年不够», «霞山的还差谁»: a question who has not done something, and what that is."""

import re

from language.normalise import normalise

DIARY, YEAR, PLAN, SUMMARY, TASK, ANYTHING = "diary", "year", "plan", "summary", "task", "anything"
LONGEST = 26
"""Characters; whoever writes more than that tells something."""
_WHO = re.compile(
    r"谁|哪(?:些|几|一?[个位家])|有几?[个位家](?!月)|名单|列(?:一?[下个]|出)|的(?:人|专家|老师|工作站|站)?$|有(?:没有)?(?=没)"
)
_NOT = r"(?:没(?!问题|关系|事|人|错)(?:有|能)?|未|不曾|欠(?!条|款|薪|钱)|缺(?!人|钱)|少交|漏)"
_ORDERS = re.compile(
    r"请|[日号月末天底一二三四五六日班]之?前|补[上齐交]|抓紧|务必|尽快|记得|提醒|催|通知|告诉|群发|发[给个条]|我们?[还也]?没|是不是|凭什么|为什么|怎么"
)
"""Somebody is told to do it, or the one who speaks is who has not."""
_URGES = re.compile(
    r"^(?:把|给|帮我|再|都|先)?催+(?:一?催|一?下|一遍)?(?=(?:还)?没)|(?:都|再|也)*催+(?:一?催|一?下|一遍)?(?:吧|了)?$"
)
"""«给没交的催一下»: who it is comes first."""
_SHORT = r"不够|不足|不达标|没够|没满|差得?远|差多少|落后|垫底"
_OF_A_YEAR = rf"(?:{_NOT}|不)(?:能)?(?:达标|完成|合格|够)|{_SHORT}"
_SERVES = r"(?:服务|活动|动静|动|干活|干|上门|出过?门|去过|做)"
_KINDS = (
    (TASK, rf"任务.{{0,6}}{_NOT}|{_NOT}.{{0,6}}(?:任务|回音|回我|回复|答复|反馈|回话|回的|回$)"),
    (SUMMARY, rf"总结.{{0,4}}{_NOT}|{_NOT}.{{0,6}}总结"),
    (PLAN, rf"计划.{{0,4}}{_NOT}|{_NOT}.{{0,6}}计划"),
    (
        DIARY,
        rf"日记.{{0,4}}{_NOT}|{_NOT}.{{0,6}}(?:日记|{_SERVES})|一(?:[次篇场家天]|个?小时|个?钟头)(?:都|也)(?:{_NOT}|不)|{_NOT}(?:记|写)",
    ),
    (YEAR, _OF_A_YEAR),
    (ANYTHING, rf"(?:还)?差(?:了)?(?:谁|哪[些几个])|{_NOT}(?:交|报|上报|提交|报上来|交上来)"),
)
_STATIONS, _EXPERTS = re.compile(r"站"), re.compile(r"专家|老师|律师|会计")
_NEEDS = re.compile(r"需求|单子|没人接|没接|投诉|申请|材料|报名|签到|评价|没来|发票|税|款|钱|社保|工资|租金")
"""Other matters that somebody may not have done."""


def what_lacks(text: str) -> str:
    """What somebody asks after who has not done it; «anything» where no thing is named, empty where nothing is asked.

    One of diary, year (the yearly duty), plan, summary, task, anything.
    """
    plain = _URGES.sub("", normalise(text[: LONGEST + 1]).text.strip(" ?。!,"))
    if len(plain) > LONGEST or not _WHO.search(plain) or _ORDERS.search(plain) or _NEEDS.search(plain):
        return ""
    return next((kind for kind, words in _KINDS if re.search(words, plain)), "")


def kinds_of_holder(text: str) -> tuple[str, ...]:
    """The kinds of holder that a question names: expert, station; both where it names neither, or both."""
    named = tuple(
        kind for kind, words in (("expert", _EXPERTS), ("station", _STATIONS)) if words.search(text)
    )
    return named or ("expert", "station")
