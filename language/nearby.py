"""From a position to the county whose seat is nearest: no finer than that are whereabouts ever kept."""

from collections.abc import Iterator
from functools import cache
from math import cos, hypot, radians

from language.data import rows

FARTHEST = 150.0
"""Kilometres from a county's seat; the wide counties of the west reach that far."""
_DEGREE = 111.2
"""Kilometres in a degree of latitude."""


def county(latitude: float, longitude: float) -> str | None:
    """The code of the county with the nearest seat; None for degrees that are too far from every one."""
    distance, code = min(_distances(latitude, longitude))
    return code if distance <= FARTHEST else None


def _distances(latitude: float, longitude: float) -> Iterator[tuple[float, str]]:
    """On a plane that touches the earth there, which is true enough for the nearest few."""
    narrowing = cos(radians(latitude))
    for code, north, east in _seats():
        yield hypot(north - latitude, (east - longitude) * narrowing) * _DEGREE, code


@cache
def _seats() -> tuple[tuple[str, float, float], ...]:
    return tuple((code, float(north), float(east)) for code, north, east in rows("centres.tsv"))
