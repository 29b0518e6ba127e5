"""Wherever one person's telephone is shown to another it says so where nobody has confirmed it (issue 07, decision 0239).

On the furnished stage nobody's number is confirmed; then every notice, every command and every act on a record is read by those it
is for. The sets below say where a number does stand, so that a walk that sees none fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import MISSING, fields
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Reply
from handlers.rendering.masking import mask_phone
from programme.telephones import UNVERIFIED
from storage.queries.people.speakers import by_person
from storage.tables import Application, Need, Person
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import ACTORS, Stage

READERS = ("staff", "expert", "station", "enterprise")
"""Staff first: to who writes, what did not reach them is told then."""
RECORDS = range(1, 9)
NOTICES = {
    "accepted", "application", "contact_asked", "contact_due", "help_wanted", "low_rating", "meeting_answered", "meeting_near",
    "meeting_proposed", "meeting_waits", "profile_changed", "service_waits", "undelivered", "urgent_wished",
}  # fmt: skip
TALKS = {
    "expert_contact", "find_person", "firm_contact", "firm_people", "in_touch", "letters", "my_services", "need_status",
    "see_application", "see_left_behind", "see_phone", "see_returned", "see_unserved",
}  # fmt: skip


@pytest.fixture(scope="module")
def unverified(another_stage: Callable[[], Stage]) -> Stage:
    """Everybody has told a number, and nobody has confirmed one."""
    stage = another_stage()

    def tell(work: UnitOfWork) -> None:
        for person in work.session.scalars(select(Person)):
            person.phone, person.phone_verified = f"139{person.id:02}00{person.id:02}77", False
        for application in work.session.scalars(select(Application)):
            application.phone = f"137{application.id:02}00{application.id:02}88"

    stage.app.database.write(tell).result()
    return stage


class Numbers:
    """All numbers there are, and how they stand in what somebody reads."""

    def __init__(self, stage: Stage) -> None:
        with stage.app.database.read() as connection:
            self.of = {row.id: row.phone for row in connection.execute(select(Person.id, Person.phone))}
            self._filed = set(connection.execute(select(Application.phone)).scalars())

    def bare(self, text: str, reader: int) -> tuple[bool, list[str]]:
        """Whether another's number stands in the text, and those that bear no mark there."""
        others = {phone for key, phone in self.of.items() if key != reader} | self._filed
        shown = [form for phone in others if phone for form in (phone, mask_phone(phone)) if form in text]
        pattern = f"(?!{re.escape(UNVERIFIED)})"
        return bool(shown), [form for form in shown if re.search(re.escape(form) + pattern, text)]


def test_every_notice_marks_them(unverified: Stage) -> None:
    numbers = Numbers(unverified)
    seen: set[str] = set()
    bare: set[tuple[str, str]] = set()

    def show(work: UnitOfWork) -> None:
        for notice, role in ((one, role) for one in catalogue().notices.values() for role in _readers(one)):
            reader = unverified.people[role]
            for reply in _shown(work, unverified, notice, reader):
                shows, unmarked = numbers.bare(reply.plain(), reader)
                seen.update({notice.kind} if shows else ())
                bare.update((notice.kind, reply.plain()) for _ in unmarked)

    unverified.app.database.write(show).result()
    assert not bare
    assert seen >= NOTICES, NOTICES - seen


def _readers(notice: NoticeRenderer[Any]) -> tuple[str, ...]:
    """Whom it may be for: work of the office is for staff, and what reads one's own number back for nobody else."""
    return ("staff",) if notice.office else ("enterprise",) if notice.kind == "accepted" else READERS


def _shown(work: UnitOfWork, stage: Stage, notice: NoticeRenderer[Any], reader: int) -> Iterator[Reply]:
    speaker = by_person(work, reader)
    talk = ConversationContext(work, speaker, stage.app.clock.now(), stage.app.rules)
    flags = (False, True) if "bool" in {one.type for one in fields(notice.of)} else (False,)
    for number, flag in product(RECORDS, flags):
        with suppress(Exception):  # of most records there is no such notice; which there are NOTICES says
            if reply := notice.show(talk, _facts(notice, number, flag)):
                yield reply


def _facts(notice: NoticeRenderer[Any], number: int, flag: bool) -> dict[str, Any]:
    """What it may be about: this record, of the first expert."""
    values = {"int": number, "bool": flag, "str": "", "list[str]": ["phone"], "tuple[str, ...]": ["phone"]}
    told = {one.name: values.get(str(one.type)) for one in fields(notice.of)}
    told |= {"expert": 1} if "expert" in told else {}
    unset = {one.name for one in fields(notice.of) if told[one.name] is None and one.default is not MISSING}
    return {name: value for name, value in told.items() if name not in unset}


def test_every_talk_marks_them(unverified: Stage) -> None:
    numbers = Numbers(unverified)
    seen: set[str] = set()
    bare: list[tuple[str, str, str]] = []
    for role, (name, said, token) in _openings():
        for reply in unverified.say(role, said, token):
            shows, unmarked = numbers.bare(reply.plain(), unverified.people[role])
            seen.update({name} if shows else ())
            bare += [(role, name, reply.plain())] if unmarked else []
    assert not bare
    assert seen >= TALKS, TALKS - seen


def _openings() -> Iterator[tuple[str, tuple[str, str, str]]]:
    for role in READERS:
        yield from ((role, one) for one in _openings_of(role))


def _openings_of(role: str) -> list[tuple[str, str, str]]:
    """What is said or tapped: each command that is for the role, each act of staff on a record, and the words that lead to a number."""
    roles = {ACTORS[role].role}
    found = [
        (name, "", tokens.start(name))
        for name, one in catalogue().commands.items()
        if one.roles & roles and not name.startswith("faq_")
    ]
    found += [
        (form.name, "", tokens.start(form.name, form.ref, number))
        for form in catalogue().forms.values()
        if form.ref and form.name.startswith("see_") and form.roles & roles
        for number in RECORDS
    ]
    return found + SAID


SAID = [
    ("find_person", "查一下张厂长", ""),
    ("find_person", "查一下李律师", ""),
    ("see_phone", "", tokens.start("see_phone", "person", 1)),
    ("see_phone", "回访", ""),
    ("in_touch", "", tokens.prompt("in_touch", 5, "answer", "no")),
    ("meeting", "", tokens.prompt("meeting", 2, "answer", "no")),
    ("meeting", "", tokens.prompt("meeting", 3, "answer", "no")),
    ("need_status", "我的需求怎么还没人联系", ""),
]


def test_what_a_station_tells_for_a_firm_is_marked(another_stage: Callable[[], Stage]) -> None:
    stage = another_stage()
    stage.say("station", "帮蓝湾海鲜加工厂发个需求：出口退税材料总被退回，企业电话 13922223333，在霞山")
    stage.say("station", "确认")
    with stage.app.database.read() as connection:
        text = connection.execute(select(Need.text).order_by(Need.id.desc())).scalars().first()
    assert text
    assert text.endswith(f"补充：企业电话 13922223333{UNVERIFIED}")


def test_no_sentence_takes_a_number_without_its_mark() -> None:
    """In the rooms that speak, a number goes into words through `phone_of` or `masked_of`; that of a centre is nobody's own."""
    root = Path(__file__).parents[2]
    found = {
        whose
        for room in ("handlers", "web")
        for file in (root / room).rglob("*.py")
        for whose in re.findall(r"\{(\w+)\.phone\}", file.read_text(encoding="utf-8"))
    }
    assert found == {"centre"}
