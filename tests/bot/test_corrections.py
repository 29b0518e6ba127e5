"""`yiqi corrections`: what writers put right becomes lines to learn from, and nobody is to be known by them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from bot.app import App
from bot.clock import SHANGHAI
from bot.commands import main
from bot.devtools.fixtures import Actor, enter
from language.reading.examples import of_line
from storage.tables import Diary, Expert, Person
from storage.unit_of_work import UnitOfWork

LAWYER = Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1))
SAID = datetime(2026, 3, 2, 20, tzinfo=SHANGHAI)
TOLD = "今天上午在长风楼和李律师聊股权，两小时，电话13800001234"


def _put(work: UnitOfWork, app: App, consented: bool) -> None:
    enter(work, LAWYER, [("web", LAWYER.name)], app.rules, app.clock.now())
    work.flush()
    person = work.session.scalars(select(Person)).one()
    expert = work.session.scalars(select(Expert)).one()
    person.consented_at = SAID if consented else None
    diary = Diary(holder="expert", holder_id=expert.id, person_id=person.id, recorded_at=SAID)
    diary.served_on, diary.hours, diary.enterprises = date(2026, 3, 2), Decimal(2), 1
    diary.names, diary.domains, diary.outcome = ["长风楼"], ["law"], TOLD
    diary.form, diary.kind = "online", "introduction"
    work.session.add(diary)


@pytest.mark.parametrize(("consented", "lines"), [(True, 1), (False, 0)])
def test_what_was_put_right_is_kept_masked(
    tmp_path: Path, sqlite_app: App, consented: bool, lines: int
) -> None:
    sqlite_app.database.write(lambda work: _put(work, sqlite_app, consented)).result()
    settings, target = tmp_path / "config.toml", tmp_path / "put_right.txt"
    settings.write_text(f'database = "{sqlite_app.database.engine.url}"\n', "utf-8")
    days = ["--from", "2026-03-02", "--to", "2026-03-02"]
    said = CliRunner().invoke(main, ["--config", str(settings), "corrections", *days, "--lines", str(target)])
    assert said.exit_code == 0, said.output
    head, *taught = target.read_text(encoding="utf-8").splitlines()
    assert head == "# names only"
    assert len(taught) == lines
    assert f"{lines} 条可以学" in said.output
    for line in taught:
        example = of_line("put_right", line, whole=False)
        assert (example.form, example.what, len(example.served)) == ("online", "j", 1)
        assert not any(told in line for told in ("长风楼", "李律师", "13800001234"))
