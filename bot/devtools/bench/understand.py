"""How fast messages are read, in one process on one core; without sentence vectors unless the figure says so.

Rates are of processor time: other work on the machine says nothing of what reading costs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from time import process_time
from typing import Any

_NOW = datetime(2026, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))
_WISHES = (
    "我上礼拜报的那个事有人管没有",
    "这周没时间，下周可以吗",
    "老师人是好人，就是非要我买他们公司的软件，一年三千八，不买就不给讲了，我想问这样合规矩吗",
    "附近哪家酒店有早餐",
)
_SECONDS = 2.0
_ALONE = """
import time
started = time.process_time()
from language import read_diary, read_need
imported = time.process_time() - started
from datetime import datetime, timezone
read_diary("昨天给三家企业讲税，两小时", datetime(2026, 3, 4, tzinfo=timezone.utc)), read_need("客户欠款", deep=False)
(most,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(imported, int(most) / 1024)
"""
"""What a process of its own that reads and does nothing else takes: seconds of processor time to import, and megabytes
(`getrusage` would count those of the process that started it)."""
_LONG = ("昨天去了三家", "鱼饲料", "两个半小时，", "和赤坎", "哈", "下午3点", "每家", "13800")
"""Messages of 10,000 characters are made of these, each alone."""


def measure() -> dict[str, Any]:
    """The figures."""
    from language import read_diary, read_need

    imported, megabytes = map(float, _said_alone().split())
    diaries, needs = (_written(kind) for kind in ("diary", "need"))
    found = {
        "diaries_per_s": round(_rate(lambda text: read_diary(text, _NOW, "440800"), diaries)),
        "needs_per_s": round(_rate(lambda text: read_need(text, "440800", deep=False), needs)),
        "intent_ms": _milliseconds(_wish),
        "longest_ms": max(round(_slowest(text * (10_000 // len(text))), 1) for text in _LONG),
        "import_s": round(imported, 3),
        "rss_mb": round(megabytes),
    }
    vectors = {"intent_with_vector_ms": _milliseconds(_wish_with_vector), "rss_with_vectors_mb": _megabytes()}
    return found | vectors


def _said_alone() -> str:
    return subprocess.run([sys.executable, "-c", _ALONE], capture_output=True, text=True, check=True).stdout


def _written(kind: str) -> tuple[str, ...]:
    """Several hundred messages by many authors: with a handful, what is kept of the last ones would be measured."""
    from language.reading.examples import examples

    return tuple(one.text for one in examples() if one.kind == kind)


def _wish(text: str) -> object:
    from language.intents.reading import needs_meaning, read_intent

    return needs_meaning(text), read_intent(text, ["enterprise"], ["need"])


def _wish_with_vector(text: str) -> object:
    from language.intents.reading import meaning, read_intent

    return read_intent(text, ["enterprise"], ["need"], meaning(text))


def _milliseconds(read: Callable[[str], object]) -> float:
    """Of processor time for one wish."""
    return round(1000 / _rate(read, _WISHES), 3)


def _megabytes() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _slowest(text: str) -> float:
    """Milliseconds that one long message takes: the best of three readings, as the machine has other work."""
    from language import is_small_talk, read_application, read_diaries, read_need

    def once() -> float:
        started = process_time()
        read_diaries(text, _NOW, "440800")
        read_need(text, "440800", deep=False)
        read_application(text)
        is_small_talk(text)
        return (process_time() - started) * 1000

    return min(once() for _ in range(3))


def _rate(read: Callable[[str], object], messages: tuple[str, ...]) -> float:
    for text in messages[:50]:  # tables are read when first needed
        read(text)
    count, started = 0, process_time()
    while process_time() - started < _SECONDS:
        for text in messages:
            read(text)
        count += len(messages)
    return count / (process_time() - started)
