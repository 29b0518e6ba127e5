"""The county that somebody is in, from degrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import nearby, regions


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("赤坎区", 21.271134, 110.364977),
        ("霞山区", 21.19, 110.40),
        ("西湖区", 30.25, 120.12),
        ("德令哈市", 37.3, 97.3),
    ],
)
def test_the_nearest_seat_names_the_county(place: str, latitude: float, longitude: float) -> None:
    code = nearby.county(latitude, longitude)
    assert code is not None
    assert regions.name(code) == place


@pytest.mark.parametrize("abroad", [(0.0, 150.0), (90.0, 0.0), (-90.0, -180.0), (48.85, 2.35)])
def test_far_from_every_county_is_nowhere(abroad: tuple[float, float]) -> None:
    assert nearby.county(*abroad) is None


@given(st.floats(18, 53), st.floats(74, 135))
def test_what_it_names_is_a_county(latitude: float, longitude: float) -> None:
    code = nearby.county(latitude, longitude)
    assert code is None or regions.parent(code) is not None
