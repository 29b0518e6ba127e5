"""A forged number of a record that is not the speaker's: whatever form it opens, nothing of the record is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, fitting

TAKES_IT = {"volunteer"}
"""By it an expert takes a need that waits for anybody, and then it is theirs."""
ABOUT_RECORDS = sorted(name for name, form in FORMS.items() if form.ref and name not in TAKES_IT)
STRANGERS = ("caller", "guest", "second expert")
NUMBERS = range(1, 10)
OF_OTHERS = ("13800000001", "张厂长", "陈站长", "蓝湾", "3月5日", "报送案例，", "更新专长，")
"""Phone, names and firm of one side, the day they meet on, the words of a task for others."""
UNKNOWN = 999_999


@pytest.fixture(scope="module")
def own_stage(another_stage: Callable[[], Stage]) -> Stage:
    return another_stage()


@pytest.mark.parametrize("name", ABOUT_RECORDS)
def test_a_forged_number_shows_nothing_of_the_record(own_stage: Stage, name: str) -> None:
    form = FORMS[name]
    for role in set(STRANGERS) & (set(fitting(form)) | _like(form.roles)):
        for number in (*NUMBERS, UNKNOWN):
            own_stage.put(role, {})
            token = f"s:{name}:{form.ref}={number}"
            shown = "\n".join(reply.plain() for reply in own_stage.say(role, "点", token))
            assert not [word for word in OF_OTHERS if word in shown], (role, token, shown)


def _like(roles: frozenset[str]) -> set[str]:
    """Which strangers are of these roles."""
    of = {"caller": "enterprise", "second expert": "expert", "guest": "guest"}
    return {stranger for stranger, role in of.items() if role in roles}
