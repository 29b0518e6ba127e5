"""What a message puts right, clause by clause: «时长改成3小时，家数5家», «不是两家是三家», «不对，是昨天».

Only the wording is read here; what the values mean, those know who asked for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from language.normalise import LONGEST, Normalised, normalise

_WORD = r"[^,;。!?\n]"
_LEAD = (
    r"(?:(?:(?:对|好|行)是(?:对|好|行)|但是?(?=[^,]{2})|可是|不过|只是|要不|要么|不如|干脆|还是|哦|噢|喔|哎呀?|诶|啊|嗯{1,4}|那个?|这个|请|麻烦[您你]?|帮[我忙]|给我|抱歉|不好意思|对不起|对了|还有|另外|以及|并且|而且"
    r"|然后|同时|顺便|再|也|和|跟|与|我(?:想|要|说)?|数[字目]|刚才的?|刚刚的?|上面的?|前面的?|能不能|能否|可不可以|可以|可否|能|需要"
    r"|要|得|把|将|就|其实|明明|是|对(?=[,\s]))[,:\s]{0,3}){0,12}"
)
"""Bounded, as some of these are two others in a row (我要): without end, the ways through a text would double with each."""
_MIDDLE = (
    r"(?:的?最?[后末尾][一二两三四五六七八\d]位(?:数字?)?|的?(?:最后|末尾)(?=[是为改])|的?尾[号数]|里面?的?(?=.{1,20}[改换])|的话?|那[里项个]|这[里项个]"
    r"|我|也|都|就|还|又|好像|可能|给|请|帮我|麻烦|需要|要|想|得|应该|能不能|能|可以|再|[\s,])*"
)
_ASKED = r"(?!谁|什么|啥|哪|多少|几(?![\d家个号]))"
_INTO = (
    r"(?:(?:改|换|调整?|更正?|变|修[改正]|[更订纠]正|填|设|算|移|推|提前|延)(?:一下)?[成为作做到回至]了?"
    rf"|写[成为]|[改换](?=(?:上午|下午|中午|晚上|早上|下个?[周星礼]))|换(?!人)|→|[-=]+>)[:\s]*{_ASKED}"
)
_SHOULD = rf"(?:(?:应该|应当|其实|实际上?|明明)(?:就?是|为|算)|应[是为]|我(?:是说|说的是|指的是|的意思是|想说的?是))[:\s]*{_ASKED}"
_ELSEWHERE = r"(?<![开发买装做签汇付转交收扣贴印标寄送罚判用])"
"""«发票开错了要补税» tells what went wrong elsewhere."""
_WRONG = (
    r"(?:(?:说|写|记|打|讲|搞|弄|填|输|报|算|看|听)(?:错|差|岔|反)[了咗]?+(?:[一两几]个)?+(?:数?字|数)?+了?+|不对"
    rf"|{_ELSEWHERE}错[了咗](?:[一两几]个字)?+|不准确?+|有[误错]|口误|笔误|手[误滑]"
    r"|(?:更正|纠正|订正|修正)(?:一?下(?![午周旬月半个]))?+|[修更]?改一?下(?![午周旬月半个星礼])|要[改换变])"
)
_DENIES = r"(?:并?不是|并非|不止|不只|没有|没到|不到|哪有|别写|不要写)"
_WROTE = r"(?:写|打|记|填|输|听|说|报|弄|搞|看|算)成"
_TAIL = re.compile(
    r"(?:[吧啊呀哦啦哈呢嘛吗~.。!?,、:\s]|谢谢[您你]?|麻烦了|好吗|行吗|可以吗|行不行|好不好|才对|才是|就[行好]|就对了|(?<=[\s,])(?:我|刚才)?(?:打|写|说|讲|按|输|记)[多少]了|和|跟|以及|还有|另外|并且|同时|然后)+$"
)
_BETWEEN = r"(?<=\?)(?!\?)|[;。!\n]+|,(?!\d{3}(?!\d))|、|(?<!\d)\.|\.(?!\d)"
_FAULT = re.compile(rf"{_LEAD}(?:{_WRONG}[,:\s]{{0,3}}){{1,3}}")
_WHO = re.compile(r"(?:[我你您他她它]们?|咱们?|人家|[这那]家?|[哦噢喔啊诶嗯]|哎呀?)")
"""«我不是面馆» denies something of somebody, and tells nothing in its place."""
_WRITES = re.compile(r"^(?:写的?是?|填的?是?|登记的?是?)(?=.{2})")
"""«单位写广东海洋大学»."""
_AND = re.compile(r"[、,和跟与]|以及")
_LISTED = frozenset("、和跟与")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is said, as it was written.

    `label` names what it speaks of, `old` is what it calls wrong, `new` what it puts in place: both empty where it
    only finds fault. `corrects`: it says that something is to change; a clause that says nothing of the kind has its
    whole text as `new`. `listed`: it goes on with a list («法律、税务»).
    """

    text: str
    label: str = ""
    old: str = ""
    new: str = ""
    corrects: bool = False
    listed: bool = False

    @property
    def plain(self) -> bool:
        """Whether it names nothing and corrects nothing."""
        return not (self.label or self.corrects)


def clauses(text: str, labels: Collection[str]) -> list[Clause]:
    """The clauses of a message about things that go by these names (in Simplified characters)."""
    message = normalise(text[:LONGEST])
    named = any(
        label in message.text for label in labels
    )  # where none stands there, what knows none reads the same
    return list(_read(message, tuple(sorted(labels, key=len, reverse=True)) if named else ()))


@lru_cache(maxsize=64)
def _read(message: Normalised, labels: tuple[str, ...]) -> tuple[Clause, ...]:
    """Kept a moment: one message is asked several times whether it corrects anything, and what."""
    grammar = _grammar(labels)
    return tuple(grammar.dealt(message) or grammar.read(message))


def _corrections(head: str) -> tuple[re.Pattern[str], ...]:
    """The wordings of a correction behind `head`, in the order in which they hold."""
    old, new = rf"(?P<old>{_WORD}{{1,20}}?)", r"(?P<new>.+)"
    wordings = (
        rf"(?P<new>{_WORD}{{1,20}}?)?{_WROTE}(?:了(?P<old>.+?)|(?P<was>.+?)了)",
        rf"[从由]?{old}??{_INTO}{new}",
        rf"[从由]?{old}[改变换](?!一?下|[成为作做到回至]|别[人的]|人|[一个位]){_ASKED}{new}",
        rf"{_DENIES}{old},?(?:而|就|应该|其实)*(?:才?是|只有){new}",
        rf"(?:应该|其实|明明)?是?(?P<new>{_WORD}{{1,20}}?),?(?:而|可|并)?(?:(?<!是)不是|而非)(?P<old>.+)",
        r"(?:应该|其实|明明)?是(?P<new>[^,;。!?\n\s]{1,20}?)\s+(?:我|刚才|刚刚)?(?:打|写|说|讲|按|输|记|看)(?:错|反|岔)了?",
        rf"(?:{old}??{_WRONG}[,:\s]*(?:是|{_SHOULD}|{_INTO})?|{_SHOULD}){new}",
        rf"{_DENIES}(?P<old>.+)",
        rf"{old}??{_WRONG}",
    )
    return tuple(re.compile(head + wording, re.DOTALL) for wording in wordings)


@cache
def _unnamed() -> tuple[re.Pattern[str], ...]:
    """The wordings of a correction that names nothing: the same for every form, and slow to compile."""
    beside = rf"{_LEAD}(?P<label>){_WORD}{{1,12}}?(?:并?不是)(?P<old>{_WORD}{{1,20}}?)(?:而|应该|其实)*才?是(?P<new>.+)"
    denial = rf"{_LEAD}(?P<label>)不是?的?"
    return (re.compile(beside), *_corrections(rf"{_LEAD}(?P<label>)"), re.compile(denial))


@lru_cache(maxsize=128)
def _grammar(labels: tuple[str, ...]) -> _Grammar:
    return _Grammar(labels)


class _Grammar:
    """The patterns for one form's names."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        label = "|".join(map(re.escape, labels)) or r"(?!)"
        named = rf"{_LEAD}(?P<label>(?>{label})){_MIDDLE}"
        self._named = _corrections(named)
        self._unnamed = _unnamed()
        self._speaks = re.compile(rf"{named}(?:是|为|[:=])?\s*(?P<new>.*)", re.DOTALL)
        asks = r"(?:请|麻烦[您你]?|帮我|[把将])*"
        joint = rf"(?:和|跟|与|还有|另外|以及|并且|而且|同时|然后|再|也)+{asks}"
        self._between = re.compile(rf"{_BETWEEN}|\s+(?={_LEAD}(?:{label}))")
        self._cut = re.compile(rf"{joint}(?={label})|{asks}(?={label})(?={named}(?:{_INTO}|{_SHOULD}))")
        self._changes = re.compile(rf"{named}(?:{_INTO}|{_SHOULD}|{_WRONG}|[:=])")
        self._many = re.compile(
            rf"{_LEAD}(?P<labels>(?:{label})(?:(?:[和、跟与]|以及)(?:{label}))+)(?:分别|各自?|都|应该)*(?:{_INTO}|{_SHOULD}|[是为:])(?P<values>.+)",
            re.DOTALL,
        )
        self._begun = re.compile(rf"{named}(?:{_INTO}|{_SHOULD}|[是为:=])[:\s]*")
        self._quotes = re.compile(rf"{_LEAD}(?:{label})[:=]\s*{_LEAD}(?:{label})")
        self._head = re.compile(rf"{_LEAD}(?:{label})")
        self._label = re.compile(label)

    def dealt(self, message: Normalised) -> list[Clause]:
        """«时长和家数分别改成3小时和5家»: each name with its own value."""
        found = self._many.fullmatch(message.text.strip())
        if not found:
            return []
        labels = self._label.findall(found["labels"])
        values = [one.strip() for one in _AND.split(_TAIL.sub("", found["values"]))]
        if len(values) != len(labels):
            return []
        pairs = zip(labels, values, strict=True)
        return [Clause(f"{label}改成{value}", label, new=value, corrects=True) for label, value in pairs]

    def read(self, message: Normalised) -> Iterator[Clause]:
        """Clause after clause."""
        for start, end, listed in self._parts(message.text):
            clause = self._clause(message, start, end, listed)
            if clause.text:
                yield clause

    def _parts(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Where each clause begins and ends, and whether it goes on with a list."""
        start, listed, faulted = 0, False, False
        for stop in (*self._between.finditer(text), None):
            end = stop.start() if stop else len(text)
            if stop and stop[0].isspace() and "\n" not in stop[0] and self._is_name(text, start, end):
                continue
            for cut in self._cuts(text, start, end, faulted):
                yield start, cut, listed
                start, listed = cut, False
            yield start, end, listed
            faulted = self._is_fault(text, start, end)
            start, listed = (stop.end(), stop[0] in _LISTED) if stop else (end, False)

    def _cuts(self, text: str, start: int, end: int, faulted: bool) -> Iterator[int]:
        """Where a clause ends without a mark, and another begins."""
        fault = _FAULT.match(text, start, end)
        if fault and fault.end() < end and self._match(text, fault.end(), end, named=True):
            start = fault.end()
            yield start
        for cut in self._cut.finditer(text, start, end):
            head = self._head.match(text, start, end)
            if not (head and cut.end() < head.end()) and self._ends(text, start, cut, faulted):
                start = cut.start()
                yield start

    def _ends(self, text: str, start: int, cut: re.Match[str], faulted: bool) -> bool:
        """Whether a clause ends where another seems to begin: 企业 is the beginning of 企业家数, and no clause."""
        if self._begun.fullmatch(text, start, cut.start()):
            return False
        if self._match(text, start, cut.start()) is None:
            return faulted and self._changes.match(text, cut.start()) is not None
        return not self._is_name(text, start, cut.start()) or bool(_AND.match(cut[0]))

    def _is_fault(self, text: str, start: int, end: int) -> bool:
        """Whether a clause finds fault and leaves what is right to the next."""
        found = self._match(text, start, end)
        return found is not None and found.re is not self._speaks and not _part_of(found, "new")

    def _is_name(self, text: str, start: int, end: int) -> bool:
        """Whether a part is a name and nothing else."""
        found = self._speaks.fullmatch(text, start, end)
        return found is not None and not found["new"]

    def _match(self, text: str, start: int, end: int, *, named: bool = False) -> re.Match[str] | None:
        quoted = (self._speaks,) if self._quotes.match(text, start, end) else ()
        patterns = (*quoted, *self._named, self._speaks, *(() if named else self._unnamed))
        found = (pattern.fullmatch(text, start, end) for pattern in patterns)
        return next((one for one in found if one), None)

    def _clause(self, message: Normalised, start: int, end: int, listed: bool) -> Clause:
        said = message.written(start, end).strip()
        while start < end and message.text[start].isspace():
            start += 1
        tail = _TAIL.search(message.text, start, end)
        found = self._match(message.text, start, tail.start() if tail else end)
        if not found:
            return Clause(said, new=said, listed=listed)
        old, new = _part(message, found, "old", "was"), _part(message, found, "new")
        old, new = (
            "" if _FAULT.fullmatch(said) else said for said in (old, new)
        )  # «不对不对» finds fault twice
        new = "" if old and _WHO.fullmatch(new) else new
        new = _WRITES.sub("", new) if found["label"] else new
        return Clause(said, found["label"], old, new, found.re is not self._speaks, listed)


def _part(message: Normalised, found: re.Match[str], *names: str) -> str:
    """What the first of these groups took, as it was written."""
    return next((message.written(*found.span(name)).strip() for name in names if _part_of(found, name)), "")


def _part_of(found: re.Match[str], name: str) -> str:
    return (found[name] or "") if name in found.re.groupindex else ""
