"""Several problems told in one message, one text each; two sentences about one problem stay one."""

import re
from collections.abc import Sequence

from language import topics
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
    r"(?:^|(?<=[\n,。;:!? ]))\s*(?:[1-4](?:[、)]|\.(?!\d)|,(?!\d))|[一二三四][、,:]|第[一二三四]个?[件是,:、]?|[一二三四]是|其[一二三四][,:]?|;)\s*"
)
_MATTER = r"(?:一?[个件]|另?一[个件]|第二[个件])(?:事情?|问题|需求)(?:是|就是|想问(?:一下|下)?)?"
_NEXT = re.compile(
    rf"""
      (?:^|(?<=[\n,。;:!?\ ]))
      (?P<mark>
          (?:另外|还有|再有|此外|除此之外|对了|再者)?,?(?:还有|另外|再)?{_MATTER}
        | 另外|此外|除此之外|再一个|再就是|再有|其次
        | (?<=[\n。;!?])还有(?!一?[次点些])
      )[:,]?
    """,
    re.VERBOSE,
)
_STRONG = re.compile(r"[件个](?:事|问题|需求)")
_ENDS = re.compile(r"[;\n]+")
_SENTENCES = re.compile(r"(?<=[。?!])")
_BACK = re.compile(
    r"^(?:这|那|它|其中|上面|刚才|前面|同样|也|都|而且|并且|他们?|她们?|该|如果|要是|不然|否则|是不是)"
)
"""What begins so goes on about the same."""
_LEAST, _LEAST_TOLD = 4, 7
_EDGES = " ,。;:、\n"


def split(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[str, ...]:
    """Each problem as it was written, in the order told; the message alone where it does not plainly tell of several.

    What stands before an announcement («我们是做网箱养殖的，两件事：…») goes before each.
    """
    message = normalise(text[:LONGEST])
    spans = _announced(message.text, vocabulary) or _marked(message.text, vocabulary)
    if not 2 <= len(spans) <= MOST:
        return (text,)
    intro = _intro(message.text)
    lead = message.written(0, len(intro)).strip(_EDGES + "，；：") if intro else ""
    parts = [message.written(*span) for span in spans]
    return tuple(f"{lead}，{part}" if lead else part for part in parts)


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
    numbered = _cut(text, _NUMBERED, 0) if len(_NUMBERED.findall(text)) > 1 else []
    if len(numbered) > 1 and _differ([text[slice(*one)] for one in numbered], vocabulary):
        return numbered
    for mark in _NEXT.finditer(text):
        parts = _trimmed(text, 0, mark.start()), _trimmed(text, mark.end(), len(text))
        told = [text[slice(*one)] for one in parts]
        if min(map(len, told)) < _LEAST_TOLD or _BACK.match(told[1]):
            continue
        if _differ(told, vocabulary) or (_STRONG.search(mark["mark"]) and _both_told(told, vocabulary)):
            return list(parts)
    return []


def _intro(text: str) -> str:
    """What a person says of themselves before announcing the matters."""
    found = _ANNOUNCED.search(text, 0, _INTRO)
    return text[: found.start()] if found and len(text[: found.start()].strip(_EDGES)) >= _LEAST_TOLD else ""


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
