"""What a message tells of a service, and what follows from the need that was served."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, timedelta
from decimal import Decimal

import language
from actions.diaries.day import LONGEST_DAY, Times, Told
from handlers.conversations.diaries.whose import firm_told, served_need
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.engine.kinds import asks
from handlers.rendering.plain import plain_number
from language import Diary, names_day_ahead
from language.domains import label
from language.parts_of_a_day import put_right
from language.reading import kinds
from programme.offers import is_too_old, was_taken_until
from programme.spans import months_in_words, plain_day
from programme.years import briefly, key_of
from storage.queries.offers.experts import get_expert

_ONE = r"(?:一|另一|另外一|新的?一|下一|第[二三四五2-5])?(?:条|篇|次|个|份|场|则|笔)"
_ONE_MORE = re.compile(
    rf"(?:好的?|嗯|那|哦|对了|我|麻烦|请|帮我|[，,。\s])*(?:"
    rf"(?:再|还|另外?|接着|继续|又)(?:要|想|得|需要)?(?:帮我)?(?:补?[记写填]|登记|补|加|来|录)(?:上|入)?了?{_ONE}"
    rf"|(?:[记写填]|登记|录){_ONE}"
    rf"|(?:(?:还|另外?|又)(?:还)?有){_ONE}(?:要[记补])?"
    rf"|(?:下一|另一|新的?一|第[二三四五2-5])(?:条|篇|次|份))"
    rf"(?:服务|志愿|日记|记录)*(?:吧|哈|呢|要[记补])?(?=$|[，,。.：:！!；;\s])"
)
"""Whatever follows is told of it; «另一次是昨天» goes on with what is in hand."""

_SERVED = re.compile(
    r"[给帮为替跟到去].{1,12}?(?:讲|教|看|谈|聊|解答|辅导|培训|咨询|上课|审|查|改|弄|做|服务)"
)

_TWO = re.compile(
    r"(?:哦|不对|[，,\s])*(?:不是一[篇条]|[要得]?分(?:成|开|作)?|应该)[，,\s]*(?:而是|是|记|写)?[两二2][篇条](?:日记)?"
    r"(?:才对|记|写|[吧啊的了])*"
)
"""«不是一篇是两篇»: the other is told by itself."""


def read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The (first) service of the message; the whole message is kept as its outcome. A question tells of none."""
    found = reading.diaries(talk, text)[0]
    if "outcome" not in values and asks(text) and not (found.hours or found.enterprises):
        return {}
    read = _values(talk, text, found) | _hours_of_each(values, text)
    return read if "outcome" in values else read | {"outcome": text}


def one_more(text: str) -> str | None:
    """What a text says besides «再记一条» or «还有一次»; None where it begins with nothing of the kind."""
    if _TWO.fullmatch(text.strip()):
        return ""
    found = _ONE_MORE.match(text.strip())
    return text.strip()[found.end() :].strip("，,。.：:！!；; ") if found else None


def several(talk: ConversationContext, text: str) -> list[tuple[Values, Set[str]]]:
    """Each service of a message, with the words that tell it."""
    told = zip(reading.diaries(talk, text), language.split_diaries(text, talk.said_at), strict=True)
    return [
        (_values(talk, text, found) | {"outcome": _words(found, words, text)}, _worked_out(talk, found, text))
        for found, words in told
    ]


def is_other(talk: ConversationContext, values: Values, text: str) -> bool:
    """Whether a whole service is told, of another day than the one in hand: for whom and how long stand there too."""
    found = reading.diaries(talk, text)[0]
    day = found.date.isoformat() if found.date and "date" not in found.inferred else ""
    is_whole = bool(found.hours) and _SERVED.search(text) is not None
    return bool(day and is_whole and values.get("date")) and day != values.get("date")


def _words(found: Diary, words: str, text: str) -> str:
    """Of a table, which tells all in one, only what came of it."""
    return found.result or text if words == text else words


SHORT = 12
"""Characters of what says no more than how long each firm took."""
MORNING = 5
_TODAY = re.compile(r"今[天日儿早晚]")


def unsaid(talk: ConversationContext, text: str) -> Set[str]:
    """What the (first) service leaves to be worked out: 下午 is today, every half hour for four is two."""
    return _worked_out(talk, reading.diaries(talk, text)[0], text)


def _worked_out(talk: ConversationContext, found: Diary, text: str) -> Set[str]:
    """After midnight «今天» was taken for the day just ended, which is shown as ours."""
    is_night = talk.said_at.hour < MORNING and found.date == talk.said_on - timedelta(days=1)
    return found.inferred | {"date"} if is_night and _TODAY.search(text) else found.inferred


def _values(talk: ConversationContext, text: str, found: Diary) -> Values:
    return reading.as_values(
        {
            "date": found.date.isoformat() if found.date else _ahead(talk, text),
            "hours": plain_number(found.hours) if found.hours is not None else None,
            "enterprises": found.enterprises,
            "names": list(found.names),
            "domains": [code for code in found.domains if code != "other"],
            "form": found.form,
            "kind": found.kind,
            "result": found.result,
            "region": found.region,
            "times": _times(found),
        }
    )


def a_day(talk: ConversationContext, text: str) -> str | None:
    """The day that a text names; one to come too, so that `check_date` can say that it is still to come."""
    return reading.a_date(talk, text) or _ahead(talk, text)


def _ahead(talk: ConversationContext, text: str) -> str | None:
    return reading.a_day_ahead(talk, text) if names_day_ahead(text) else None


def _times(found: Diary) -> Values | None:
    """When on its day it was, as far as that is told, and for which hours: others said later leave it behind."""
    if found.hours is None or not (found.times or found.earliest or found.planned):
        return None
    spans = [list(stretch) for stretch in found.times]
    told = {"spans": spans, "from": found.earliest, "planned": int(found.planned)}
    return {"hours": plain_number(found.hours)} | {name: value for name, value in told.items() if value}


def told_times(values: Values) -> Times:
    """The clock times of a filled form. Where its hours were put right since, they count from the beginning."""
    known = values.get("times", {})
    spans = tuple((begin, end) for begin, end in known.get("spans", ()))
    if known.get("hours") == values["hours"]:
        return spans
    return ((spans[0][0], spans[0][0] + round(Decimal(values["hours"]) * 60)),) if len(spans) == 1 else ()


def as_told(values: Values) -> Told:
    """The service of a filled form, as far as it tells it from others."""
    names = tuple(dict.fromkeys(values.get("names", ())))
    return Told(
        served_on=date.fromisoformat(values["date"]),
        hours=Decimal(values["hours"]),
        enterprises=max(values["enterprises"], len(names)),
        names=names,
        region=values.get("region"),
        form=values.get("form"),
        times=told_times(values),
        activity=values.get("activity"),
    )


def hours(talk: ConversationContext, text: str) -> str | None:
    """Of the whole service; those of each firm are told with the firms there are."""
    return None if language.is_per_firm(text) else reading.hours(talk, text)


def _hours_of_each(values: Values, text: str) -> Values:
    """«各一个小时» of the firms that were told before; of one where none were."""
    if not language.is_per_firm(text) or language.read_count(text):
        return {}
    firms = max(values.get("enterprises") or 1, len(values.get("names", ())))
    told = language.read_hours(text, firms)
    return {"hours": plain_number(told)} if told else {}


def more(talk: ConversationContext, values: Values, text: str) -> Values:
    """More firms than were told: of «三家» of which two have names the third may be named, any other makes one more. So much for
    each of those told is as many hours."""
    if each := _hours_of_each(values, text) if len(text) <= SHORT else {}:
        return each
    if mended := put_right(str(values.get("outcome") or ""), text):
        return {"hours": plain_number(mended.hours), "outcome": mended.words}
    added = language.firms_added(text)
    if added is None or "enterprises" not in values:
        return {}
    names, told = values.get("names", []), values["enterprises"]
    new = [name for name in added.names if name not in names]
    more = max(added.to(told), len(new))
    is_of_those = bool(names) and len(names) + more <= told
    count = told if is_of_those else told + more
    return {"enterprises": count} | ({"names": [*names, *new]} if new else {})


def may_be_read(talk: ConversationContext, values: Values) -> bool:
    """Whether whoever reads along may: in a group what is said there, and nothing of a diary told before."""
    return not (talk.in_group and "replaces" in values)


def infer(talk: ConversationContext, values: Values) -> Values:
    """From the need that was served: its enterprise, field and place; else the expert's only field. At least as many firms as
    are named."""
    if "replaces" in values:
        return {}
    names = values.get("names", ())
    known: Values = {"enterprises": len(names)} if len(names) > values.get("enterprises", len(names)) else {}
    served = served_need(talk, values)
    if served is None:
        other = {"need": 0} if "need" in values else {}
        return firm_told(values) | known | other | _only_field(talk, values)
    known |= {"need": served.id, "domains": [served.domain], "region": served.region}
    if not names or "whose" in values:
        known |= {"enterprises": 1} | ({} if talk.in_group else {"names": [served.enterprise]})
    return known


def _only_field(talk: ConversationContext, values: Values) -> Values:
    fields = _own_fields(talk)
    return {"domains": fields} if len(fields) == 1 and "outcome" in values else {}


def _own_fields(talk: ConversationContext) -> list[str]:
    """The expert's fields; a station has none of its own."""
    expert_id = talk.speaker.expert_id
    return list(get_expert(talk.work, expert_id).domains) if expert_id is not None else []


def date_options(talk: ConversationContext, values: Values) -> Options:
    """The last three days."""
    days = (("今天", 0), ("昨天", 1), ("前天", 2))
    return tuple((name, date.fromordinal(talk.said_on.toordinal() - back).isoformat()) for name, back in days)


def domain_options(talk: ConversationContext, values: Values) -> Options:
    """The expert's own fields; a station is offered all."""
    own = tuple((label(code), [code]) for code in _own_fields(talk))
    return own or tuple((name, [code]) for name, code in reading.domain_options(talk, values))


def a_name(talk: ConversationContext, text: str) -> list[str] | None:
    """The one enterprise that a text names."""
    name = reading.enterprise(talk, text)
    return [name] if name else None


def a_kind(talk: ConversationContext, text: str) -> str | None:
    """The kind of service that an answer names."""
    return kinds.named(text)


def kind_options(talk: ConversationContext, values: Values) -> Options:
    """The kinds of service there are."""
    return tuple((name, code) for code, name in kinds.LABELS.items())


def check_date(talk: ConversationContext, value: str) -> str:
    """What is wrong with the day, or nothing."""
    day = date.fromisoformat(value)
    if day > talk.said_on:
        return "这天还没到，等服务完了再记。日子说错了的话，是哪天？"
    if late := was_taken_until(talk.rules, day, talk.today):
        return f"{briefly(talk.rules.year, key_of(talk.rules.year, day))}的日记补到{plain_day(late, talk.today)}为止，现在由工作人员补记。是哪天？"
    rule = talk.rules.diaries
    ago = months_in_words(rule.oldest_months)
    return f"日期太久了，{ago}以前的由工作人员补记。是哪天？" if is_too_old(rule, day, talk.today) else ""


def check_hours(talk: ConversationContext, value: str) -> str:
    """What is wrong with the hours, or nothing."""
    hours = Decimal(value)
    if hours <= 0:
        return "时长要大于 0，是多久？"
    return "一天最多记 24 小时，几天的分开说就行。" if hours > LONGEST_DAY else ""


def check_count(talk: ConversationContext, value: int) -> str:
    """What is wrong with the number of enterprises, or nothing."""
    return "" if 1 <= value <= 5000 else "几家？1 到 5000 之间。"
