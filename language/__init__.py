"""READING: Chinese text into dates, hours, counts, names, phones, places, domains. Pure.

`read_diary`, `read_need` and `read_application` take a whole message; the other readers take the answer
to one question. Whatever a message does not say for certain stays None.
"""

from language import domains, nearby, regions
from language.answers import (
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
    read_phone,
    read_region,
    read_stars,
)
from language.applications import Application, read_application
from language.diaries import Diary, read_diary
from language.needs import Need, read_need
from language.normalise import Normalised, normalise
from language.several_diaries import read_diaries
from language.small_talk import is_small_talk
from language.vocabulary import Vocabulary

__all__ = [
    "Application",
    "Diary",
    "Need",
    "Normalised",
    "Vocabulary",
    "domains",
    "is_small_talk",
    "nearby",
    "normalise",
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
    "read_phone",
    "read_region",
    "read_stars",
    "regions",
]
