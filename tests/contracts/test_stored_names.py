"""What is stored keeps its name."""

from __future__ import annotations

from pathlib import Path

from tests.contracts.stored_names import collected

LIST = Path(__file__).with_name("stored_names.txt")
HOW = "python -m tests.contracts.stored_names > tests/contracts/stored_names.txt"


def test_no_stored_name_is_lost() -> None:
    known, found = set(LIST.read_text(encoding="utf-8").splitlines()), set(collected())
    gone, new = sorted(known - found), sorted(found - known)
    assert not gone, (
        f"{gone} stand in rows and on buttons that people still have. Whoever renames one locks out everybody "
        "who is in the middle of it: bring the rows over by a migration with a test, raise the form's version "
        f"and give it an `upgrade`, and only then write the list anew: {HOW}"
    )
    assert not new, f"{new} are new, which is fine; write the list anew: {HOW}"
