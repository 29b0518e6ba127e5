"""Several problems told in one message, one text each; two sentences about one problem stay one."""

import re
from collections.abc import Sequence

from language import topics
from language.matters import matters
from language.normalise import LONGEST, normalise
from language.vocabulary import PLAIN, Vocabulary

MOST = 4
"""More than that is a list of questions about one thing."""
_COUNTS = {"两": 2, "俩": 2, "2": 2, "二": 2, "三": 3, "3": 3, "四": 4, "4": 4, "几": 0}
_ANNOUNCED = re.compile(
    r"(?:有|想问|请教|咨询|问|求助|说|请帮忙看|帮我看)?(?:下|一下)?(?P<count>[两俩二三四几234])(?P<kind>件|桩|个)(?P<what>事情?|问题|需求|情况|麻烦)"
    r"(?:想?(?:问|请教|咨询|求助)(?:一下|下)?)?[:,。;\n ]*"
)
_INTRO = 40
"""An announcement stands near the beginning."""
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n,。;:!? ]))\s*(?:[1-4](?:[、)]|\.(?!\d)|,(?!\d))|[一二三四][、,:]|第[一二三四]个?[件是,:、]?"
    r"|[一二三四]是|[一另]一?[个件]是|其[一二三四][,:]?|;)\s*"
)
_MATTER = r"(?:一?[个件]|另?一[个件]|第二[个件])(?:事情?|问题|需求)(?:是|就是|想问(?:一下|下)?)?"
_ANOTHER = re.compile(rf"(?:(?:另外|还有|再有|此外|对了,?还?有)(?:还有)?(?={_MATTER})|(?=另|第二)){_MATTER}")
_NEXT = re.compile(
    rf"""
      (?:^|(?<=[\n,。;:!?\ ]))
      (?P<mark>
          (?:另外|还有|再有|此外|除此之外|对了|再者)?,?(?:还有|另外|再)?{_MATTER}
        | 另外|此外|除此之外|再一个|再就是|再有|其次
        | (?<=[\n。;!?])还有(?!一?[次点些])
        | (?<=[, ])还有(?!一?[次点些个])
      )[:,]?
    """,
    re.VERBOSE,
)
_BOTH = re.compile(
    r"[,。;!\s]*(?:这|我)?[两俩二2三3几](?:样|件事?|个事?|个问题|桩事?)(?:我)?都(?:想|要|得)?(?:问|请教|咨询|求助|请人|帮忙|办|解决).*$"
)
"""Announced behind them: «两样都想问»."""
_STRONG = re.compile(r"[件个](?:事|问题|需求)")
_ENDS = re.compile(r"[;\n]+")
_SENTENCES = re.compile(r"(?<=[。?!])")
_ASKS = re.compile(r"怎么|怎样|咋|谁|多少|什么|哪|几[天年个]|吗|呢|[?]|是不是|要不要|能不能|可不可以")
"""Behind a comma «还有» goes on with the same thing, unless each part asks for itself."""
_BACK = re.compile(
    r"^(?:这|那|它|其中|上面|刚才|前面|同样|也|都|而且|并且|他们?|她们?|该|如果|要是|不然|否则|是不是|还(?![有想要得需是]))"
)
"""What begins so goes on about the same."""
_STOPS = ("。", ";", "!", "?", "\n")
_LEAST, _LEAST_TOLD = 4, 7
_EDGES = " ,。;:、\n"


def begins_another(text: str) -> bool:
    """Whether a text says of itself that it tells another matter: «还有个事 消防来查了»."""
    return bool(_ANOTHER.match(normalise(text[:LONGEST]).text))


def split(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[str, ...]:
    """Each problem as it was written, in the order told; the message alone where it does not plainly tell of several.

    What somebody says of themselves («我们是做网箱养殖的，两件事：…») goes before each.
    """
    message = normalise(text[:LONGEST])
    plain = message.text
    spans = _announced(plain, vocabulary) or _marked(plain, vocabulary) or matters(plain, vocabulary)
    if not 2 <= len(spans) <= MOST:
        return (text,)
    intro = _intro(plain)
    lead = message.written(0, intro).strip(_EDGES + "，；：。")
    parts = [message.written(max(start, intro), end).strip(_EDGES + "，；：") for start, end in spans]
    return tuple(f"{lead}，{part}" if lead else part for part in parts)


def loosely(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[str, ...]:
    """The matters of a need that is kept as one, as far as it goes on to others of which it is likely enough; the text alone else."""
    message = normalise(text[:LONGEST])
    spans = matters(message.text, vocabulary, topics.CERTAIN)
    return tuple(message.written(*span) for span in spans) or (text,)


def _announced(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """两件事：…: as many parts as were announced."""
    found = _ANNOUNCED.search(text, 0, _INTRO)
    if found is None:
        return []
    count, start = _COUNTS[found["count"]], found.end()
    for cuts in (_NUMBERED, _NEXT, _ENDS, _SENTENCES):
        spans = _cut(text, cuts, start)
        if len(spans) == count or (not count and len(spans) > 1):
            clear = found["what"] != "问题" or _differ([text[slice(*one)] for one in spans], vocabulary)
            return spans if clear else []
    return []


def _marked(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """…，另外…; a list by numbers. The parts must be about different fields, or said to be another matter."""
    said = _BOTH.search(text)
    return _cut_at_marks(text[: said.start()] if said else text, vocabulary, announced=said is not None)


def _cut_at_marks(text: str, vocabulary: Vocabulary, *, announced: bool) -> list[tuple[int, int]]:
    numbered = _cut(text, _NUMBERED, 0) if len(_NUMBERED.findall(text)) > 1 else []
    if len(numbered) > 1 and _differ([text[slice(*one)] for one in numbered], vocabulary):
        return numbered
    for mark in _NEXT.finditer(text):
        parts = _trimmed(text, 0, mark.start()), _trimmed(text, mark.end(), len(text))
        told = [text[slice(*one)] for one in parts]
        if min(map(len, told)) < (_LEAST if announced else _LEAST_TOLD) or _BACK.match(told[1]):
            continue
        if not announced and _is_weak(text, mark) and not all(map(_ASKS.search, told)):
            continue
        says_so = announced or _STRONG.search(mark["mark"]) or _are_asked_apart(text, mark, told, vocabulary)
        if _differ(told, vocabulary) or (says_so and _both_told(told, vocabulary)):
            return list(parts)
    return []


def _is_weak(text: str, mark: re.Match[str]) -> bool:
    """Behind a comma «还有» may go on with the same."""
    return mark["mark"] == "还有" and text[: mark.start()].endswith((",", " "))


def _are_asked_apart(text: str, mark: re.Match[str], told: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a sentence of its own asks for something that is likeliest of another field than what stands before."""
    likeliest = {topics.of_need(part, vocabulary, deep=False)[0][0] for part in told}
    return (
        text[: mark.start()].endswith(_STOPS) and len(likeliest) == len(told) and bool(_ASKS.search(told[1]))
    )


def _intro(text: str) -> int:
    """Where that ends which a person says of themselves before the matters."""
    found = _ANNOUNCED.search(text, 0, _INTRO)
    if found and len(text[: found.start()].strip(_EDGES)) >= _LEAST_TOLD:
        return found.start()
    return topics.introduced(text)


def _cut(text: str, marks: re.Pattern[str], start: int) -> list[tuple[int, int]]:
    places = [found.span() for found in marks.finditer(text, start)]
    starts = [start, *(end for _, end in places)]
    ends = [*(begin for begin, _ in places), len(text)]
    spans = [_trimmed(text, *span) for span in zip(starts, ends, strict=True)]
    return [(begin, end) for begin, end in spans if end - begin >= _LEAST]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _differ(parts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether each is surely about a field, and no two about the same."""
    ranked = [topics.of_need(part, vocabulary, deep=False) for part in parts]
    fields = {one[0][0] for one in ranked if topics.is_sure(one)} - {"other"}
    return len(fields) == len(parts)


def _both_told(parts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether each tells of something that a field may be asked about."""
    return all(topics.of_need(part, vocabulary, deep=False)[0][0] != "other" for part in parts)
