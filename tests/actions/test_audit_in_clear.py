"""The audit says who did what to which row, and nothing that anybody has worded."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from actions.audit import is_plain, note
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.tables import Audit
from tests.contracts.crowd import arrive, say

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone="13800001234")
LAWYER = Actor("李大律", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
TALK = (
    ("张厂长", "供应商拖欠海蛎款，合同纠纷，想找律师问问"),
    ("张厂长", "确认"),
    ("李大律", "婉拒，下周要出差"),
    ("张厂长", "撤回需求"),
    ("张厂长", "确认"),
    ("张厂长", "改资料 电话换成13900005678"),
    ("张厂长", "确认"),
)


def _traces(app: App) -> list[Any]:
    with app.database.read() as connection:
        return list(connection.execute(select(Audit.detail, Audit.words)).all())


def test_a_talk_leaves_codes_and_figures_alone(app: App) -> None:
    arrive(app, FIRM)
    arrive(app, LAWYER)
    for place, (name, text) in enumerate(TALK):
        say(app, name, text, f"{place}")
    assert len(_traces(app)) > 3
    assert all(is_plain(row.detail) for row in _traces(app))


def test_words_are_sealed_and_what_is_asked_for_in_sql_stays(app: App) -> None:
    now, given = (
        app.clock.now(),
        {"reason": "电话打不通", "until": "2026-03-09", "rows": 3, "room": "-1001234567"},
    )
    app.database.write(lambda work: note(work, "trial", "need", 1, None, now, **given)).result()
    (row,) = _traces(app)
    assert row.detail == {"until": "2026-03-09", "rows": 3}
    assert row.words == {"reason": "电话打不通", "room": "-1001234567"}


@given(st.text(), st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_no_words_and_no_telephone_are_plain(words: str, phone: str) -> None:
    assert not is_plain(f"{words}好")
    assert not is_plain([{"told": f"a{phone}"}])
