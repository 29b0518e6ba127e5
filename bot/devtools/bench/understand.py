"""How fast messages are read, in one process on one core; without sentence vectors unless the figure says so."""

from __future__ import annotations

import resource
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from time import perf_counter, process_time
from typing import Any

_NOW = datetime(2026, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))
_DIARIES = (
    "昨天下午2点到4点在霞山给三家水产厂讲出口退税",
    "前天上门帮一家餐馆看租赁合同，45分钟",
    "上周五线上给12家企业讲研发费用加计扣除，一个半小时",
    "今日下昼三点到五点喺赤坎同两间公司倾劳动合同",
    "时长：90分钟；企业数：2；日期：2026/3/1；领域：知识产权",
)
_NEEDS = (
    "客户欠我们货款三十万，明天开庭，证据没弄好",
    "想申请专精特新，不知道够不够条件",
    "廉江一家小电器厂，想做阿里国际站，电话13800000000",
)
_WISHES = (
    "我上礼拜报的那个事有人管没有",
    "这周没时间，下周可以吗",
    "老师人是好人，就是非要我买他们公司的软件，一年三千八，不买就不给讲了，我想问这样合规矩吗",
    "附近哪家酒店有早餐",
)
_SECONDS = 2.0
_LONG = ("昨天去了三家", "鱼饲料", "两个半小时，", "和赤坎", "哈", "下午3点", "每家", "13800")
"""Messages of 10,000 characters are made of these, each alone."""


def measure() -> dict[str, Any]:
    """The figures."""
    started = perf_counter()
    from language import read_diary, read_need

    imported = perf_counter() - started
    found = {
        "diaries_per_s": round(_rate(lambda text: read_diary(text, _NOW, "440800"), _DIARIES)),
        "needs_per_s": round(_rate(lambda text: read_need(text, "440800", deep=False), _NEEDS)),
        "intent_ms": _milliseconds(_wish),
        "longest_ms": max(round(_slowest(text * (10_000 // len(text))), 1) for text in _LONG),
        "import_s": round(imported, 3),
        "rss_mb": _megabytes(),
    }
    vectors = {"intent_with_vector_ms": _milliseconds(_wish_with_vector), "rss_with_vectors_mb": _megabytes()}
    return found | vectors


def _wish(text: str) -> object:
    from language.intents.reading import needs_meaning, read_intent

    return needs_meaning(text), read_intent(text, ["enterprise"], ["need"])


def _wish_with_vector(text: str) -> object:
    from language.intents.reading import meaning, read_intent

    return read_intent(text, ["enterprise"], ["need"], meaning(text))


def _milliseconds(read: Callable[[str], object]) -> float:
    """Of processor time for one wish: other work on the machine says nothing of what reading costs."""
    return round(1000 / _rate(read, _WISHES, process_time), 3)


def _megabytes() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _slowest(text: str) -> float:
    """Milliseconds that one long message takes: the best of three readings, as the machine has other work."""
    from language import is_small_talk, read_application, read_diaries, read_need

    def once() -> float:
        started = perf_counter()
        read_diaries(text, _NOW, "440800")
        read_need(text, "440800", deep=False)
        read_application(text)
        is_small_talk(text)
        return (perf_counter() - started) * 1000

    return min(once() for _ in range(3))


def _rate(
    read: Callable[[str], object], messages: tuple[str, ...], clock: Callable[[], float] = perf_counter
) -> float:
    for text in messages:  # tables are read when first needed
        read(text)
    count, started = 0, clock()
    while clock() - started < _SECONDS:
        for text in messages:
            read(text)
        count += len(messages)
    return count / (clock() - started)
