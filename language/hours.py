"""How long a service took, from the durations and spans of a message."""

import re
from typing import NamedTuple

from language import corrections
from language.durations import Stretch, durations, spans
from language.lexicon import any_of
from language.numerals import NUMERAL, integer, number

_TRAVEL = re.compile(
    rf"""
      开了(?!会|个?会)
    | 坐[^,。;]{{0,9}}(?:车|船|地铁)
    | [车船](?:上|开了|坐了)
    | 跑了?\d+公里
    | {any_of("travel")}
    """,
    re.VERBOSE,
)
_BESIDE = re.compile(any_of("beside_service"))
_DEADLINE = re.compile(r"^(?:之?[内前]|以内|时效|营业|值守|热线|[制待]|在线|到账|响应|发货|送达|工作制)")
_TOTAL = re.compile(
    r"(?:总共|一共|合计|总计|共计|累计|总时长|服务时长|全程|前后|加起来|合起来|算下来|实际|总共花|时长|共)[^,。;\d一二两俩三四五六七八九十半]{0,5}$"
)
_EACH = re.compile(
    rf"(?:(?P<own>{NUMERAL})[家户间个](?:企业|公司|店|厂)?)?(?:每家|每户|每间|每个(?:企业|客户|老板|人)?|每一家|各自|每位|[一每]人|家均|"
    r"平均(?:每家)?|各|(?<![另有那某])一家(?=[聊讲谈看花了]{0,2}$))[^,。;\d一二两俩三四五六七八九十半]{0,4}$"
)
_ONE_AFTER_ANOTHER = re.compile(rf"另|一家{NUMERAL}.{{1,8}}一家{NUMERAL}")
_EACH_MEETING = re.compile(
    r"[每一](?:场|次|回|天|节|堂|批|期|个?上午|个?下午|个?晚上)[^,。;\d一二两俩三四五六七八九十半]{0,4}$"
)
_LESSONS = re.compile(rf"(?P<lessons>{NUMERAL})个?(?:课时|学时|节课)")
_EACH_LESSON = re.compile(r"[每一](?:个?(?:课时|学时)|节课?|个)[^,。;\d一二两三四五六七八九十半]{0,3}$")
_EACH_TIME = re.compile(
    rf"(?:(?P<times>{NUMERAL})[场次回天节堂]|上下午)(?:都|课|会)?各[^,。;\d一二两三四五六七八九十半]{{0,3}}$"
)
"""两场各1小时, 上下午各两小时."""
_COLLEAGUES = re.compile(
    r"(?:我[和跟与同][^,。;]{1,6}|[\u4e00-\u9fff]{2,3}[和跟与同]我(?!们)|(?:[一二两三四五六七八九十\d]+|几)[个位名](?:专家|老师|律师|会计师?|讲师|同事|志愿者|志愿专家)|[们咱](?:[俩仨]|[两三四五]个))"
    r"[^。;]{0,16}?(?:各自?|每人|分别)(?:讲|聊|谈|说|用|花|做|辅导|服务|咨询)?了?(?:大?约|差不多)?(?:\d|[一两二三四五六七八九十半])个?半?(?:\d|小时|个|钟|分)"
)
"""Several served at once: whose hours each of theirs are must be asked."""
_OF_A_MONTH = re.compile(
    rf"(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?[^,。;、\d月日号]{{0,8}}(?:{NUMERAL}|半)个?半?(?:小时|钟头|分钟)"
)
"""1月3小时、2月4小时: what several months come to is no one service."""
_MEETINGS = re.compile(
    r"(\d{1,2}|十?[一二两三四五六七八九十])(?:[场次回天堂节批期]|个上午|个下午|个晚上)(?!会议室)"
)
_PER_MEETING = re.compile(r"^[一每](?:场|次|回|天|节|堂)")
_LISTED_DAYS = re.compile(
    r"(?:周|星期|礼拜)[一二三四五六日](?:[、和跟及]?(?:周|星期|礼拜)?[一二三四五六日](?!家|个))+|大?[前昨今]天[和跟、]大?[前昨今]天|"
    r"\d{1,2}[日号](?:[、和跟及]?(?:\d{1,2}月)?\d{1,2}[日号])+"
)
_RANGE_OF_DAYS = re.compile(
    r"(?:周|星期|礼拜)([一二三四五六日])[到至~-](?:周|星期|礼拜)?([一二三四五六日])|"
    r"(?<!\d)(\d{1,2})[日号]?[到至~-](?:\d{1,2}[月.])?(\d{1,2})[日号]"
)
_WEEK = "一二三四五六日"
_IN_TURN = re.compile(r"一([场次回天节堂]).{2,12}一\1")
"""一次40分钟一次半小时 are two meetings, each with its own length."""
_LABEL = re.compile(
    rf"(?:时长|时间|工时|学时|用时|小时数)(?:\(?(?:小时|h)\)?)?\s*[::]\s*({NUMERAL})(?:小时|h)?\s*(?=,(?! ?\d+ ?(?:小时|h))|[。;|\n]|$)",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:后来|过后|事后|回来以?后)[^,。;]{0,6}[又还再]|(?:后来|过后|事后).{0,20}又")
_PAUSE = re.compile(r"休息|茶歇|歇了|午休|吃饭|[午晚][饭餐]")
_INCLUDED = re.compile(r"含|包括|算上|连同|连着")


class Told(NamedTuple):
    """Hours served; `computed` where they are a sum, a product or what a break leaves over."""

    value: float | None
    computed: bool = False


def read(text: str, count: int | None) -> float | None:
    """Hours of the service itself, rounded to two places; None where the text is vague or silent."""
    return told(text, count).value


def told(text: str, count: int | None) -> Told:
    """Like `read`, and whether the hours had to be computed."""
    labelled = _LABEL.search(text)
    if _is_of_several(text):
        return Told(None)
    found = [] if labelled else _served(text)
    value = number(labelled[1]) if labelled else _sum(text, found, count)
    if not value or not 0 < value <= 24:
        return Told(None)
    said = labelled or any(stretch.hours == value for stretch in (*found, *spans(text)))
    return Told(round(value, 2), computed=not said)


def _is_of_several(text: str) -> bool:
    """Whether the hours are those of several colleagues or of several months."""
    each = ("各" in text or "每人" in text or "分别" in text) and _COLLEAGUES.search(text)
    return bool(each) or over_months(text)


def over_months(text: str) -> bool:
    """Whether a text tells the hours of several months, one after the other: no number in it is of one service."""
    return text.count("月") > 1 and len(_OF_A_MONTH.findall(text)) > 1


def _served(text: str) -> list[Stretch]:
    """The stretches that are service, not journey, break or subject."""
    return [stretch for stretch in durations(text) if not _elsewhere(text, stretch)]


def _elsewhere(text: str, stretch: Stretch) -> bool:
    clause = _clause(text, stretch)
    if _DEADLINE.match(text[stretch.end : stretch.end + 5]):
        return True
    if _BESIDE.search(clause) or (_INCLUDED.search(clause) and _is_told_before(text, stretch)):
        return True
    return bool(_TRAVEL.search(clause) and not _TOTAL.search(text[: stretch.start][-12:]))


def _is_told_before(text: str, part: Stretch) -> bool:
    """两小时，含答疑半小时: the whole comes before what it includes."""
    return any(whole.end <= part.start for whole in durations(text))


def _clause(text: str, stretch: Stretch) -> str:
    """What stands around a stretch up to the next mark, within reason."""
    before = re.split(r"[,。;\n!?(]", text[max(0, stretch.start - 14) : stretch.start])[-1]
    after = re.split(r"[,。;\n!?)]", text[stretch.end : stretch.end + 6])[0]
    return before + after


def _sum(text: str, found: list[Stretch], count: int | None) -> float | None:
    totals = [s for s in found if _TOTAL.search(text[max(0, s.start - 12) : s.start])]
    if totals:
        return _with_more(text, totals[-1], found)
    clocked = [] if found and all(s.hours for s in found) and not _breaks(text) else list(spans(text))
    found = corrections.latest(text, found)
    if any(s.hours is None for s in found) and not clocked:
        return None
    if clocked:
        return sum(s.hours or 0 for s in corrections.latest(text, clocked)) - _pause(text)
    whole = sum(_whole(text, stretch, count) for stretch in found)
    return whole - _pause(text, included=True) if found else None


def _with_more(text: str, total: Stretch, found: list[Stretch]) -> float | None:
    """«前后一个半钟头，后来又半个钟»: what came later is on top."""
    later = [one for one in found if one.start > total.end and _LATER.search(text[total.end : one.start])]
    if len(later) != 1 or total.hours is None:
        return total.hours
    return None if later[0].hours is None else total.hours + later[0].hours


def _breaks(text: str) -> bool:
    return bool(_PAUSE.search(text))


def _pause(text: str, *, included: bool = False) -> float:
    """Breaks within what the text tells, or only those said to be within."""
    pauses = ((s.hours or 0, _clause(text, s)) for s in durations(text))
    return sum(
        hours for hours, said in pauses if _PAUSE.search(said) and (_INCLUDED.search(said) or not included)
    )


def _whole(text: str, stretch: Stretch, count: int | None) -> float:
    hours = stretch.hours or 0
    before = text[max(0, stretch.start - 12) : stretch.start]
    lessons = _LESSONS.search(text, 0, stretch.start)
    if lessons and _EACH_LESSON.search(before):
        return hours * (integer(lessons["lessons"]) or 0)
    if _EACH_MEETING.search(before) or _PER_MEETING.match(text[stretch.end :]):
        return hours * (1 if _IN_TURN.search(text) else _meetings(text))
    if at_times := _EACH_TIME.search(before):
        return hours * (integer(at_times["times"]) or 0 if at_times["times"] else 2)
    each = _EACH.search(before)
    if each and not (each[0].startswith("一家") and (_ONE_AFTER_ANOTHER.search(text) or (count or 0) < 2)):
        return hours * ((integer(each["own"]) if each["own"] else count) or 0)
    return hours


def _meetings(text: str) -> int:
    """How many times they met: 讲了三场, or as many as the weekdays listed."""
    listed = _LISTED_DAYS.search(text)
    days = len(re.findall(r"[一二三四五六日](?!期)|[前昨今]天|\d[日号]", listed[0])) if listed else 0
    counted = max((integer(found) or 0 for found in _MEETINGS.findall(text)), default=0)
    return counted if counted > 1 else _days_from_to(text) or days or counted


def _days_from_to(text: str) -> int:
    found = _RANGE_OF_DAYS.search(text)
    if not found:
        return 0
    weekday, last_weekday, day, last_day = found.groups()
    further = _WEEK.find(last_weekday) - _WEEK.find(weekday) if weekday else int(last_day) - int(day)
    return max(0, further + 1)


def bare(text: str) -> float | None:
    """A number alone, as the answer to the question how many hours: «两», «1.5», «两个半»."""
    match = re.fullmatch(
        rf"(?:大概|大约|约|差不多|是|共)?({NUMERAL})(?:个(?P<half>半)?|左右)?[。!]?", text.strip()
    )
    value = number(match[1]) if match else None
    hours = value + 0.5 if match and value and match["half"] else value
    return hours if hours and hours <= 24 else None
