"""Names of people: known ones, by surname and title, behind what somebody is, and on their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from language import regions
from language.discretion.plain import plain
from language.discretion.spans import Kind, Span
from language.lexicon import any_of, words_of

_SURNAME = rf"(?:{any_of('double_surnames')}|[{''.join(words_of('surnames'))}])"
_USUAL = "王李张刘陈杨赵吴周徐孙朱胡郭何梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴钟汪姜范谭邹孟秦邱侯尹庞莫梅符邝揭覃洪卜易陆黎麦冼罗赖廖欧温凌"
"""Surnames that hardly begin another word."""
_GIVEN = f"[{''.join(words_of('given_names'))}]"
_TITLE = (
    r"厂长|总经理|经理|老板娘?|主任|会计师?|出纳|财务|董事长|师傅|律师|教授|老师|博士|工程师|顾问|站长|校长|院长|园长|所长|店长|社长|场长|队长"
    r"|书记|主席|村长|主管|总监|先生|女士|小姐|太太|阿姨|大姐|大哥|医生|秘书|处长|科长|局长|行长|理事长"
)
_SHORT = (
    r"总(?![共结部额量体之算数和计价产目面公监长装的])|工(?![人作资伤程厂业龄种会具艺商序期地价费时位信装学友钱头牌])"
    r"|[董姐哥叔嫂姨伯](?![\u4e00-\u9fff]?[事妹弟])"
)
_NO_SURNAME = frozenset("和时任同向于与从全管应经空通相关招区越师能查解包养别农班施钟高古")
_FREE = r"(?:(?<![\u4e00-\u9fff])|(?<=[找请叫是问给和跟与由让被向对说位把])|(?<=联系)|(?<=[我咱他她]们))"
_TITLED = re.compile(
    rf"{_FREE}(?P<free>{_SURNAME}){_GIVEN}{{0,2}}(?P<title>{_TITLE}|{_SHORT})(?!事务所|费|证|资格|助理)"
    rf"|(?P<usual>[{_USUAL}]){_GIVEN}{{0,2}}(?:{_TITLE}|{_SHORT})(?!事务所|费|证|资格|助理)"
)
_FAMILIAR = re.compile(
    rf"(?<![大最矮弱微从])[小老阿](?:[{_USUAL}]|(?<=阿)[\u4e00-\u9fff])(?=$|[^\u4e00-\u9fff]|[说讲问在跟去来管也都就打做把要想会能负联电]|是|{_TITLE})"
)
_NO_FAMILIAR = re.compile(r"阿[里姨拉婆公胶根坝克拉]|老[何许]|小何|小许")
_AFTER = r"(?=$|[^\u4e00-\u9fff]|电话|手机|微信|先生|女士|同志|名下|的|是|在|说|负责|和|及|与|跟|收|转|[,。])"
_CALLED = re.compile(
    rf"(?:联系人|姓名|法人代表|法定代表人|法人|负责人|经办人|申请人|本人|署名|收件人|我叫|我是|名叫|名字叫|老板叫|[人他她工户]叫|叫做?)[:是叫为 ]{{0,3}}"
    rf"(?P<name>(?:{any_of('double_surnames')}|[{''.join(words_of('surnames'))}])[\u4e00-\u9fff]{{1,2}}(?:·[\u4e00-\u9fff]+)?){_AFTER}"
)
_NO_NAME = re.compile(rf"[的在了是你他她们做任有与吗呢啊吧想请问公司企业单位厂店家元年日号个被]|^(?:{any_of('not_person_names')})")
_VERB = r"[没不在被要把向去从已曾还欠离请上签受说提辞告索跟和与的是找借租拿叫给来也都就将]"
_MET = re.compile(
    rf"(?:员工|工人|职工|客户|司机|业务员|股东|合伙人|供应商|被告|原告|债务人|债权人|担保人|会计|出纳|店员|房东|买家|卖家|老板|儿子|女儿|老婆|妻子|丈夫|找|问|联系|跟|和|由|请|是|叫)?"
    rf"(?<![\u4e00-\u9fff])(?P<name>[{_USUAL}黄林叶高夏马方江]{_GIVEN}{{1,2}})(?=$|[^\u4e00-\u9fff]|{_VERB})"
    rf"|(?:员工|工人|职工|客户|司机|业务员|股东|合伙人|供应商|被告|原告|债务人|债权人|担保人|会计|出纳|店员|房东|买家|卖家|老板|儿子|女儿|老婆|妻子|丈夫|找|问|联系|跟|和|由|请|叫)"
    rf"(?P<who>[{_USUAL}黄林叶高夏马方江]{_GIVEN}{{1,2}})(?=$|[^\u4e00-\u9fff]|{_VERB})"
)
_SURNAMED = re.compile(rf"(?:我|免贵|本人|老板|他|她|^|[,。 ])姓(?P<name>{_SURNAME})(?![名氏])")


def found(text: str, known: Collection[str]) -> Iterator[Span]:
    """Names of people, those that are known first."""
    for name in known:
        yield from _known(text, name)
    yield from _titled(text)
    for match in _CALLED.finditer(text):
        if not _NO_NAME.search(match["name"]):
            yield Span(*match.span("name"), Kind.PERSON)
    for match in _MET.finditer(text):
        name = "name" if match["name"] else "who"
        if not (_NO_NAME.search(match[name]) or regions.mentions(match[name])):
            yield Span(*match.span(name), Kind.PERSON)
    for match in _FAMILIAR.finditer(text):
        if not _NO_FAMILIAR.match(match[0]):
            yield Span(*match.span(), Kind.PERSON)
    yield from (Span(*match.span("name"), Kind.SURNAME) for match in _SURNAMED.finditer(text))


def _known(text: str, name: str) -> Iterator[Span]:
    """A name that is known; of 张厂长 the surname alone, so that one reads what the person is."""
    said = plain(name).text.strip()
    if len(said) < 2 or re.fullmatch(_TITLE, said):
        return
    loose = r"[ .·_-]?".join(map(re.escape, said))
    title = re.fullmatch(rf"{_SURNAME}{_GIVEN}{{0,2}}(?P<title>{_TITLE}|总|工|[姐哥叔嫂姨伯])", said)
    for match in re.finditer(loose, text):
        end = match.end() - len(title["title"]) if title else match.end()
        yield Span(match.start(), end, Kind.SURNAME if title else Kind.PERSON)


def _titled(text: str) -> Iterator[Span]:
    """The surname before a title, with a given name between."""
    for match in _TITLED.finditer(text):
        start = match.start("free" if match["free"] else "usual")
        if text[start] in _NO_SURNAME or text[max(0, start - 1) : start + 1] in _WORDS_ENDING:
            continue
        title = re.search(rf"(?:{_TITLE}|总|[工董姐哥叔嫂姨伯])$", match[0])
        if title:
            yield Span(start, match.start() + title.start(), Kind.SURNAME)


_WORDS_ENDING = frozenset(
    ["对方", "甲方", "乙方", "双方", "官方", "厂方", "店方", "我方", "校方", "供方", "需方", "买方", "卖方", "每周", "也许", "多少", "任何", "如何", "为何", "森林", "谢谢", "多谢", "一周", "上周", "下周", "本周"]
)
