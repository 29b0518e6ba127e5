"""The lines of a web chat in one order, from either end; a file is shown to its own person alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.app import App
from storage.queries.delivery import chat_log
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, arrive, lawyer, say

T = TypeVar("T")


def _read(app: App, query: Callable[..., T], *arguments: object) -> T:
    with app.database.read() as connection:
        return query(connection, *arguments)


def _write(app: App, query: Callable[..., object], *arguments: object) -> None:
    def doing(work: UnitOfWork) -> None:
        query(work.connection, *arguments)

    app.database.write(doing).result()


def _account(app: App, name: str) -> chat_log.KnownAccount:
    found = _read(app, chat_log.account, "web", name)
    assert found
    return found


def test_lines_are_read_on_from_a_place_or_from_the_end(app: App) -> None:
    person = arrive(app, FIRM)
    mine = _account(app, FIRM.name)
    assert (mine.person_id, mine.consented, mine.secret_hash) == (person, True, None)
    for words in ("帮助", "我的需求", "常见问题"):
        say(app, FIRM.name, words)
    app.scheduler.deliver_now()
    everything = _read(app, chat_log.lines, mine.id, 0, 100)
    assert [line.seq for line in everything] == list(range(1, len(everything) + 1))
    assert [line.body["text"] for line in everything if line.external_id] == ["帮助", "我的需求", "常见问题"]
    assert _read(app, chat_log.lines, mine.id, 2, 2) == everything[2:4]
    assert _read(app, chat_log.lines, mine.id, -1, 2) == everything[-2:]
    assert _read(app, chat_log.newest_seq, person) == everything[-1].seq


def test_nobody_is_known_by_another_name_or_on_another_channel(app: App) -> None:
    arrive(app, FIRM)
    assert _read(app, chat_log.account, "web", "别人") is None
    assert _read(app, chat_log.account, "wechat", FIRM.name) is None
    assert _read(app, chat_log.newest_seq, 999) == 0


def test_a_file_is_its_persons_own(app: App) -> None:
    arrive(app, FIRM)
    arrive(app, lawyer("李律师"))
    mine, other = _account(app, FIRM.name), _account(app, "李律师")
    _write(app, chat_log.keep_file, "key", mine.id, "image/png", b"png", app.clock.now())
    assert _read(app, chat_log.upload, mine.id, "key") == (b"png", "image/png")
    assert _read(app, chat_log.upload, other.id, "key") is None
    assert _read(app, chat_log.upload, mine.id, "no key") is None
    assert _read(app, chat_log.paper, "key") == (b"png", "image/png")
