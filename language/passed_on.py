"""What somebody asks to have passed on: «跟他说我下午打电话给他», «转告李律师我明天不在», «帮我带句话给对方：…»."""

import re
from typing import NamedTuple

from language.lexicon import words_of
from language.no_names import is_place
from language.normalise import LONGEST, normalise

_ANYBODY = r"(?:他|她|他们|她们|对方|人家|那边|那头)"
_SURNAME = f"[{''.join(words_of('surnames'))}]"
_TITLED = r"(?:律师|老师|会计师?|专家|教授|顾问|工(?![作人厂商])|总|老板|厂长|经理|站长)"
_BY_NAME = rf"{_SURNAME}[\u4e00-\u9fff](?:(?![的企])[\u4e00-\u9fff])?(?!的|企业|业|家|站)"
_PERSON = (
    rf"(?:{_ANYBODY}|(?:那个|那位|这位)?(?:{_SURNAME}(?:(?!的)[\u4e00-\u9fff]){{0,2}})?{_TITLED}|{_BY_NAME})"
)
_HOUSE = r"(?:那家|这家)?(?:企业|厂里|公司|店里)"
_LEAD = r"(?:那|好的?|嗯|哦|麻烦(?:您|你)?|请|帮我?|替我|你|您|去|再|就|[,。\s])*"
_A_WORD = r"(?:一声|一下(?!午)|一句|清楚)"
_ORDERS = (
    rf"(?:跟|和|同|对)(?P<whom>{_PERSON})说{_A_WORD}?(?![了过的好不])",
    rf"(?:跟|和|同|对)(?P<whom>{_PERSON}|{_HOUSE})[说讲](?:{_A_WORD}|(?=[,:]))",
    rf"(?:给|向)(?P<whom>{_PERSON}|{_HOUSE})(?:说{_A_WORD}|带句话|捎句话|带个话)",
    rf"(?:转告|告诉|通知|告知|捎话给|带话给|带句话给|捎句话给)(?:一下)?(?P<whom>{_PERSON}|{_HOUSE})(?:一声|一下)?",
)
"""«给三家企业讲税务» tells a service: without «一声» or the like only a person is told something."""
_PATTERNS = tuple(
    re.compile(rf"{_LEAD}{order}[,:“\s]*(?P<words>\S.{{2,}}?)[”\s]*", re.DOTALL) for order in _ORDERS
)
_ASKS = re.compile(r"[?]|[吗呢没]$|没有$|什么|怎么")


class PassedOn(NamedTuple):
    """To whom, as they are called, and what; a pronoun calls `whom` nothing."""

    whom: str
    words: str


def passed_on(text: str, *, to_a_side: bool = False) -> PassedOn | None:
    """What a whole text asks to have passed on; None where it asks for nothing of the kind.

    To a side of a service («老板», «会计») questions go too; elsewhere those are the persons of a story.
    """
    message = normalise(text[:LONGEST])
    found = next((one for one in _PATTERNS if one.fullmatch(message.text)), None)
    match = found.fullmatch(message.text) if found else None
    if match is None or is_place(match["whom"]):
        return None
    if not to_a_side and (_ASKS.search(message.text) or match["whom"] in words_of("roles_of_people")):
        return None
    whom = "" if re.fullmatch(_ANYBODY, match["whom"]) else message.written(*match.span("whom"))
    return PassedOn(whom, message.written(*match.span("words")).strip())
