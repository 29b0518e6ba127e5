"""«今年目标：服务1000家企业，办成200条需求»: which figures are to be reached, by the measures of the programme."""

from __future__ import annotations

import re

from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL, number

_YEAR = r"(?:(?:20\d\d)年?|(?:今年|本年|年度|全年|明年))(?:度|我们|中心|的|,|还|一共|总共|咱们)*"
_GOAL = re.compile(
    rf"{_YEAR}(?:工作|服务)?目标|^(?:把|将|我们?|中心)?(?:工作)?目标(?:要|再)?(?:定|设|改|:|是|为)"
    rf"|^(?:我们?|中心)?(?:{_YEAR})?(?:定个?|设个?)?目标[,:]?(?:服务|办|完成|做到?|达到|培训)"
)
"""A year's, or a sentence that begins with it; «沙龙目标50家企业» is another matter's."""
_PLANS = re.compile(
    rf"(?:^|[,。])(?:我们?|中心)?{_YEAR}(?:要|得|计划|打算|准备|争取|力争|任务)(?:是|要|再|完成|达到)*(?:办|服务|完成|做|开|搞|培训|发展|认定|举办|组织|\d)"
)
"""«今年要办100场活动»: without the word, from so many on."""
MANY = 10
_HELD = r"(?:活动|讲座|培训|沙龙|宣讲会?|义诊|课程?)"
_AMOUNT = rf"(?P<count>\d+(?:\.\d+)?万?|{NUMERAL}万?)\s*(?:多|以上|个?以上)?"
_EVENTS = re.compile(
    rf"{_AMOUNT}(?:场|次|个|期|节)[^,。、;\d]{{0,4}}?{_HELD}|{_HELD}(?:要|再|办|改成|改为|为|到|共)*{_AMOUNT.replace('count', 'behind')}(?:场|次|期)"
)
"""Events of whatever kind are counted together."""
_MEASURES = (
    ("hours", r"(?:小时|钟头)"),
    ("done", r"(?:条|件|个)(?:企业)?(?:的)?需求"),
    ("experts", r"(?:[位名个]\s*(?:志愿)?专家)"),
    ("stations", r"(?:个|家)\s*工作站"),
    ("enterprises", r"(?:家次|家(?:企业|公司|中小企业)?|户(?:企业)?|个(?:企业|公司))"),
    ("services", r"(?:次|场)(?:服务)?"),
)


def read_goals(text: str) -> dict[str, int]:
    """Target by measure: enterprises, hours, services, activities, done, experts, stations; what has no whole number is left out."""
    plain, found = normalise(text[:LONGEST]).text, dict[str, int]()
    held = [_whole(one["count"] or one["behind"]) for one in _EVENTS.finditer(plain)]
    if events := sum(filter(None, held)):
        found["activities"] = events
        plain = _EVENTS.sub("", plain)
    for measure, unit in _MEASURES:
        for one in re.finditer(_AMOUNT + unit, plain):
            if (count := _whole(one["count"])) is not None:
                found.setdefault(measure, count)
    return found


def sets_goals(text: str) -> bool:
    """Whether a text says what is to be reached in a year, and is no question."""
    plain = normalise(text[:LONGEST]).text
    if re.search(r"[?？吗呢]|怎么样|多少|完成了|如何", plain):
        return False
    targets = read_goals(plain)
    plans = _PLANS.search(plain) is not None and max(targets.values(), default=0) >= MANY
    return bool(targets) and (_GOAL.search(plain) is not None or plans)


def year_of_goals(text: str, this_year: int) -> int:
    """The year that is named, else this one."""
    plain = normalise(text[:LONGEST]).text
    named = re.search(r"(20\d\d)\s*年", plain)
    return int(named[1]) if named else this_year + ("明年" in plain)


def _whole(said: str) -> int | None:
    ten_thousands = said.endswith("万") and len(said) > 1
    amount = number(said.removesuffix("万") if ten_thousands else said)
    if amount is None:
        return None
    value = amount * (10_000 if ten_thousands else 1)
    return int(value) if value == int(value) else None
