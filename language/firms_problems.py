"""What several firms want, told by somebody who goes around among them: «宏达急着找银行，另外金叶食品要看合同»."""

from __future__ import annotations

import re
from typing import NamedTuple

from language import enterprise_names
from language.lexicon import any_of
from language.normalise import LONGEST, Normalised, normalise

MOST = 5
_CLAUSE = re.compile(r"(?:[^,。;:!?\n]|(?<=\d)[.](?=\d))+")
_BESIDES = rf"(?:(?:{any_of('besides')})|还|再|和|以及|然后|隔壁的?|旁边的?|,){{0,6}}"
_STILL = r"(?:现在|目前|最近|那边|这边|老板|那里|他们|一直|正在|正|也|还|就|都|又|急着|着急|急)*"
_VERB = r"(?:找|请|问|看|贷|借|招|申请|申报|办|打|做|了解|咨询|学|买|换|开|转|注册|租|融资|融|知道|告|搞|弄|解决|查|起诉|要回)"
_WANTS_NONE = (
    r"(?:没有?|无)(?:什么|啥)?(?:别的|其他)?(?:大)?(?:事|问题|需求|需要|困难|难处|诉求)儿?(?:的|了)?"
)
_WANTS = (
    rf"(?:(?:想|要|需要|得|缺|愁|打算)(?:要|想)?(?:人|个|一下|个人)?{_VERB}"
    r"|[^,。;]{0,6}(?:合同|社保|税务?|贷款|发票|商标|专利|招工|账)[^,。;]{0,4}(?:要人?|想)(?:人|找人|请人)?(?:看|问|办|弄|做)"
    r"|(?:招|贷|融)不到|被(?:罚|告|查|欠|抄|拖欠|起诉)|(?:被)?拖欠|(?:有|跟)[^,。;]{0,10}(?:纠纷|官司|仲裁)"
    rf"|{_WANTS_NONE}(?=$|[,。;!]))"
)
_WHO = r"(?P<who>[\u4e00-\u9fffA-Za-z0-9()·&]{2,12}?)"
_TELLS = re.compile(rf"{_BESIDES}{_WHO}{_STILL}{_WANTS}")
_BEHIND = re.compile(rf"{_STILL}{_WANTS}")
_NOBODY = re.compile(
    r"^(?:[我咱你您他她]|企业|大家|老板|客户|员工|对方|公司|厂里|人家|这|那|[两三四五六七八九十几\d]+家|是|就|有|帮|给|今|昨|前|明|上|下|去年|都|不|没|又|还|也|但|再(?!生)|已经|曾经?|后来|一直|最近|目前|现在|之前|当时|因为|由于|所以|其实|结果|如果|可能)"
)
_NO_FIRM = re.compile(
    r"(?:律师|老师|教授|会计师?|经理|专家|主任|站长|科长|局|中心|工作站|协会|法院|银行|先生|女士|师傅|员工|同事|学员)$"
)
_ALL = re.compile(
    r"(?:这|那)?(?:[两俩三四五六几\d]+[家个间]?|他们|企业)?都(?:是)?在(?P<where>[^,。;]{2,8})|都(?:报上去|报吧?|帮忙报一下)"
)


class Told(NamedTuple):
    """`who` is how the firm is called, `words` all that was said of it, as written."""

    who: str
    words: str


def wants_none(one: Told) -> bool:
    """Whether all that is said of a firm is that it needs nothing: «老陈修车行没啥事»."""
    said = normalise(one.words.removeprefix(one.who)).text.strip(" ,。;!:")
    return re.fullmatch(_STILL + _WANTS_NONE, said) is not None


def firms_problems(text: str) -> tuple[Told, ...]:
    """Each firm with what it wants, in the order told; empty where no clause begins with a firm that wants something."""
    return tuple(one for one in firms_told(text) if not wants_none(one))


def firms_told(text: str) -> tuple[Told, ...]:
    """The same, with those that need nothing."""
    message = normalise(text[:LONGEST])
    clauses = [found.span() for found in _CLAUSE.finditer(message.text)]
    while clauses and _ALL.fullmatch(message.text[slice(*clauses[-1])].strip()):
        clauses.pop()
    starts: list[tuple[int, int, str]] = []
    for place, span in enumerate(clauses):
        if found := _begun(message, *span):
            starts.append((place, *found))
    if not starts or starts[0][0] != 0:
        return ()
    ends = [*(place for place, *_ in starts[1:]), len(clauses)]
    told = tuple(
        Told(who, message.written(begin, clauses[end - 1][1]).strip())
        for (_, begin, who), end in zip(starts, ends, strict=True)
    )
    return told if len({one.who for one in told}) == len(told) <= MOST else ()


def where_all_are(text: str) -> str:
    """The words for the place of all of them («三家都在赤坎»); empty where none is said."""
    plain = normalise(text[:LONGEST]).text
    found = next((one for one in map(_ALL.fullmatch, _CLAUSE.findall(plain)) if one and one["where"]), None)
    return found["where"] if found else ""


def _begun(message: Normalised, start: int, end: int) -> tuple[int, str] | None:
    """Where in a clause a firm is named that wants something, and its name as written."""
    text = message.text[start:end]
    lead = re.match(_BESIDES, text)
    begin = lead.end() if lead else 0
    for mention in enterprise_names.mentions(text):
        if mention.start == begin and _BEHIND.search(text, mention.end, mention.end + 24):
            return start + begin, message.written(start + mention.start, start + mention.end)
    found = _TELLS.match(text)
    if found is None or _NOBODY.match(found["who"]) or _NO_FIRM.search(found["who"]):
        return None
    return start + found.start("who"), message.written(start + found.start("who"), start + found.end("who"))
