"""Durations and spans of time: 两个半小时, 90分钟, 1小时20分, 三刻钟, 下午2点到4点半."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from language.calendar.figures import DOTTED_CLOCKS
from language.calendar.scan import without_numbers
from language.numerals import DECIMAL, NUMERAL, number

_HOUR = r"(?:小时|钟头|粒钟|个?钟(?!点|表|楼|声)|点钟(?=[,。 ]|$)|h(?![a-z])|hrs?(?![a-z])|hours?)"
_MINUTE = r"(?:分钟|分(?![之部店公歧析享红配包销别子期析厂级手拆账公类数成])|mins?(?![a-z])|minutes?|')"
_AFTER = r"(?:多|来|几|余|把(?=[,。;\s]|$)|不到|以上|以内|左右不到|出头|上下不到|\+)"
_BEFORE = r"(?:不到|不足|不满|没到|未到|超过|将近|接近|近|多于|少于|最多|至多|至少|起码|好几|几|数|(?<!差不)多|上|快|大半|小半)"

_DURATION = re.compile(
    rf"(?P<vague>{_BEFORE})?(?:"
    rf"(?P<whole>{DECIMAL}(?=个?{_HOUR})|{NUMERAL})?(?P<more>[多来几余])?个?(?P<half>半)?个?(?P<more2>[多来几把])?(?P<unit>{_HOUR})"
    rf"(?:(?P<tail_half>半)|零?(?P<tail_quarter>[一三])刻钟?|又?零?(?P<minutes>{NUMERAL})(?:{_MINUTE}|m(?![a-z])|"
    rf"(?=[,。;\s]|$)))?"
    rf"|(?<!点)(?<![\d一二三四五六七八九十两]时)(?<!\d:)(?<!\d\d:\d\d)(?P<only>{NUMERAL})(?P<more3>[多来几余])?个?(?:(?P<half_minute>分半)钟?|{_MINUTE}(?:零?(?P<seconds>{NUMERAL})秒)?)"
    rf"|(?<=[长时历共计约: ])(?P<dialled>\d{{1,2}}):(?P<dialled_m>[0-5]\d):(?P<dialled_s>[0-5]\d)(?! ?[-~到至:\d])"
    rf"|(?P<quarters>[一两三1-3])刻钟"
    rf"|(?P<dial>[一两三四五六七八九十])个字(?=[,。;\s]|$)"
    rf")(?P<after>{_AFTER}(?!的?[家户间企]))?",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(rf"(?:{NUMERAL}|几)(?:个|小时|分钟?)? {{0,2}}(?:[-~到至]|或者?|还是) {{0,2}}$")
_MARKED_BEFORE = re.compile(
    r"(?<![\d月])(?<![\d一二三四五六七八九十][.:点时分/-])(?P<low>\d{1,2}|[一二两三四五六七八九十]{1,3})个?[ \-~.·…、丶,/\n]{1,3}$"
)
"""两 三个小时, 2、3小时: with a mere mark between them they must follow each other."""
_OR = re.compile(r"[ \-~、丶]{0,2}|,?(?:或者?|还是|要么|到|至)")
"""一个小时两个小时, 半小时到一小时."""

_PERIOD = r"(?:凌晨|清早|清晨|早上|早晨|今早|上午|上昼|朝早|早|中午|正午|晌午|下午|下昼|午后|后晌|傍晚|晚上|晚间|夜里|夜晚|今晚|昨晚|前晚|昨夜|晚)"
_SECONDS = r"(?::[0-5]\d(?!\d)|分?(?:\d\d?|[零一二三四五六七八九]?十?[零一二三四五六七八九]?)秒)?"
_TIME = (
    r"(?:(?:[:点时](?:(?P<{0}m>[0-5]?\d(?!\d)|[一二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九](?!刻))"
    + _SECONDS
    + r"分?|(?P<{0}half>半)|(?P<{0}quarter>[一三])刻)?(?:整|钟)?)(?: ?(?P<{0}x>[apAP])\.?[mM]\.?)?| ?(?P<{0}y>[apAP])\.?[mM]\.?)"
)
_CLOCK = (
    r"(?:(?P<{0}p>"
    + _PERIOD
    + r") *)?(?<![周期拜第])(?P<{0}h>[01]?\d|2[0-4]|[一二三四五六七八九十]{{1,3}}|两|零)"
)
_START = _CLOCK.format("a") + _TIME.format("a")
_END = r"(?: *(?:当[天晚]|今[天日]|次日|翌日|第二天|隔天)的?)? *" + _CLOCK.format("b") + _TIME.format("b")
_SPAN = re.compile(
    rf"{_START}?(?:开始|起|开讲)?[,， ]?(?:一直|直)?[^\d,。;、\n小个多来出]{{0,4}}?(?:到|至|-|~)+(?:了|的)?{_END}"
)
_STAYED = re.compile(
    rf"{_START}(?:[^\d。;\n]{{0,22}}?(?:[聊讲谈忙搞弄坐站待做干看教整]|一直|直)到了?|"
    rf"(?=[^\d。;\n]{{0,20}}?[出结走离散收完])[^\d。;\n]{{0,10}}?,(?:一直)?){_END}"
)
_UNTIL = re.compile(
    rf"{_START}(?:开始,?|[^\d。;\n]{{0,30}}?(?:,|然后|后来|之后|[的了](?=\d|[一二三四五六七八九十]))){_END}[才就]?(?:走|结束|散|收工|离开|出来|完事)"
)
"""十点去的，聊到十二点: a span told in two breaths, so both times must say 点."""


_ON = re.compile(rf"[^。;\n]{{0,12}}?(?:又|再|接着|继续)[^\d,。;\n一二三四五六七八九十]{{0,4}}到了?{_END}")
"""讲到十一点，歇一刻钟，又讲到十二点: the span goes on."""
_BEGUN = re.compile(
    rf"{_START}(?:多|过)?[^\d,。;、\n一二两三四五六七八九十]{{0,4}}?(?:开始|开讲|开会|开课|起(?!来))"
)
_ONE_CLOCK = re.compile(_START)
_SOME = re.compile(r"(?:早|晚)?一点")
"""«早一点», «有一点急» is some, and no hour."""
_HAS_LENGTH = re.compile(r"[时钟hH分mM刻字:']")
_HAS_CLOCK = re.compile(r"[:点时]|\d ?[apAP]\.?[mM]|\.\d\d ?[-~到至]")
_DOTTED = re.compile(DOTTED_CLOCKS)
_DIAL = re.compile(
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点时](?:\d\d?|[零一二三四五六七八九十]{1,3})分(?!钟)(?:(?:\d\d?|[零一二三四五六七八九十]{1,3})秒)?"
)
_PART = re.compile(_PERIOD)
_NIGHT = 7
"""Before this hour nobody serves: whoever says 三点 without more means the afternoon."""


class Stretch(NamedTuple):
    """A length of time found at `start:end`; `hours` is None where it is vague, `begins` (minutes of the day) where no
    clock says it."""

    start: int
    end: int
    hours: float | None
    clock: bool = False
    begins: int | None = None


@lru_cache(maxsize=16)
def durations(text: str) -> tuple[Stretch, ...]:
    """Every duration of the text, vague ones included; kept a moment, as several readers ask."""
    if not _HAS_LENGTH.search(text):
        return ()
    text = _DIAL.sub(_blank, without_numbers(text)) if "分" in text else without_numbers(text)
    found = [Stretch(*match.span(), _length(text, match)) for match in _DURATION.finditer(text)]
    for at, (one, other) in enumerate(pairwise(found)):
        if (
            one.hours
            and other.hours
            and one.hours < other.hours
            and _OR.fullmatch(text, one.end, other.start)
        ):
            found[at : at + 2] = [stretch._replace(hours=None) for stretch in (one, other)]
    return tuple(found)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(maxsize=16)
def spans(text: str) -> tuple[Stretch, ...]:
    """Every span from one time of day to another."""
    if not _HAS_CLOCK.search(text):
        return ()
    text = _DOTTED.sub(lambda match: match[0].replace(".", ":"), without_numbers(text))
    reach, found = 0, []
    for match in sorted(
        (*_SPAN.finditer(text), *_STAYED.finditer(text), *_UNTIL.finditer(text)),
        key=lambda match: match.end(),
    ):
        hours = _difference(match)
        if match.start() >= reach and hours is not None and 0 < hours <= 14:
            on = _ON.match(text, match.end())
            reach = on.end() if on else match.end()
            whole = hours + (_further(match, on) if on else 0)
            found.append(Stretch(match.start(), reach, whole, clock=True, begins=_begins(text, match)))
    return tuple(found)


def begun(text: str) -> int | None:
    """The minute of the day at which a text says that something began: «下午三点开始讲了两个小时»."""
    match = _BEGUN.search(text)
    return _begins(text, match) if match else None


def clock_time(text: str) -> int | None:
    """The minute of the day of the first clock time that a (normalised) text names: «周五下午三点», «10:30», «两点半».

    None where none is told, or one that no clock shows.
    """
    told = without_numbers(text)
    for match in _ONE_CLOCK.finditer(told):
        if not _SOME.fullmatch(match[0]) and (begins := _begins(told, match)) is not None:
            return begins if begins < 24 * 60 else None
    return None


def _begins(text: str, match: re.Match[str]) -> int | None:
    """The beginning as it is meant: in the part of the day named last, and not in the night."""
    told = _PART.findall(text, 0, match.start())
    begins = _minutes(match, "a", match["ap"] or (told[-1] if told else None))
    if begins is None or match["ap"]:
        return begins
    return begins + 12 * 60 if begins < _NIGHT * 60 and not told else begins


def _length(text: str, match: re.Match[str]) -> float | None:
    if any(match[part] for part in ("vague", "more", "more2", "more3", "after")):
        return None
    if (
        text[match.start() - 1 : match.start()] == "."
        or _RANGE_BEFORE.search(text, max(0, match.start() - 9), match.start())
        or _follows(text, match)
    ):
        return None
    if match["quarters"]:
        return (number(match["quarters"]) or 0) / 4
    if match["dial"]:  # Cantonese: the figures of a clock face, five minutes apart
        return (number(match["dial"]) or 0) / 12
    if match["only"]:
        minutes = number(match["only"])
        return None if minutes is None else (minutes + _beyond_minutes(match)) / 60
    if match["dialled"]:
        return int(match["dialled"]) + int(match["dialled_m"]) / 60 + int(match["dialled_s"]) / 3600
    return _hours(match)


def _beyond_minutes(match: re.Match[str]) -> float:
    """五分半钟, 27分钟30秒."""
    return 0.5 if match["half_minute"] else (number(match["seconds"] or "0") or 0) / 60


def _follows(text: str, match: re.Match[str]) -> bool:
    """Whether the number right before, parted by a mark alone, is one less."""
    before = _MARKED_BEFORE.search(text, max(0, match.start() - 7), match.start())
    told = number(match["whole"] or match["only"] or "")
    low = number(before["low"]) if before else None
    if low is None or told is None:
        return False
    return told == low + 1 or (low % 10 == 0 and told == low + 10)


def _hours(match: re.Match[str]) -> float | None:
    if not match["whole"]:
        # 半小时 is half an hour, 个半小时 one and a half, 小时 alone no length
        whole = 1.0 if match["half"] and re.search(r"个半", match[0]) else 0.0
    else:
        found = number(match["whole"])
        if found is None:
            return None
        whole = found
    if not match["whole"] and not match["half"]:
        return None
    whole += 0.5 if match["half"] else 0
    whole += 0.5 if match["tail_half"] else 0
    whole += (number(match["tail_quarter"]) or 0) / 4 if match["tail_quarter"] else 0
    if match["minutes"]:
        minutes = number(match["minutes"])
        return None if minutes is None else whole + minutes / 60
    return whole


def _difference(match: re.Match[str]) -> float | None:
    start, end = _minutes(match, "a", match["ap"]), _minutes(match, "b", match["bp"] or match["ap"])
    if start is None or end is None:
        return None
    if _half(match, "b") and not _half(match, "a") and start + 12 * 60 < end:
        start += 12 * 60  # 1:30-3pm
    while end <= start:
        end += 12 * 60
    return (end - start) / 60


def _half(match: re.Match[str], side: str) -> str:
    """The half of the day in letters, a or p; empty where none is told."""
    return (match[side + "x"] or match[side + "y"] or "").lower()


def _further(match: re.Match[str], on: re.Match[str]) -> float:
    period = match["bp"] or match["ap"]
    until, reached = _minutes(on, "b", on["bp"] or period), _minutes(match, "b", period)
    return (until - reached) % (12 * 60) / 60 if until is not None and reached is not None else 0


def _minutes(match: re.Match[str], side: str, period: str | None) -> int | None:
    hour = number(match[side + "h"])
    if hour is None or hour > 24:
        return None
    half = _half(match, side)
    if hour < 12 and (half == "p" or (period and not half and re.search("下|晚|午后|傍|夜|后晌", period))):
        hour += 12
    if period and hour < 4 and re.search("中午|正午|晌午$", period):
        hour += 12
    return int(hour) * 60 + _past(match, side)


def _past(match: re.Match[str], side: str) -> int:
    if match[side + "half"]:
        return 30
    if match[side + "quarter"]:
        return 15 * int(number(match[side + "quarter"]) or 0)
    return int(number((match[side + "m"] or "0").lstrip("零") or "0") or 0)
