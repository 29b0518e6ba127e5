"""What shares a stage or a file's tables runs in one process; talks and refusals go one by one."""

from __future__ import annotations

import pytest

from tests.spread import STAGE, room


@pytest.mark.parametrize(
    ("nodeid", "together_with"),
    [
        ("tests/handlers/test_every_form.py::test_help[need]", STAGE),
        ("tests/handlers/test_put_right.py::test_it[a::b]", STAGE),
        ("tests/unit/language/test_lists.py::test_it[a]", "tests/unit/language/test_lists.py"),
        ("tests/bot/test_demo.py::test_it[noon]", "tests/bot/test_demo.py"),
        ("tests/dialogues/test_dialogues.py::test_it[talk]", "tests/dialogues/test_dialogues.py::test_it[talk]"),
        ("tests/handlers/refusals/test_needs.py::test_it[a]", "tests/handlers/refusals/test_needs.py::test_it[a]"),
    ],
)  # fmt: skip
def test_tests_share_a_process_with(nodeid: str, together_with: str) -> None:
    assert room(nodeid) == together_with
