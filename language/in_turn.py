"""Which of several things that one message told a later one speaks of: «第一条改成一小时», «第二件呢», «还有一件呢»."""

import re
from typing import NamedTuple

from language.normalise import LONGEST, normalise
from language.numerals import integer

NEXT = 0
"""The place of «还有一件呢»: whichever comes next."""
_LEAD = r"(?:那|哦|嗯|对了|刚才|上面|前面|我说的|说的|就是|不对|[,。 ])*(?:把|将|给)?"
_ONE = r"(?:(?:条|件|份|次|个|篇|场|笔|桩)(?:日记|需求|服务|事情?|问题)?)"
_NTH = re.compile(
    rf"{_LEAD}(?:那|这)?第(?P<place>[一二三四五12345]){_ONE}(?:那|这)?{_ONE}?(?:的|是|呢)?[,: ]*"
)
_OTHER = rf"(?:还有|另外?|后面|后头|剩下|下)的?(?:那|这)?(?:[一两几](?:个|件|条)?)?{_ONE}?(?:事情?|问题)?"
_REST = re.compile(
    rf"{_LEAD}{_OTHER}(?:没[说讲弄办记]|怎么(?:办|弄|说|没有?)|去哪了|不见了)?(?:呢|啊|呀|吗|了)+[?!。 ]*"
)
_MATTER = re.compile(r"[件桩]|事|问题")
_ASKS = re.compile(r"(?:没[说讲弄办记]|怎么(?:办|弄|说|没有?)|去哪了|不见了|呢|啊|呀|吗|了|[?!。 ])*")


class InTurn(NamedTuple):
    """`place` counts from 1; `said`: what is said of that one, nothing where it is only asked for. `is_of_matters`: it is called
    by a word for what is told, and not for a line of a list."""

    place: int
    said: str
    is_of_matters: bool = False


def in_turn(text: str) -> InTurn | None:
    """Which one a text speaks of by its place, and what it says; None where it names no place."""
    message = normalise(text[:LONGEST])
    is_of_matters = _MATTER.search(message.text) is not None
    if _REST.fullmatch(message.text):
        return InTurn(NEXT, "", is_of_matters)
    found = _NTH.match(message.text)
    if not found:
        return None
    rest = message.written(found.end(), len(message.text)).strip()
    return InTurn(
        integer(found["place"]) or NEXT, "" if _ASKS.fullmatch(normalise(rest).text) else rest, is_of_matters
    )
