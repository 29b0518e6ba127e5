"""Yes and no to several things in one message: «第一个接，第二个不接», «租约的我可以接但是下周», «都不行»."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from language.assent import is_court
from language.lexicon import any_of
from language.normalise import normalise

LONGEST = 60
"""Characters; whoever writes more than that tells something."""
ACCEPT, DECLINE, TERMS = "accept", "decline", "terms"
_FIGURES = {
    figure: value
    for value, figures in enumerate(("1一", "2二两", "3三", "4四", "5五", "6六"), 1)
    for figure in figures
}
_NUMBER = f"[{''.join(_FIGURES)}]"
_KIND = "[个条件家单份]"
_MARKS = re.compile(r"[,。;!\s]+|(?<=[了吧的])(?=第)")
_HINGE = re.compile(r"(?=但是?|不过(?!来)|可是?(?!以)|就是得)")
_LINKS = re.compile(r"[、和跟与及]|还有|以及")
_YES, _NO = f"(?:{any_of('takes_on')})", f"(?:{any_of('turns_down')})"
_ENDS = r"(?:[吧了啊的呀哦哈嘛啦咯]|谢|老师|这[单个条家])*"
_SAID = re.compile(
    rf"(?P<before>.*?)(?P<leads>(?:我|就|都|也|还|先|倒|一个(?=[都也])|统统|通通|全部?|实在|真的?|可能|最近|目前|暂时)*)"
    rf"(?:(?P<no>{_NO})|(?P<yes>{_YES}))(?P<more>{_NO}|{_YES})?{_ENDS}(?P<end>$|(?=第{_NUMBER}))"
)
_SAYS = re.compile(
    rf"^(?:我|就|只|先|也|想|那|帮我|把)*(?:(?P<no>不接|不要|推掉|推了|婉拒|拒绝|放弃)|(?P<yes>接受|接下|接|要))了?(?P<what>.+?){_ENDS}$"
)
_TERMS = re.compile(any_of("on_terms"))
_WHETHER = re.compile(r"(?:可以|行|好|成)(?:吗|么|不)[?]?$|行不行[?]?$|可不可以[?]?$")
"""«房东那个下周可以吗» offers to come next week."""
_ASKS = re.compile(r"[?]|[吗呢]$|怎么|多少|看看|考虑|想想|再说|要不要|等下|等会|为什么|谁")
_NO_ANYWHERE = re.compile(_NO)
_PLAINLY = re.compile(r"接|婉拒|拒绝|推[了掉]|换[别个一]|找别人|[两三四五]个都|全都?|都不")
_ALL = re.compile(
    rf"(?:这|那)?(?:{_NUMBER}{_KIND})(?:都|全|一起)|[全都]|通通|统统|一起|一个(?:都|也)(?=不|没)|每{_KIND}"
)
_REST = re.compile(rf"(?:其[他它余]|别|剩下?|余下|另[外一])的?(?:那|这|里)?{_NUMBER}?{_KIND}?")
_ONE = re.compile(rf"{_KIND}$")
_PLACE = re.compile(
    rf"第(?P<place>{_NUMBER}){_KIND}?|(?P<number>\d{{1,6}})号|(?P<first>前|头)(?P<count>{_NUMBER}){_KIND}|后(?P<tail>{_NUMBER}){_KIND}"
)
_EDGE = re.compile(
    rf"(?P<last>最后|末尾|后面|下面)(?:那|这|一|的)*{_KIND}?|(?P<first>头一|最前面?|前面|上面)(?:那|这|一|的)*{_KIND}?"
)
_FILLERS = re.compile(
    rf"(?:那|这)(?:一|边)?{_KIND}|{_KIND}$|我们?|您|你|老师|就|那|这|的|可以|给|能|先|也|只|把|想|需求|邀请|企业|问题|客户说|关于|吧|了|是|嘛|嗯|好"
)


class Verdict(NamedTuple):
    """What a part of a message says of some of the things that somebody is asked for.

    `answer`: accept, decline, or terms (a yes that depends on `said`). Named by `places` (1 the first, -1 the last), by
    `numbers` of records, by `words` of their matter; `whole`: all of them, `number` of them where that is said; `rest`: those
    that nothing else names. `said` is the part without what names them; `plain`: it could answer nothing else.
    """

    answer: str
    places: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    whole: bool = False
    rest: bool = False
    number: int | None = None
    said: str = ""
    plain: bool = False

    @property
    def names(self) -> bool:
        """Whether anything is named at all."""
        return bool(self.places or self.numbers or self.words or self.whole or self.rest)


def verdicts(text: str) -> tuple[Verdict, ...]:
    """The verdicts that a message is made of, in their order; none where it says anything besides, or asks."""
    plain, asks = _WHETHER.subn("可以", normalise(text).text)
    if len(plain) > LONGEST or _ASKS.search(plain.rstrip("!。 ")):
        return ()
    found: list[Verdict] = []
    named = ""
    for clause in _clauses(plain):
        clause = f"{named}、{clause}" if named else clause
        one = _verdict(clause) or _only_terms(clause)
        if one and one.names:
            found.append(one)
            named = ""
        elif one is None and _names(clause):
            named = clause
        elif found and _goes_on(found[-1], clause):
            found[-1] = _depending(found[-1], clause)
        else:
            return ()
    is_offered = not asks or (found and found[-1].answer == TERMS)
    return tuple(found) if is_offered and not named else ()


def places(text: str) -> tuple[int, ...]:
    """The places that a text names: «第一个» is 1, «最后那个» -1."""
    return _places(normalise(text).text)[0]


def _clauses(plain: str) -> Iterator[str]:
    for part in _MARKS.split(plain):
        for clause in _HINGE.split(part):
            if clause and not is_court(clause):
                yield from _said_one_after_the_other(clause)


def _said_one_after_the_other(clause: str) -> Iterator[str]:
    """«第一个接第二个不接» without a mark."""
    found = _SAID.match(clause)
    if found and found.end() < len(clause) and found["before"]:
        yield found[0]
        yield from _said_one_after_the_other(clause[found.end() :])
    else:
        yield clause


def _verdict(clause: str) -> Verdict | None:
    """What a clause says; None where it gives no answer."""
    if found := _SAYS.fullmatch(clause):
        what = found["what"]
        if _called(what).names:
            return _called(what)._replace(answer=DECLINE if found["no"] else ACCEPT, plain=True)
    found = _SAID.fullmatch(clause)
    if found is None:
        return None
    before, terms = found["before"], _TERMS.search(found["before"])
    called = _called(before[: terms.start()] if terms else before, found["leads"])
    answer = (
        DECLINE
        if found["no"] or (found["more"] and re.fullmatch(_NO, found["more"]))
        else TERMS
        if terms
        else ACCEPT
    )
    said = clause[terms.start() :] if terms else clause[found.end("before") :]
    return called._replace(answer=answer, said=said, plain=bool(_PLAINLY.search(clause)))


def _only_terms(clause: str) -> Verdict | None:
    """«第三个要等到周五»: a yes that goes without saying."""
    terms = _TERMS.search(clause)
    called = _called(clause[: terms.start()]) if terms else None
    if (
        terms is None
        or called is None
        or not (called.places or called.numbers)
        or _NO_ANYWHERE.search(clause)
    ):
        return None
    return called._replace(answer=TERMS, words=(), said=clause[terms.start() :])


def _called(what: str, leads: str = "") -> Verdict:
    """What is named in front of an answer."""
    whole, rest = _ALL.search(what + leads), _REST.search(what)
    counted = rest or whole
    places, numbers = _places(what)
    bare = _EDGE.sub(" ", _PLACE.sub(" ", _REST.sub(" ", _ALL.sub(" ", what))))
    parts = _LINKS.split(bare)
    places += tuple(_FIGURES[part] for part in parts if part in _FIGURES)
    words = tuple(word for part in parts if len(word := _FILLERS.sub("", part).strip()) > 1)
    named = bool(places or numbers or words or rest)
    return Verdict(
        "",
        places,
        numbers,
        words,
        whole is not None and not named,
        rest is not None,
        counted and _count(counted),
    )


def _count(found: re.Match[str]) -> int | None:
    """«剩下那个» is one, «两个都» are two; «一个都不» are all."""
    if found[0].startswith("一个"):
        return None
    figure = next((_FIGURES[char] for char in found[0] if char in _FIGURES), None)
    return 1 if figure is None and _ONE.search(found[0]) else figure


def _places(what: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    places: list[int] = []
    numbers: list[int] = []
    for one in _PLACE.finditer(what):
        if one["number"]:
            numbers.append(int(one["number"]))
        elif one["place"]:
            places.append(_FIGURES[one["place"]])
        elif one["count"]:
            places.extend(range(1, _FIGURES[one["count"]] + 1))
        else:
            places.extend(range(-_FIGURES[one["tail"]], 0))
    places.extend(-1 if one["last"] else 1 for one in _EDGE.finditer(_PLACE.sub(" ", what)))
    return tuple(places), tuple(numbers)


def _names(clause: str) -> bool:
    """Whether a clause does nothing but name what the next one answers: «第一个、第三个都接»."""
    called = _called(clause)
    return bool(called.places or called.numbers) and not called.words


def _goes_on(before: Verdict, clause: str) -> bool:
    """Whether a clause, which names nothing, says why not or when: «但是下周», «那周在外地»."""
    says_when = _TERMS.search(clause) is not None or _NO_ANYWHERE.search(clause) is not None
    return len(clause) <= LONGEST // 3 and (before.answer == DECLINE or says_when)


def _depending(before: Verdict, clause: str) -> Verdict:
    """An answer with what is said behind it."""
    said = f"{before.said}，{clause}" if before.said else clause
    if before.answer == ACCEPT and _TERMS.search(clause):
        return before._replace(answer=TERMS, said=said)
    return before._replace(said=said)


def at_places(listed: Sequence[int], places: Sequence[int]) -> list[int] | None:
    """Those that stand at some places of a list; None where it has no such place."""
    right = all(-len(listed) <= place <= len(listed) for place in places)
    return [listed[place - 1 if place > 0 else place] for place in places] if right else None
