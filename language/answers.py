"""Answers to single questions, where a bare 3 or 三个小时 is enough."""

import re
from datetime import date, datetime

from language import (
    absences,
    ahead,
    contacts,
    counts,
    dates,
    domains,
    hours,
    house_names,
    named_fields,
    person_names,
    regions,
    service_form,
    spans_of_years,
    spans_past,
)
from language.calendar.scan import places
from language.compatibility import figures
from language.data import rows
from language.normalise import LONGEST, Normalised, normalise
from language.numerals import NUMERAL, number
from language.vocabulary import PLAIN, Vocabulary

_OF_SOME_DAY = ("part", "just")
"""Kinds of expressions that are an hour of today, where nothing else is said."""
_STARS = re.compile(
    r"(?<![\d.十百千周初第期拜])([1-5一二三四五两])\s*(?:颗星|个?星(?!期|号|[上下]午)|分(?![钟之店厂校部批期段局钱利熟地]|公司))"
)
"""«两个星期», «晚五分钟» and «礼拜四» are none."""
_MARK_ALONE = re.compile(
    r"(?:我|就|那|给|打|评|算|他|她|可以|[，,\s])*([1-5一二三四五两])[吧了啊呀哈。！!\s]*"
)
"""A figure without its unit counts where nothing else is said: «换到周四» ends in none."""
_AS_STAR = str.maketrans({**dict.fromkeys("⭐🌟★", "星"), "☆": "", "\ufe0f": ""})
"""Hollow stars are those that were not given."""
_ROW_OF_STARS = re.compile(r"(?<!星)星{2,5}(?!星)|^星$")
_GOOD = "(?:^|[很挺真太得都蛮还也常度务])好的?$"
"""Said alone or of how it was it means 4 stars, as the last words that are tried do; «月底好» is said of a time."""
_SATISFACTION = tuple((int(stars), words.split()) for stars, words in rows("words/stars.tsv"))


def _plain(text: str) -> Normalised:
    return normalise(text[:LONGEST])


def read_hours(text: str, firms: int = 1) -> float | None:
    """Hours of a service, over 0 and up to 24, to two places: 三个小时, 1.5, 下午2点到4点, 每家半小时. None where vague or not told."""
    plain = _plain(text).text
    return hours.read(plain, firms) or hours.bare(plain)


def is_per_firm(text: str) -> bool:
    """Whether the hours that a text tells are those of one firm among several: «每家半个钟», «各一个小时»."""
    return read_hours(text, 2) != read_hours(text)


def read_date(text: str, said_at: datetime) -> date | None:
    """A day that has been, never after the day of `said_at`. None where none, several or only a day to come is named.

    A weekday or a date without its year is the last one; 18号 is this month's, or the last month's. Soon after midnight
    今天 is the day just ended.
    """
    return dates.read(_plain(text).text, said_at)


def read_day_ahead(text: str, said_at: datetime) -> date | None:
    """A day to come as an answer, never before the day of `said_at`: 下周五 is the Friday of next week, 周五 the
    coming one, 4月20日 and 18号 the next such day. None where no day or only a vague one (过两天, 下周) is named,
    and where the day named has passed.
    """
    return ahead.read(_plain(text).text, said_at.date())


def names_day(text: str) -> bool:
    """Whether a text names a day at all: «下午三点» is only an hour of one."""
    return any(kind not in _OF_SOME_DAY for _, _, kind in places(_plain(text).text))


def read_absence(text: str, said_at: datetime) -> absences.Absence | None:
    """The days that somebody is away, today or later: 下周一到周五, 18号到22号, 下个月初开始两周, 到月底, 三天.

    An end that nobody told is None, a beginning that nobody told is today. None where no days or only vague ones
    are named, and where they have passed.
    """
    return absences.read(_plain(text).text, said_at)


def read_count(text: str) -> int | None:
    """How many enterprises were served: 两家, 3. None where vague, zero or not told."""
    plain = _plain(text).text
    return counts.bare(plain) or counts.read(plain)


def read_number(text: str) -> float | None:
    """The one number of an answer, in figures or spelled; None where it holds none or several."""
    found = re.findall(NUMERAL, _plain(text).text)
    return number(found[0]) if len(found) == 1 else None


def read_period(text: str, said_at: datetime) -> spans_past.Period | None:
    """The stretch of time that a question looks back on, up to today at the latest: 上个月, 去年, 去年5月, 上半年, 昨天."""
    return spans_past.read(_plain(text).text, said_at)


def read_years(text: str, said_at: datetime) -> tuple[date, date] | None:
    """The first and last day, not after today, of what a text looks back on: 近三年, 2024到2026年, 去年, 上半年."""
    return spans_of_years.read(text, said_at)


def read_region(text: str, home: str | None = None, vocabulary: Vocabulary = PLAIN) -> str | None:
    """The region code (GB/T 2260) of the smallest place named for certain; None where none or two of one rank are."""
    return regions.find(text, home, vocabulary)


def read_domains(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[str, ...] | None:
    """The codes of the domains named, in the order of the answer, by label or by a telling term; None where there is none."""
    plain = _plain(text).text
    found = domains.order_of_mention(plain, vocabulary)
    scores = domains.evidence(plain, vocabulary)
    strong = tuple(code for code in found if scores[code] >= 2 and code != "other")
    by_name = named_fields.named(plain)
    return tuple(dict.fromkeys((*by_name, *strong) if by_name else strong)) or None


def read_phone(text: str) -> str | None:
    """The first phone number, mobile, landline or 400, as digits alone; None where there is none."""
    return contacts.phone(_plain(text).text)


def read_email(text: str) -> str | None:
    """The first e-mail address as written; None where there is none."""
    return contacts.email(_plain(text).text)


def read_name(text: str) -> str | None:
    """The name of the person that a text introduces; None where no name is told for certain."""
    return person_names.person(_plain(text).text)


def read_person(text: str) -> str | None:
    """The name that the answer to «姓名？» gives: rare characters, ·, foreign and long names as they were written.

    None for a number, a phone, a yes or no, a place alone, a greeting, a question, a house and words of talk.
    """
    return person_names.answered(_plain(text))


def read_enterprise(text: str) -> str | None:
    """The name that the answer to «企业名称？» gives, as it was written: with brackets, and without 公司 or 厂 too.

    Of a sentence the first name in it. None for what is no name, as with `read_person`.
    """
    return house_names.answered(_plain(text))


def read_form(text: str) -> str | None:
    """How a service is given or wanted: `online` or `offline`; None where neither or both are told."""
    plain = _plain(text).text
    return service_form.wanted(plain) or service_form.read(plain, regions.mentions(plain))


def read_stars(text: str) -> int | None:
    """Satisfaction from 1 to 5, said in figures, in stars or in words; None where nothing of it is told."""
    plain = normalise(figures(text.translate(_AS_STAR))).text.strip(" 。!,")
    if signs := _ROW_OF_STARS.search(plain.replace(" ", "")):
        return len(signs[0])
    if match := _STARS.search(plain) or _MARK_ALONE.fullmatch(plain):
        return int(number(match[1]) or 0) or None
    said = (stars for stars, words in _SATISFACTION if any(word in plain for word in words))
    return next(said, 4 if re.search(_GOOD, plain) else None)
