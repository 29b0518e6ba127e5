"""What a firm would like in who helps it, and what experts say of themselves: 女老师, 会讲粤语, 周末, 线上."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from language.data import rows
from language.normalise import LONGEST, normalise

_CLAUSE = re.compile(r"[^,。;!?\s]+")
_STAFF = re.compile(r"员工|工人|客户|客人|顾客|业务员|主播|翻译|学员|招")
"""Whoever is spoken of then is not who is to help."""
_LIKES = r"(?:最好|希望|盼|(?<!不)想要?|(?<!不)要|能不能|可不可以|可以|有没有|有无|安排|派|换|找|请(?!了|过))"
_HELPER = r"(?:的?(?:老师|专家|律师|会计师?|顾问|师傅|人|来|那种))"
_SPEAKS = r"(?:(?:会|能|懂|用|可以|得会)(?:讲|说|听|用)?|讲|说)"
_FREE = r"(?:都|才|也|比较|最|一般|就|可以|能|我)*(?:有空|有时间|得闲|方便|能来|过来|来(?!了)|可以|行|能谈|见面|聊|空着)"
_WILL = r"(?:可以|能|愿意|都|也|也可以|都可以|也行|都行|行|做|服务|没问题|优先|为主)"
_LASTING = re.compile(r"平时|一般|平常|以后|通常|每个|每周|都|只有|随时")
_ME = re.compile(r"^(?:我|本人|俺|咱)")
_NOT = re.compile(r"[不没]|别|唔|冇")
_FILLER = re.compile(
    r"(?:我|本人|也|还|都|平时|一般|是|和|跟|另外|对了|补充一下|以后|呢|的|啊|哦|了|[,。;!?、\s])*"
)


class _Trait(NamedTuple):
    kind: str
    label: str
    words: str


def preferred(text: str) -> tuple[str, ...]:
    """What a need would like of the one who helps, as codes: «最好是会讲粤语的女老师» is cantonese and woman."""
    plain = normalise(text[:LONGEST]).text
    clauses = [one for one in _CLAUSE.findall(plain) if not _STAFF.search(one)]
    return tuple(code for code, like in _liked() if any(_holds(like, one) for one in clauses))


def matter(text: str) -> str:
    """What a text tells besides whom it would like."""
    return "，".join(one for one in _CLAUSE.findall(normalise(text[:LONGEST]).text) if not preferred(one))


def said(text: str) -> dict[str, bool]:
    """What an expert says of themselves, by code: True, or False where they say that it is not so."""
    found: dict[str, bool] = {}
    for clause in _CLAUSE.findall(normalise(text[:LONGEST]).text):
        for code, claim in _claimed():
            if match := claim.search(clause):
                found[code] = not _NOT.search(clause[: match.end()])
    return found


def with_said(known: Iterable[str], text: str) -> list[str]:
    """What is known of an expert, as codes, after they have said these words of themselves."""
    told, before = said(text), {*known}
    return [code for code in codes() if told.get(code, code in before)]


def says_of_oneself(text: str) -> bool:
    """Whether a text says such things of its speaker for good, and nothing else: «我会讲粤语，周末有空»."""
    plain = normalise(text[:LONGEST]).text
    found = said(plain)
    lasting = bool(_LASTING.search(plain)) or any(_traits()[code].kind in ("who", "tongue") for code in found)
    told = {at for _, claim in _claimed() for one in claim.finditer(plain) for at in range(*one.span())}
    rest = "".join("," if at in told else sign for at, sign in enumerate(plain))
    return bool(found) and lasting and bool(_ME.match(plain)) and _FILLER.fullmatch(rest) is not None


def labels(codes: Iterable[str]) -> str:
    """«会讲粤语、周末有空»."""
    return "、".join(_traits()[code].label for code in codes if code in _traits())


def codes() -> tuple[str, ...]:
    """All there are, in their order."""
    return tuple(_traits())


def _holds(like: re.Pattern[str], clause: str) -> bool:
    found = like.search(clause)
    return found is not None and not _NOT.search(clause[max(0, found.start() - 1) : found.start()])


@cache
def _traits() -> dict[str, _Trait]:
    return {
        code: _Trait(kind, label, "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True))))
        for code, kind, label, words in rows("words/traits.tsv")
    }


@cache
def _liked() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each with how a firm says that it would like it; ways of serving are read elsewhere."""
    forms = {
        "who": rf"{_LIKES}(?:是|来|给我?|我|我们|一?[个位名])*(?:{_SPEAKS}[^,]{{1,4}}的)?(?:WORDS)|^(?:WORDS)(?:最好|优先|更好|好些)",
        "tongue": rf"{_SPEAKS}(?:WORDS)(?:{_HELPER}|讲|沟通|交流|说|的|最好|$)|(?:WORDS)(?:沟通|交流|讲|{_HELPER})",
        "time": rf"{_LIKES}[^,]{{0,3}}(?:WORDS)|(?:WORDS){_FREE}",
    }
    return tuple(
        (code, re.compile(forms[one.kind].replace("WORDS", one.words)))
        for code, one in _traits().items()
        if one.kind in forms
    )


@cache
def _claimed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each with how an expert says that it is so."""
    forms = {
        "who": r"(?:我|本人|性别)[是:]?一?[名位个]?(?:WORDS)(?!(?:客户|企业|员工|创业))",
        "tongue": rf"(?:不|唔)?(?:太)?{_SPEAKS}(?:一点|点|流利的?)?(?:(?:TONGUES)(?:和|跟|、|还有|也|,)*{_SPEAKS}?)*(?:WORDS)"
        r"|(?:WORDS)(?:流利|也会|也行|没问题|不会|不懂)",
        "time": r"(?:WORDS)(?:不|没){0,1}(?:都|才|也|比较|一般|就|我)*(?:有空|有时间|得闲|方便|可以|空|能来|能接|也?行|在)",
        "way": rf"(?:WORDS)(?:服务|辅导|咨询|指导|讲)?(?:不|没){{0,1}}{_WILL}|(?:可以|能|愿意|只做|只能|接受)(?:做)?(?:WORDS)",
    }
    forms["tongue"] = forms["tongue"].replace(
        "TONGUES", "|".join(one.words for one in _traits().values() if one.kind == "tongue")
    )
    return tuple(
        (code, re.compile(forms[one.kind].replace("WORDS", one.words))) for code, one in _traits().items()
    )
