"""A refused deed leaves its words and nothing else, whether a form or a command did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.notices import HandedOver
from actions.refusal import Refused
from bot.app import App
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Command, Form, Outcome
from handlers.engine.state import Dialogue
from handlers.menu import HELP
from handlers.message import Reply
from storage import tables
from storage.queries.people.speakers import by_account
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, arrive

TABLES = Base.metadata.sorted_tables
Deed = Callable[[ConversationContext], None]


def _half_done(talk: ConversationContext) -> None:
    """Rows, an audit row, a notice and a changed speaker; and only then a refusal."""
    person = talk.speaker.person_id
    talk.work.session.get_one(tables.Person, person).name = talk.speaker.name = "改了"
    talk.work.session.add(tables.Enterprise(name="半成品", region="440802", focus=[], created_at=talk.now))
    note(talk.work, "half", "person", person, person, talk.now)
    notify(talk.work, [Addressed(person, HandedOver(1), "half")], talk.now)
    raise Refused("full", "满了")


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    _half_done(talk)
    raise AssertionError


def _answer(talk: ConversationContext) -> Reply:
    _half_done(talk)
    raise AssertionError


FORM = Form("half_form", 1, "表", (), submit=_submit, consent=False)
COMMAND = Command("half_command", "令", ("令",), _answer)
ENTRIES = Catalogue({FORM.name: FORM}, {COMMAND.name: COMMAND}, {}, {}, HELP)


def _everything(app: App) -> dict[str, list[Any]]:
    with app.database.read() as connection:
        return {table.name: [tuple(row) for row in connection.execute(select(table))] for table in TABLES}


@pytest.mark.parametrize("entry", [FORM, COMMAND], ids=lambda entry: entry.name)
def test_it_leaves_only_its_words(app: App, entry: Form | Command) -> None:
    arrive(app, FIRM)
    before = _everything(app)

    def refused(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", "张厂长")
        assert speaker
        work.request_delivery(speaker.person_id, app.clock.now())
        talk, dialogue = ConversationContext(work, speaker, app.clock.now(), app.rules), Dialogue()
        replies = Conversation(talk, dialogue, ENTRIES).start(entry)
        assert [reply.text for reply in replies] == ["满了"]
        assert (speaker.name, dialogue.stack) == ("张厂长", [])
        assert work.pending_delivery == {(speaker.person_id, app.clock.now())}
        work.pending_delivery.clear()

    app.database.write(refused).result()
    assert _everything(app) == before
