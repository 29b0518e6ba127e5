"""What a member of staff looks for: «霞山区的需求列一下», «李律师今年记了几次», «查一下13800138000是谁». Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

import language
from language import regions
from language.breakdowns import read_breakdown
from language.lacking import what_lacks
from language.lexicon import words_of
from language.other_place import of_each_place

LOAD = r"手[上头里](?:现在|目前|还|一共)*(?:有|接|压)?(?:着|了)?(?:几|多少|什么|哪)|(?:正)?在办几"
"""What somebody has in hand just now."""
_KINDS = (
    (
        "diary",
        r"日记|记了|记过|够了?[吗没不]|够不够|达标|还差|服务了?几|服务过|服务记录|服务了?多少|[做干]了多少|时长|小时",
    ),
    ("load", LOAD),
    ("application", r"申请|报名"),
    ("complaint", r"投诉"),
    ("objection", r"异议"),
    ("need", r"需求|求助|单子|谁接|没人接|无人应答|[几多]少?单|[几多]少?[个条]?新的?|新来的"),
    ("person", r"是谁|电话|手机|联系方式"),
    ("expert", r"专家|老师"),
    ("station", r"工作站"),
)
_STATES = (
    (("unanswered", "open"), r"在等|等着|等待|没派|待派|没人接|没有人接|无人应答|没接|待接|还没人"),
    (("accepted",), r"(?<!谁)接了|已接|服务中|在办|进行中"),
    (("served", "rated"), r"完成|办完|办结|做完"),
    (("withdrawn",), r"撤回|关掉|关闭"),
    (("unserved",), r"没办成|办不了"),
)
_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号")
_NOISE = re.compile(
    r"帮我|帮忙|麻烦|请问|请|查一下|查一查|查查|查询|搜一下|查|看一下|看看|列一下|列个|列出来|列出|列|一下|"
    r"有?[几多]少?[条个位家次篇份]|有多少|多少|哪些|哪几[条个位家]|还有|有没有|所有|全部|都|是谁|电话|手机号?|联系方式|号码|"
    r"资料|情况|一共|总共|导出来?|名册|名录|那个|这个|单子|服务了?|小时|谁|人(?=投诉|申请|提异议|$)|信息|名单|清单|目前|现在|方面|出来|给我|我要|我想|知道|告诉我|懂|记了|记过|写了|写过|讲了|服务过?|日记|需求|申请|报名|投诉|异议|"
    r"在等着?|等着|等待|没派|待派|没有?人接|有人接|无人应答|专家|老师|工作站|企业的|志愿|去年|今年|上个?月|这个?月|本月|上周|这周|本周|今天|昨天|完成|办结|接了|"
    r"怎么样了?|什么情况|到哪一?步|审到哪了?|如何|[全本](?:市|区|县|省|国)|当(?=专家|$)|成为|干了?|够了?[吗没不]?有?|够不够|达标了?|还差|做了?|新来|新增|进来|收到|新的?|来了?|昨天|前天|任务|时长|最近|"
    r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})月份?|会(?=搞|做)|搞|什么状态|啥情况|状态|资格|一次|最后|"
    r"[的有在把里了过吗呢吧是，。？！,?! 几次个条单]"
)
_OF_A_LOAD = re.compile(r"手[上头里]|[几多]少?(?:单|件)|在办|接着|压着|活儿?$")
_TITLED = re.compile(r"(?:律师|会计师?|教授|顾问|工程师|博士|经理)$")
"""What a field's word is part of when it calls a person."""
_PLAIN = re.compile(
    r"^(?:请|帮我|麻烦)?(?:查一?[下查]|查找|搜一下)[\s：:，,]*\S{2,}"
    r"|(?:需求|申请|专家|工作站|投诉|日记)[都有还，,]*(?:列一?[下个]|列出来|列给|有哪些|有几[条个位份篇])"
    r"|(?:有哪些|有几[条个位份篇]|哪几[条个位份篇])[^，,。]{0,12}(?:需求|申请|专家|工作站|投诉|日记)"
    r"|^[\u4e00-\u9fff]{2,6}(?:那边|这边)?(?:还|现在|目前)?(?:有)?没(?:有)?人接的(?:单子?|需求)?(?:还|都)?(?:有[吗么]|有没有|有哪些|有几[条个]|呢|有)?[?？吗]*$"
    r"|[记做写办讲]了几[次篇场]|^[他她]们?的?(?:电话|手机号?|号码|联系方式|单位|情况)(?:是?多少|是?啥|怎么样|给我)?[?？吗呢]*$|[^我]的(?:电话|手机号?|联系方式)(?:号码|是?多少|是?几号)?[?？吗呢]?$"
    r"|[^我]的(?:申请|需求|日记|投诉)(?:怎么样|什么情况|到哪一?步|审到)"
)
_WHEN = r"(?:今天|昨天|前天|这周|本周|上周|这个?月|本月|上个?月|今年|最近)?"
_SPAN = r"(?:今天|昨天|这周|本周|上周|上个?星期|这个?月|本月|上个?月|[今去本上]年|最近|[一二三四五六七八九十\d]{1,2}月份?|今年以来)"
_OF_SOMEBODY = rf"[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,3}}?|[\u4e00-\u9fff]{{2,6}}?站"
_MEASURE = (
    r"(?:服务|做|干|去|来|记|写|讲|办|跑|帮)?了?(?:几|多少)个?(?:次|场|家|篇|小时|钟头|企业)"
    r"|(?:服务)?(?:时长|小时数|次数|家数)(?:是|有)?(?:多少|几)?"
)
_STATION = re.compile(r"[\u4e00-\u9fff]站")
_BY_PERSON = re.compile(
    rf"(?:那|请|帮我|查(?:一下)?|看看|看一下|[,，\s])*(?:(?:{_OF_SOMEBODY})的?(?:在)?{_SPAN}|{_SPAN}的?(?:{_OF_SOMEBODY}))(?:一共|总共|都|的|有)*(?:{_MEASURE})[啊呢呀了]*[?？]?"
)
"""«李律师上个月几次», «上个月赤坎站几场»: the figures of one, in days that are named."""
_LOOK_AT = re.compile(
    rf"(?:[您你]好|请|麻烦|那|[,，\s])*(?:帮我|给我|我想|我要)?(?:看看|看一下|看下|查查|查一下|查下|找找|找一下)(?P<who>[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{0,2}}(?:{'|'.join(words_of('titles'))}))[吧啊呢。]*"
)
_SHORT = re.compile(
    rf"^[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,3}}?(?:的)?(?:电话|手机号?|号码|联系方式)(?:是)?(?:多少|几号)?[?？呢]?$"
    rf"|^[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,3}}?(?:[今去本上]?年|[这上]个?月|本月)?(?:一共|总共)?服务了?(?:几|多少)个?(?:小时|家|次)"
    r"|^(?:一共|总共|现在|目前|我们|全[市县区省]|(?:[\u4e00-\u9fff]{2,5}[区县市]|(?!达标|没|一个)[\u4e00-\u9fff]{2,3}(?=有|现在|目前|一共))){0,3}有?(?:多少|几)[个位名家条]?(?:志愿)?(?:专家|工作站|老师)(?:了|呢|啊)?[?？]?$"
    r"|^导出(?:一下)?(?:专家|工作站|需求|日记)(?:的)?(?:名册|名单|清单)?$"
    r"|(?:单子?|需求|那一?单)(?:现在|到底)?(?:是)?(?:谁(?:来)?接|有没有人接|有人接了?(?:没有?|吗|么))"
    r"|^(?:还有)?(?:哪些|多少)?没人接的(?:单子?|需求)?(?:呢|有哪些)?[?？]?$"
    rf"|^[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,3}}?[今去本]年(?:的)?(?:服务|志愿|时长|任务|小时)?(?:够了?[吗没]有?|够不够|达标了?[吗没]有?|还差多少|[做干]了(?:几|多少)(?:个?(?:小时|家|次))?)[?？呢]?$"
    rf"|^{_WHEN}(?:一共|总共)?(?:新?来|新增|进来|收到|有|接)了?(?:几|多少)[个条]?(?:新的?)?(?:需求|单子?|求助|新的)(?:了|呢)?[?？]?$"
    rf"|^{_WHEN}有?(?:几|多少|哪)[些个条](?:需求|单子?)?(?:是|还)?没(?:有)?人接(?:的)?[?？呢]?$"
    rf"|^(?:他|她|这个?人|[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,3}}?)(?:现在|目前)?(?:{LOAD})"
    rf"|^(?:{_OF_SOMEBODY})(?:今年|本年|这个?月|上个?月)?(?:一共|总共|现在)*(?:服务|做|干)?了?(?:几|多少)个?(?:小时|钟头|家|次)了?[?？]?$"
    r"|^有没有(?:会|懂|能|做|搞|擅长)(?:搞|做|看)?[^，,。]{1,10}的(?:专家|老师|律师|会计)[吗呢?？]*$"
    r"|^[^，,。]{0,8}(?:的|方面的?)(?:现在|还)?有?(?:几|多少)[件条个](?:需求|单子?)?(?:还|是)?没(?:有)?人接(?:的)?[?？呢]?$"
    r"|^(?:他|她|这个?人)(?:现在|目前)?(?:是)?(?:什么|啥)(?:状态|情况)[?？]?$|^(?:他|她)(?:的)?(?:状态|情况|资格)(?:呢|怎么样)?[?？]?$"
    r"|^(?:他|她)(?:今年|本年|这个?月|上个?月)?(?:一共|总共|现在)*(?:服务|做|干)?了?(?:几|多少)个?(?:小时|钟头|家|次)了?[?？]?$"
    r"|^(?:他|她)(?:的)?(?:最近|最后|上)一?[次篇]?的?(?:日记|服务)(?:是?什么时候|是?哪天|呢)?[?？]?$"
    r"|^(?:最近|今天|现在)?有没有人?(?:投诉|提?异议|申请)(?:当|做|成为)?(?:志愿)?(?:专家|工作站)?(?:的|过)?[?？]?$"
)
"""A look-up in a few words; who begins it by name may be a place («石家庄»), which is no look-up of somebody."""
_OF_ONE_NEED = re.compile(
    r"(?:那|请问|查一?下|看看|看下|[，,\s])*(?P<number>\d{1,9})\s*号?(?:需求|单子?)?(?:这条|那条|的)?\s*(?:现在|到底|目前|是|为啥|为什么|咋|怎么|会|这么|还)*"
    r"(?:怎么样|什么情况|啥情况|情况|谁在跟|谁跟|谁接|谁在办|到哪一?步|没人接|请了谁|请过谁|问过谁|状态)+[了呢啊的?？]*"
    r"|(?P<bare>\d{3,9})\s*号(?:需求|单子?)?[呢?？]*"
)
"""«109号», «108号怎么样了», «107 为啥没人接»."""
_POINTS = re.compile(
    r"(?:^|(?<=[，,\s])|(?<=[查看问下]))(?:他|她|(?:这|那)(?:个)?(?:人|位|专家|老师|站|工作站))(?!们)"
)
_FIRM_ENDS = re.compile(r"(?:厂家?|公司|企业|店|集团)$")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; `kind` is need, load, diary, application, complaint, objection, person, expert or station.

    `name`: what is left of the words, which may be part of a name. `since` and `until`: the days that count.
    """

    kind: str = "person"
    number: int | None = None
    phone: str | None = None
    region: str | None = None
    domain: str | None = None
    states: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    name: str = ""


_OF_A_FIRM = re.compile(
    r"(?:那么?|请问|问下|上次|之前|昨天|查一?下|看|下|[，,\s])*(?P<firm>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:那边|那家|这家|他们家?|家)?的?"
    r"(?P<matter>(?:那[件个条]?|这[件个条]?)?(?:事情?|需求|问题|单子?|案子)?(?:后来|现在|最后|到底|目前|到现在|办得|办的|处理得|解决得|进展|[，,\s])*)"
    r"(?:怎么样|怎样|咋样|如何|(?:什么|啥)情况|到哪一?步|(?P<done>办[好完]|处理[好完]|解决|有结果|有下文)了?(?:没有?|吗)|有没有(?:结果|下文)|没下文|呢)[了啊呢吗的]*[?？。]*"
)


def after_a_firm(text: str) -> str:
    """What a firm may be called of whose matter it is asked what became: «蓝屿的事后来怎么样了»; empty where nothing is."""
    found = _OF_A_FIRM.fullmatch(text.strip())
    if found is None or not (
        found["matter"].strip(" ，,") or found["done"] or "下文" in text or "结果" in text
    ):
        return ""
    return found["firm"]


def is_plain(text: str) -> bool:
    """Whether a text can only be a look-up: «…有哪些需求», «李律师今年记了几次», «查一下 …»."""
    said = text.strip()
    if each := of_each_place(said):
        return _kind(each[0]) != "person" and not (what_lacks(each[0]) or read_breakdown(each[0]))
    if what_lacks(said) or read_breakdown(said):
        return False
    if _OF_ONE_NEED.fullmatch(said):
        return True
    if _PLAIN.search(text) or _LOOK_AT.fullmatch(said):
        return True
    if (one := _BY_PERSON.fullmatch(said)) and (
        _STATION.search(one[0]) or language.read_region(text, None) is None
    ):
        return True
    return _SHORT.search(said) is not None and language.read_region(text, None) is None


def named_instead(text: str, name: str) -> str:
    """The text with a name in the place of «他», «那个站»; as it is where it points at nobody."""
    return _POINTS.sub(name, text, count=1)


def points(text: str) -> bool:
    """Whether a text speaks of somebody by «他», «那个站»."""
    return _POINTS.search(text) is not None


def read(text: str, home: str | None, now: datetime) -> Sought:
    """What the text asks for."""
    if phone := language.read_phone(text):
        return Sought(phone=phone)
    if one := _OF_ONE_NEED.fullmatch(text.strip()):
        return Sought("need", int(one["number"] or one["bare"]))
    number, region = _NUMBER.search(text), language.read_region(text, home)
    period = language.read_period(_NUMBER.sub("", text), now)
    return Sought(
        _kind(text),
        int(number[1]) if number else None,
        None,
        region,
        next(iter(language.read_domains(text) or ()), None),
        next((states for states, words in _STATES if re.search(words, text)), ()),
        period.first if period else None,
        period.last if period else None,
        _name(text, region),
    )


def _kind(text: str) -> str:
    if _BY_PERSON.fullmatch(text.strip()):
        return "diary"
    return next((kind for kind, words in _KINDS if re.search(words, text)), "person")


def _name(text: str, region: str | None) -> str:
    if looked := _LOOK_AT.fullmatch(text.strip()):
        return looked["who"]
    left = _NUMBER.sub("", text)
    if region:
        full = regions.name(region)
        left = left.replace(full, "").replace(regions.stem(full), "")
    left = _OF_A_LOAD.sub("", left) if re.search(LOAD, text) else left
    left = _FIRM_ENDS.sub("", _NOISE.sub("", left))
    return "" if language.read_domains(left) and not _TITLED.search(left) else left
