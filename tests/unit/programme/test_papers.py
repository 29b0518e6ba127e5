"""What a paper is worth."""

from __future__ import annotations

from datetime import date

import pytest

from programme.papers import Issued, worth

END = date(2029, 11, 30)


@pytest.mark.parametrize(
    ("paper", "on", "word"),
    [
        (Issued("valid", False, "active", END), END, "valid"),
        (Issued("valid", False, "active", END), date(2029, 12, 1), "expired"),
        (Issued("valid", False, "active", None), date(2099, 1, 1), "valid"),
        (Issued("valid", False, "suspended", END), END, "valid"),
        (Issued("valid", False, "withdrawn", END), END, "expired"),
        (Issued("valid", False, "revoked", END), END, "revoked"),
        (Issued("replaced", False, "revoked", END), END, "revoked"),
        (Issued("replaced", False, "active", END), END, "replaced"),
        (Issued("revoked", True, "active", END), END, "revoked"),
        (Issued("valid", True, "revoked", END), date(2099, 1, 1), "valid"),
        (Issued("valid", True, "active", END, still=False), END, "corrected"),
    ],
)
def test_the_gravest_reason_is_named(paper: Issued, on: date, word: str) -> None:
    assert worth(paper, on) == word
