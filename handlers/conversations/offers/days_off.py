"""What a message says of when an expert may be asked, and the days in words.

Days away are kept as «2026-11-30/2026-12-04», without the first where it is today, or as `BACK`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import language
from handlers.engine.context import ConversationContext, Values
from handlers.engine.words import bare
from programme.spans import WEEKDAYS, weekday
from storage.queries.offers.experts import get_expert

BACK = "back"
_AWAY = re.compile(r"外出|出差|请假|休假|不在|出国|住院|学习去|外地|先别找我|暂时别|暂停接单|回来之前|后才回")
_CALLED_OFF = (
    r"(?:取消|撤销|撤掉|不要)(?:这次|那个|我的|之前的?|刚才的?)*(?:请假|休假|外出|假期)|假?(?:先|就)?不(?:用|想)?请(?:假)?了|不(?:休|请)假了|假(?:先|就)?(?:取消|不要|不休)了?吧?"
    r"|不出差了|出差取消了?"
)
_BACK = re.compile(rf"回来了|销假|恢复接单|可以接单了|又能接单|{_CALLED_OFF}")
_QUIET = re.compile(r"勿扰|免打扰|别打扰|不要打扰|别找我|不接单|别派")
_ONCE = re.compile(r"[下这本]个?(?:周|星期|礼拜|月)|\d{1,2}[日号]")
"""These days and no others: «下周别找我» is an absence, «周末别找我» is for every week."""
_ANY_DAY = re.compile(r"取消(?:勿扰|免打扰)|每天都(?:行|可以)")
_CAPACITY = re.compile(
    r"(?:最多|同时|一次)[^\d一二两三四五六七八九十]{0,6}([\d一二两三四五六七八九十]{1,2})\s*[件单条个]"
)
_COMMAND = re.compile(r"(?:周末?|星期|礼拜|[一二三四五六日天、和及,，])+(?:都|就)?(?:勿扰|免打扰|不接单)$")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_RANGE = re.compile(rf"{_WEEKDAY.pattern}(?:[到至~～—-]|一直到)(?:周|星期|礼拜)?([一二三四五六日天])")
_PART_OF_DAY = re.compile(r"[早晚]上|[上中下]午|[半凌]?夜|凌晨|傍晚|\d ?点|[一二三四五六七八九十]点")


def is_command(text: str) -> bool:
    """«周一周末勿扰», «恢复接单»: days and the word for it, or that one is back, and nothing else."""
    said = _BEFORE.sub("", text.strip()).rstrip("吧了。！! ")
    return bool(
        _COMMAND.match(text.strip()) or any(_BACK.fullmatch(one) for one in (text.strip(), said, f"{said}了"))
    )


_BEFORE = re.compile(r"^(?:算了|不去了|哎呀?|那|我|就|把|请|帮我|先|[，,\s])+")
_ASKS_WHEN = re.compile(
    r"我?(?:现在|目前)?(?:请假|休假|外出|假)(?:请|休|是)?(?:到|至)?(?:几号|哪天|什么时候|几时|多久)[了呢啊]*[?？]?|我(?:现在|还)?(?:是不是)?(?:还)?在?(?:休假|请假)(?:吗|么|没有?|中吗)[?？]?"
    r"|我?的?(?:休假|请假|假|外出)(?:记上|记下|记|登记|设|请|批)(?:了|好|上|下来)*(?:没有?|吗|么)[?？]?|我的(?:休假|请假|假期)"
)


def asks_when(text: str) -> bool:
    """Whether a text asks how long one's own absence was set to be: «我请假到几号»."""
    return _ASKS_WHEN.fullmatch(text.strip()) is not None


def told(talk: ConversationContext, text: str) -> Values:
    """What a text says of all of it; `begins` alone where nobody said when it ends."""
    found = _absence(talk, text)
    if _BACK.search(text) and (found is None or found.last == talk.said_on):
        return {"away": BACK} | _besides(talk, text)
    if found is None:
        quiet = weekdays(talk, text) if _QUIET.search(text) or _ANY_DAY.search(text) else None
        return ({"quiet": quiet} if quiet else {}) | _besides(talk, text)
    if found.last is None:
        return {"begins": str(found.first)} | _besides(talk, text)
    known = stored(talk)
    later = moved(talk, known, text) if not found.first and known[:10] > str(talk.today) else None
    return {"away": later or f"{found.first or ''}/{found.last}"} | _besides(talk, text)


def _besides(talk: ConversationContext, text: str) -> Values:
    return {"capacity": capacity(talk, text)} if _CAPACITY.search(text) else {}


def _absence(talk: ConversationContext, text: str) -> language.Absence | None:
    other = _QUIET.search(text) or _CAPACITY.search(text) or _ANY_DAY.search(text)
    if other and not _AWAY.search(text) and not _ONCE.search(text):
        return None
    return language.read_absence(text, talk.said_at)


def away(talk: ConversationContext, text: str) -> str | None:
    """Days away as an answer, both ends of them."""
    found: str | None = told(talk, text).get("away")
    return found


def last_day(talk: ConversationContext, text: str) -> str | None:
    """The last day as an answer: a day, or «+14» where it is told as a length."""
    found = language.read_absence(text, talk.said_at)
    if found is None or found.last is None:
        return None
    counted = re.search(r"[天周月期拜]", text) and not language.read_day_ahead(text, talk.said_at)
    return f"+{(found.last - talk.said_on).days}" if counted else str(found.last)


_END_ONLY = re.compile(r".*?(?:到|至|直到)(?P<tail>[^到至]+)")
_FROM_TODAY = re.compile(r"[下这本今明后]|大后")
"""How a day begins that counts from today and not from the first day away."""


def moved(talk: ConversationContext, known: str, text: str) -> str | None:
    """«到周日», «从周四开始»: the same days away with another end, which is looked for behind their beginning, or another beginning."""
    first, _, last = known.partition("/")
    if not first or known == BACK:
        return None
    found = language.read_absence(text, talk.said_at)
    if found and found.first:
        return f"{found.first}/{last}" if found.last is None and str(found.first) <= last else None
    tail = _END_ONLY.fullmatch(text.strip())
    end = _end(talk, date.fromisoformat(first), tail["tail"]) if tail else None
    return f"{first}/{end}" if end else None


def stored(talk: ConversationContext) -> str:
    """The days away that are on record and not over, empty where there are none."""
    known = get_expert(talk.work, talk.speaker.expert_id) if talk.speaker.expert_id else None
    if known is None or known.away_until is None or known.away_until < talk.today:
        return ""
    return f"{known.away_from or talk.today}/{known.away_until}"


def _end(talk: ConversationContext, begun: date, tail: str) -> date | None:
    since = talk.said_at.replace(year=begun.year, month=begun.month, day=begun.day)
    return language.read_day_ahead(tail, talk.said_at if _FROM_TODAY.match(tail) else since)


_FROM_TO = re.compile(
    r"(?:那|就|是|改|成|从|自|[，,\s])*(?P<first>[^到至\s]{2,8}?)(?:开始|休|请|起)?(?:假)?(?:休|请)?[到至](?P<last>[^到至\s]{2,8}?)[吧了啊。]*"
)


def other_days(talk: ConversationContext, text: str) -> str | None:
    """«从二号休到五号»: first and last day, where that is all that a text says."""
    found = _FROM_TO.fullmatch(text.strip())
    first = language.read_day_ahead(found["first"], talk.said_at) if found else None
    last = _end(talk, first, found["last"]) if found and first else None
    return f"{first}/{last}" if last else None


def in_order(talk: ConversationContext, value: str) -> str:
    """What is said to days that end before they begin."""
    first, _, last = value.partition("/")
    return "到的那天在开始以前，是从哪天到哪天？" if first and last and last < first else ""


def span(begins: str, last: str) -> str:
    """Days away from the first and from what `last_day` read."""
    first = date.fromisoformat(begins)
    end = first + timedelta(days=int(last)) if last.startswith("+") else date.fromisoformat(last)
    return f"{begins}/{end}"


def ends(value: str, today: date) -> tuple[date | None, date]:
    """First and last day as a deed takes them; one that is past means «back»."""
    first, _, last = value.partition("/")
    if value == BACK:
        return None, today - timedelta(days=1)
    return date.fromisoformat(first) if first else None, date.fromisoformat(last)


def weekdays(talk: ConversationContext, text: str) -> str | None:
    """«周末和周三» → 367, «周一到周三» → 123; «每天都行» → nothing at all. Whole days: «周一晚上» is none."""
    if _ANY_DAY.search(text) or bare(text) in ("没有", "都行", "不用"):
        return "-"
    if _PART_OF_DAY.search(text):
        return None
    days = {_number(day) for day in _WEEKDAY.findall(text)}
    for first, last in _RANGE.findall(text):
        days |= set(_days_from(_number(first), _number(last)))
    days |= {"6", "7"} if "周末" in text else set()
    days |= set("12345") if "工作日" in text else set()
    return "".join(sorted(days)) or None


def _number(day: str) -> str:
    return str(WEEKDAYS.index(day.replace("天", "日")) + 1)


def _days_from(first: str, last: str) -> Iterator[str]:
    """«周五到周一» goes over the end of the week."""
    count = (int(last) - int(first)) % 7 + 1
    return (str((int(first) - 1 + step) % 7 + 1) for step in range(count))


def capacity(talk: ConversationContext, text: str) -> int | None:
    """How many services at once: «最多接两件», or a bare number as an answer."""
    found = _CAPACITY.search(text)
    count = language.read_number(found[1] if found else text)
    return int(count) if count and count >= 1 else None


def show_away(value: str) -> str:
    """«11月30日 周一–12月4日 周五»."""
    if value == BACK:
        return "回来了"
    first, _, last = value.partition("/")
    until = weekday(date.fromisoformat(last))
    if not first:
        return f"今天–{until}"
    return until if first == last else f"{weekday(date.fromisoformat(first))}–{until}"


def show_quiet(days: str) -> str:
    """«周六、周日»."""
    return "每天都可以" if days == "-" else "、".join(f"周{WEEKDAYS[int(day) - 1]}" for day in days)
