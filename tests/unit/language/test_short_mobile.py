"""Figures that begin as a mobile number and are too few are no number."""

from __future__ import annotations

import pytest

from language import read_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我电话 13800003", None),
        ("电话：1380000", None),
        ("我电话 23800003", "23800003"),
        ("哦打漏了 13800003366", "13800003366"),
        ("电话一三八零零零零二二五五", "13800002255"),
    ],
)
def test_a_mobile_with_figures_missing_is_none(text: str, number: str | None) -> None:
    assert read_phone(text) == number
