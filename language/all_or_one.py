"""What is said of several matters at once: none of them, only one, or which are left: «都不办了», «就办第二个», «还有哪几件没办»."""

import re
from typing import NamedTuple

from language.normalise import normalise
from language.numerals import integer

LONGEST = 24
LAST = -1
"""The place of «后面那个»."""
_LEAD = r"(?:哎呀?|唉|那|嗯|算了|好了|行了|不弄了|我|还是|先|[,。!\s])*"
_TAIL = r"(?:了|吧|啊|呀|哈|算了|就行|就好|就可以|得了|[,。!\s])*"
_ALL = r"(?:都|全都?|全部|通通|统统|一个都|一件都|哪个都|[两俩三四五]?[个件条]都|这[些几][个件条]?都?)"
_DEED = r"(?:办|弄|要|搞|问|发|提|说|报|填|记|写)"
_NONE = re.compile(
    rf"{_LEAD}{_ALL}(?:先|给我)?(?:不用?|别){_DEED}{_TAIL}|{_LEAD}{_ALL}(?:给我|帮我)?(?:取消|算了|作废|删掉?|撤掉?){_TAIL}"
    rf"|{_LEAD}一[个件条]也不{_DEED}{_TAIL}"
)
_ONE = r"[个件条篇](?:事情?|需求|问题|日记)?"
_WHICH = (
    rf"(?:第(?P<place>[一二三四五12345]){_ONE}|(?P<last>后面?|最后|后一|末)[那这]?[一的]?{_ONE}?"
    rf"|(?P<first>前面?|头)[那这]?[一的]?{_ONE}|(?P<what>[^个件条第]{{2,8}}?)的?[那这]一?{_ONE})"
)
_ONLY = re.compile(rf"{_LEAD}(?:(?:就|只|单|光)先?{_DEED}|只?留下?){_WHICH}{_TAIL}")
_OTHERS = re.compile(
    rf"{_LEAD}(?:其他|其它|别|另外|剩下|其余|前面|后面|第[一二三四五])(?:的|那)*(?:[一两几]?{_ONE})?(?:都|就)?(?:先)?(?:不|别){_DEED}{_TAIL}"
)
_LEFT = re.compile(
    r"(?:那|我|手上|现在|这里|一共)*(?:还有|还剩|剩下?)(?:的)?(?:哪|几|什么|啥|多少)(?:几|些)?(?:[个件条篇](?:事情?|需求|日记)?)?"
    r"(?:没(?:有)?(?:办|弄|说|填|记|确认|发|写)(?:完|好)?|等着|在等)?(?:的|了|啊|呀|呢|吗|[?？])*"
)


class Only(NamedTuple):
    """`place` counts from 1, or is `LAST`; 0 where the one that is kept is called by its matter (`what`)."""

    place: int
    what: str = ""


def gives_up_all(text: str) -> bool:
    """Whether a whole text gives up all that is in hand."""
    return _NONE.fullmatch(_plain(text)) is not None


def only_one(text: str) -> Only | None:
    """The one matter that a whole text keeps, giving up the others; None where it says no such thing."""
    clauses = [one for one in re.split(r"[,。;!\s]+", _plain(text)) if one]
    kept = [found for one in clauses if (found := _ONLY.fullmatch(one))]
    if len(kept) != 1 or not all(_ONLY.fullmatch(one) or _OTHERS.fullmatch(one) for one in clauses):
        return None
    found = kept[0]
    said = {name: value for name, value in found.groupdict().items() if value}
    return _of(said)


def asks_what_is_left(text: str) -> bool:
    """Whether a whole text asks what is still unfinished."""
    return _LEFT.fullmatch(_plain(text)) is not None


def _of(said: dict[str, str]) -> Only:
    if "place" in said:
        return Only(integer(said["place"]) or 0)
    return Only(LAST if "last" in said else 1 if "first" in said else 0, said.get("what", ""))


def _plain(text: str) -> str:
    plain = normalise(text[: LONGEST + 1]).text.strip()
    return plain if len(plain) <= LONGEST else ""
