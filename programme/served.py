"""What a duty year counts: the enterprises that were served, and the activities that took place.

Storage counts the same in SQL (`storage.served`), for everybody at once.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

CONTENT = 4
"""So many of five stars say that a firm is content («满意»)."""


def enterprises_served(entries: Iterable[tuple[int, Collection[str]]]) -> int:
    """Distinct enterprises (S6.1) of diaries, each as the number served and the names given.

    An enterprise that is named counts once, however often and in however many diaries it is named;
    those counted and not named are taken to be different ones.
    """
    known = [(count, set(names)) for count, names in entries]
    named = {name for _, names in known for name in names}
    return len(named) + sum(max(0, count - len(names)) for count, names in known)


def named_again(entries: Iterable[Collection[str]]) -> dict[str, int]:
    """Enterprises that several diaries name, and how many: each counts once all the same."""
    times = Counter(name for names in entries for name in set(names))
    return {name: count for name, count in times.items() if count > 1}


def took_place(state: str, held_on: date, today: date) -> bool:
    """Whether a published activity counts (S4.4): its day has come and it was not called off."""
    return state != "cancelled" and held_on <= today
