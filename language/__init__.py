"""READING: Chinese text into dates, hours, counts, names, phones, places, domains. Pure.

Three readers take a whole message: `read_diary` (or `read_diaries`, one entry for each service told, as `split_diaries` has
the words of each), `read_need` (after
`split_needs`, one text for each problem told) and `read_application`. The others take the answer to one question, so
that a bare «3» or «三个小时» is enough.

All take any text: normalised first (half width, Simplified, no emoji) and cut after `normalise.LONGEST` characters.
None of them raises for what somebody types. What a text does not say for certain is None, or empty where several
values may be told: vague amounts (好几家, 两三个小时, 过两天) are never guessed.

- `said_at`: when it was said; 昨天 and 下周五 count from its day. Its time zone is taken as it is.
- `home`: the region code of the speaker (GB/T 2260, six digits); it decides between places of one name.
- `vocabulary`: words and places that staff added.
"""

from language import domains, nearby, regions
from language.absences import Absence
from language.answers import (
    is_per_firm,
    names_day,
    read_absence,
    read_count,
    read_date,
    read_day_ahead,
    read_domains,
    read_email,
    read_enterprise,
    read_form,
    read_hours,
    read_name,
    read_number,
    read_period,
    read_person,
    read_phone,
    read_region,
    read_stars,
    read_years,
)
from language.applications import Application, read_application
from language.dates import names_day_ahead
from language.diaries import Diary, read_diary
from language.firms_added import firms_added
from language.named_firms import is_named
from language.needs import Need, read_need
from language.no_names import is_no_name
from language.normalise import Normalised, normalise
from language.several_diaries import read_diaries, split_diaries
from language.several_needs import begins_another
from language.several_needs import split as split_needs
from language.small_talk import is_small_talk
from language.spans_past import Period
from language.vocabulary import Vocabulary

__all__ = [
    "Absence",
    "Application",
    "Diary",
    "Need",
    "Normalised",
    "Period",
    "Vocabulary",
    "begins_another",
    "domains",
    "firms_added",
    "is_named",
    "is_no_name",
    "is_per_firm",
    "is_small_talk",
    "names_day",
    "names_day_ahead",
    "nearby",
    "normalise",
    "read_absence",
    "read_application",
    "read_count",
    "read_date",
    "read_day_ahead",
    "read_diaries",
    "read_diary",
    "read_domains",
    "read_email",
    "read_enterprise",
    "read_form",
    "read_hours",
    "read_name",
    "read_need",
    "read_number",
    "read_period",
    "read_person",
    "read_phone",
    "read_region",
    "read_stars",
    "read_years",
    "regions",
    "split_diaries",
    "split_needs",
]
