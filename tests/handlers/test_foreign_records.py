"""A forged number of a record that is not the speaker's: whatever form it opens, nothing of the record is shown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, fitting

TAKES_IT = {"volunteer"}
"""By it an expert takes a need that waits for anybody, and then it is theirs."""
ABOUT_RECORDS = sorted(name for name, form in FORMS.items() if form.ref and name not in TAKES_IT)
STRANGERS = {
    "caller": "enterprise",
    "second expert": "expert",
    "guest": "guest",
    "second colleague": "staff",
}
"""Who has none of these records, by role: another firm, another expert, somebody new, the office of another district."""
NUMBERS = range(1, 10)
OF_OTHERS = (
    *("13800000001", "张厂长", "陈站长", "蓝湾", "3月5日"),
    *("拖欠货款", "讲了劳动合同", "几点到的", "报送案例，", "更新专长，"),
)
"""Phone, names and firm of one side, the day they meet on; the words of a need, a diary, a question about it, a task."""
UNKNOWN = 999_999


@pytest.fixture(scope="module")
def own_stage(another_stage: Callable[[], Stage]) -> Stage:
    return another_stage()


ANSWERED = [name for name in ABOUT_RECORDS if FORMS[name].answer]
ANSWERS = ("yes", "no", "done", "5", "100")
"""Values of options of notices; what a form has no option for is refused before all else."""


@pytest.mark.parametrize("name", ABOUT_RECORDS)
def test_a_forged_number_shows_nothing_of_the_record(own_stage: Stage, name: str) -> None:
    for number in (*NUMBERS, UNKNOWN):
        _taps(own_stage, name, f"s:{name}:{FORMS[name].ref}={number}")


@pytest.mark.parametrize("name", ANSWERED)
def test_a_forged_answer_to_a_notice_of_others_shows_nothing_of_the_record(
    own_stage: Stage, name: str
) -> None:
    slot = FORMS[name].answer
    assert slot
    for number, answer in product((*NUMBERS[::2], UNKNOWN), ANSWERS):
        _taps(own_stage, name, f"p:{name}:{number}:{slot.name}={answer}")


def _taps(own_stage: Stage, name: str, token: str) -> None:
    """Each stranger who may open the form taps it, with nothing in hand."""
    form = FORMS[name]
    for role in sorted(STRANGERS.keys() & (set(fitting(form)) | _like(form.roles))):
        own_stage.put(role, {})
        shown = "\n".join(reply.plain() for reply in own_stage.say(role, "点", token))
        assert not [word for word in OF_OTHERS if word in shown], (role, token, shown)


def _like(roles: frozenset[str]) -> set[str]:
    """Which strangers are of these roles."""
    return {stranger for stranger, role in STRANGERS.items() if role in roles}
