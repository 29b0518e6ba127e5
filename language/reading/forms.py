"""Whether a service was given by wire or on the spot: by rules where a word tells it, else by a judge."""

from collections.abc import Sequence
from typing import NamedTuple

from language import service_form
from language.corrections import Mention
from language.reading import judge, names, tagger


class Told(NamedTuple):
    """`online`, `offline` or None where it is not told; `guessed` where the judge alone tells it."""

    form: str | None
    guessed: bool = False


def of_diary(text: str, days_apart: str, places: Sequence[Mention]) -> Told:
    """The form of the service that a (normalised) diary tells; `days_apart` is the text with its days blanked."""
    said = by_rules(text, days_apart, places)
    if said:
        return Told(said)
    seen = judge.load("form").told(judge.signs(text, tagger.spans(text, "diary")))
    return Told(seen, guessed=seen is not None)


def by_rules(text: str, days_apart: str, places: Sequence[Mention]) -> str | None:
    """The form as far as words, venues and houses that were visited tell it."""
    return service_form.read(days_apart, places, names.visited(text), names.venues(text))
