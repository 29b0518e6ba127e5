"""«星期三星期五有空», «我每周二下午方便»: on which days of the week somebody can be met."""

import re

from language.normalise import normalise

LONGEST = 30
_DAY = r"(?:周|星期|礼拜)[一二三四五六日天末](?:[、,和跟及到至\s]{0,3}[一二三四五六日天](?![天号月])){0,6}(?:早上|上午|中午|下午|晚上)?"
_FREE = re.compile(
    rf"(?:那|对了|补充一下|我们?|这边|厂里|公司|老板|一般|平时|只有|就|最好|希望|每个?|都|[,:\s])*(?:{_DAY}[、,和跟及到至\s]{{0,3}})+"
    r"(?:都|才|比较|我们?|一般|会|厂里|公司|这边)*(?:有空|有时间|得空|得闲|方便|在厂里|在公司|可以来|能来|可以|行)(?:的|了|吧|啊|呢|[,。!\s])*"
)


def free_days(text: str) -> str:
    """The words, without the stop at their end, where all of a short text says so; else nothing."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    found = len(plain) <= LONGEST and _FREE.fullmatch(plain)
    return text.strip(" ，,。！!") if found else ""
