"""What a firm hears that says that a service on record never took place."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.message import Choice, Reply


def held(case: int) -> Reply:
    """The hours are held, and who looks at it."""
    return Reply(
        f"谢谢您说出来。这篇日记先不算数，服务中心去核，也会问专家（不给看您的原话）。这是 {case} 号投诉，有结果告诉您。",
        choices=(Choice("我的投诉", tokens.start("my_cases")),),
    )
