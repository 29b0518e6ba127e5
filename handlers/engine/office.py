"""What somebody is told whose wish was brought before the staff of their place."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.message import Choice, Reply

STATUS = Choice("看进展", tokens.start("my_cases"))


def passed_on(number: int, more: str = "") -> Reply:
    """The wish is a case of this number; `more` says what holds until it is answered."""
    return Reply(f"已交给服务中心，是 {number} 号事项，答复发到这里。{more}", choices=(STATUS,))
