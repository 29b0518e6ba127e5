"""Who is in charge of a station, as applications tell it."""

from __future__ import annotations

import pytest

from language import read_application


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("湛江海东科技产业园，由林强负责，电话13800005678", "林强"),
        ("单位湛江海东科技产业园，王芳负责，13800005679", "王芳"),
        ("成立6年，陈敏任站长", "陈敏"),
        ("成立6年，有专人负责", None),
        ("我们站由专人负责，专职8人", None),
    ],
)
def test_who_is_in_charge(text: str, contact: str | None) -> None:
    assert read_application(text).contact == contact
