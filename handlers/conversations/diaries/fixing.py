"""What a message wants changed of which diary: «上次那条记错了，是两家», «把昨天那条删了»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import language
from handlers.conversations.diaries import telling
from handlers.engine.context import ConversationContext, Values
from handlers.engine.listed import placed, shown
from handlers.rendering.plain import show_count, show_form, show_hours, show_region
from language import is_named
from language.amendments import clauses
from language.contrasts import contrasted
from language.numerals import NUMERAL, integer
from language.repairs import completed
from programme.spans import weekday
from storage.queries.diaries.written import DiaryFacts

_TAKE_BACK = re.compile(r"删|撤|作废|不算数?了?$|去掉|取消|清掉|别算")
_NEWEST = re.compile(r"上次|上一[条篇次]|上面[那这]?[条篇次]|刚才|刚刚|刚记|最近|最后")
_THE_NEWEST = re.compile(rf"(?:{_NEWEST.pattern})[记写填]?的?[那这]?[一]?[条篇次份个]|上一[条篇次]|刚记")
_MORE_FIRMS = re.compile(rf"(?:再|多|还)*加(?:上|了)?\s*(?P<count>{NUMERAL})\s*家")
_POINTS = re.compile(
    r"^(?:等会儿?|等等|那|我|把|将|先|的|[,，\s])*(?:第[一二两三四五\d]+|上面[那这]?|上一?|刚才的?[那这]?|刚刚的?[那这]?|最近[那这]?|最后)一?[篇条](?:日记)?"
    r".{0,12}?(?:[改换删撤减]|加|[多少写记错]了)"
)
_NAMED = re.compile(
    r"(?:企业|公司|厂|店)的?名(?:称|字)?(?:要|得)?(?:写上|补上|加上|填上|写成|改成|改为|应该是|写|是|叫)(?P<name>[^\s，,。；;]{2,24})"
)
_RENAMED = re.compile(
    rf"(?:企业|公司|厂名|店名)(?:要|得)?(?:改成|改为|换成|写成|更正为|应该是)(?!{NUMERAL}\s*[家个户间])(?P<name>[^\s，,。；;！!]{{2,24}}?)(?=[，,。；;！!\s吧了]|不是|$)"
)
"""«企业改成小灶电器厂»."""
_TO = re.compile(r"改成|改为|改到|换成|写成|更正为|应该是|应该叫|其实是")
"""What stands behind is the new value, and does not say which diary."""
_DATED = re.compile(
    r"^(?P<when>.{1,14}?)(?:记|写|填|服务|去|讲)?的?(?:那|这)一?[篇条次份个]|^(?P<bare>.{1,14}?)的?日记"
)
"""«29号那篇», «昨天的日记»: the day says which."""
_THE_DAY = re.compile(r"^(?:日期|日子|时间)|(?:是|该是)[^，,。]{1,8}(?:去|做|办|讲|来)的")
"""«日期是不是写错了，我是礼拜五去的»: no figure changes, but the day."""
_RESTORES = re.compile(
    r"^(?:哎呀?|唉|哦|等等|[，,\s])*(?:(?:删|撤)错了?[^。]{0,10}(?:恢复|找回|不[删撤])|(?:不[删撤]了?|别[删撤])[^。]{0,4}(?:恢复|找回来?)|(?:把)?(?:刚才)?[删撤]的?那?[篇条]?(?:日记)?(?:恢复|找回来?))[吧了。！!]*$"
)
_ONLY_ASKS = re.compile(r"改+(?:一?下|过来)?[吧啊了]?")
"""«你给我改改» says nothing of what is right."""
_AGREED = re.compile(r"约(?:好|定)?了?的|约(?:好|定)了|那个约|预约")
_DIARY = re.compile(r"日记|[那这]一?[篇条]|[记写填][的错多少]")
_JUST_NOW = re.compile(r"刚才|刚刚|方才|头先|啱啱")
_SHOWN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "hours": ("时长", show_hours),
    "enterprises": ("家数", show_count),
    "form": ("方式", show_form),
    "names": ("企业名称", "、".join),
    "region": ("地点", show_region),
    "date": ("日期", lambda day: weekday(date.fromisoformat(day))),
}


def restores(text: str) -> bool:
    """Whether a diary that was taken back is wanted again."""
    return _RESTORES.search(text.strip()) is not None


_UNKEPT = re.compile(
    r"(?:等等|等下|那|我|把|[，,\s])*(?:刚才|刚刚|上面|前面)的?(?:记的?|存的?)?(?:那|这)?一?[篇条份](?:日记)?(?:就|都|先|我|也)*(?:不要|不算|删|撤|取消|作废|不用)[了掉销回吧]*[。！!]*"
)


def unkeeps(text: str) -> bool:
    """Whether a text wants the diary gone that was kept just now: «刚才那篇不要了»."""
    return _UNKEPT.fullmatch(text.strip()) is not None


def points(text: str) -> bool:
    """Whether a text changes a diary that it only points at: «第一篇的时间改成3小时», «上面那篇再加一家»."""
    return _POINTS.search(text.strip()) is not None and not unkeeps(text)


def takes_back(text: str) -> bool:
    """Whether the diary is to go and not to be changed."""
    return bool(_TAKE_BACK.search(text))


def meant(talk: ConversationContext, text: str, diaries: Sequence[DiaryFacts]) -> int | None:
    """The one of these, the last written first, that a text means: by its firm, its day, or as the last one: «刚才那篇» is of whichever day."""
    which = _TO.split(text)[0] or text
    by_firm = [one for one in diaries if any(is_named(name, which) for name in one.names)]
    if (dated := _of_the_day_said(talk, which, diaries)) is not None:
        both = [one for one in dated if one in by_firm]
        found = both if len(dated) > 1 else dated
        return found[0].id if len(found) == 1 else None
    served, written = _on(talk, language.read_date(_NEWEST.sub("", text), talk.said_at), diaries)
    if (place := placed(talk, "diary", text, [one.id for one in diaries])) is not None and shown(
        talk, "diary", [one.id for one in diaries]
    )[0]:
        return place
    newest = diaries[:1] if _NEWEST.search(text) else []
    told = (by_firm, newest) if _THE_NEWEST.search(text) else (by_firm, served, written, newest)
    one = next((some for some in told if len(some) == 1), None)
    return one[0].id if one else None


def _of_the_day_said(
    talk: ConversationContext, which: str, diaries: Sequence[DiaryFacts]
) -> list[DiaryFacts] | None:
    """The diaries of the day by which a text calls one («29号那篇»); None where it calls none so."""
    called = None if _NEWEST.search(which) else _DATED.search(which)
    day = language.read_date(called["when"] or called["bare"], talk.said_at) if called else None
    if day is None:
        return None
    served, written = _on(talk, day, diaries)
    return served or written


def _on(
    talk: ConversationContext, day: date | None, diaries: Sequence[DiaryFacts]
) -> tuple[list[DiaryFacts], list[DiaryFacts]]:
    """Those that tell of the day, and those that were written on it."""
    served = [one for one in diaries if one.served_on == day]
    return served, [one for one in diaries if one.recorded_at.astimezone(talk.now.tzinfo).date() == day]


def changes(talk: ConversationContext, text: str, enterprises: int) -> Values:
    """The figures that a text puts in the place of others; «再加一家» is one more than the `enterprises` there are."""
    right = _right(text)
    told = telling.read(talk, right, {})
    if _THE_DAY.search(text) and not _POINTS.search(text.strip()):
        day = language.read_date(_NEWEST.sub("", right), talk.said_at)
        return {"date": day.isoformat()} if day else {}
    if named := _NAMED.search(text):
        told |= {"names": [named["name"]]}
    elif renamed := _RENAMED.search(text):
        told = {name: value for name, value in told.items() if name != "enterprises"}
        told |= {"names": [renamed["name"]]}
    if more := _MORE_FIRMS.search(text):
        told |= {"enterprises": enterprises + (integer(more["count"]) or 0)}
    return {name: told[name] for name in _SHOWN if name in told}


def _right(text: str) -> str:
    """What a text says is right, without what it calls wrong; 刚才 in it is no time of the service."""
    said = _JUST_NOW.sub("", contrasted(text))
    corrected = [one for one in clauses(said, ()) if one.corrects and one.new]
    new = [completed(one.old, one.new) for one in corrected if not _ONLY_ASKS.fullmatch(one.new)]
    return "，".join(new) or _TO.split(said, maxsplit=1)[-1]


def sorted_out(talk: ConversationContext, changed: Values) -> tuple[Values, str]:
    """The new figures that may be, and what is wrong with the first of the others."""
    checks: dict[str, Callable[[ConversationContext, Any], str]] = {
        "date": telling.check_date,
        "hours": telling.check_hours,
        "enterprises": telling.check_count,
    }
    wrongs = {
        name: wrong
        for name, check in checks.items()
        if name in changed and (wrong := check(talk, changed[name]))
    }
    right = {name: value for name, value in changed.items() if name not in wrongs}
    return right, next((f"{_SHOWN[name][0]}没改：{wrong}" for name, wrong in wrongs.items()), "")


def of_an_appointment(text: str) -> str:
    """What is agreed on and moved is no diary: «后天上午约的那家改到礼拜五行不行»."""
    return "service.appoint" if _AGREED.search(text) and not _DIARY.search(text) else ""


def in_words(changed: Values) -> str:
    """«家数改成 2 家»."""
    return "，".join(f"{_SHOWN[name][0]}改成 {_SHOWN[name][1](value)}" for name, value in changed.items())
