"""A register of any size in a SQLite file, for measuring: an officer, a need and a diary by deeds, the rest by statements of its own.

A million people and five million diaries are written in minutes: without the journal of a database that must survive, and with the
indexes built once, at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.app import App
from bot.channels.web.adapter import hashed
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor, enter
from bot.devtools.opened import open_app
from language import regions
from language.initials import terms
from storage.tables import Account, Diary, Enterprise, Need
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
SLOT, SECRET = "bench", "bench-console-secret"
"""The officer's account, and what opens it."""
OFFICE = "440800"
FIRST = 100
"""Ids from here on are of people and firms that were not entered one by one."""
_FAST = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-400000")
_N = "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last) "
_NAME = (
    "substr('李王张刘陈杨黄赵吴周', i % 10 + 1, 1)"
    " || substr('明建志玉海晓国家文德', i / 10 % 10 + 1, 1)"
    " || substr('达业远婷燕岚强杰彬才', i / 100 % 10 + 1, 1)"
)
_PLACE = "(SELECT code FROM bench_place WHERE place = CASE WHEN i % 5 THEN i % :places ELSE i / 5 % :own END)"
_PEOPLE = (
    f"INSERT INTO person (id, name, consented_at, created_at) SELECT i, {_NAME}, :ago, :ago FROM n",
    "INSERT INTO dialogue (person_id, state, last_seq, seen_seq, held, updated_at)"
    " SELECT i, (SELECT state FROM dialogue WHERE person_id = 1), 0, 0, 0, :ago FROM n",
    "INSERT INTO expert (id, person_id, unit, domains, specialities, region, capacity, load)"
    f" SELECT i, i, '第' || (i % 500) || '事务所', CASE i % 3 WHEN 0 THEN '[\"tax\"]' ELSE '[\"law\"]' END, '', {_PLACE}, 3, i % 4 FROM n",
    "INSERT INTO qualification (id, holder, holder_id, pack, state, certified_on, until, next_due)"
    " SELECT i, 'expert', i, 'national-2023', 'active', '2025-01-01', '2028-01-01', '2026-06-01' FROM n",
)
_FIRMS = (
    "INSERT INTO enterprise (id, name, region, focus, created_at)"
    f" SELECT i, '湛江' || {_NAME} || '食品' || (i / 1000 % 10) || '厂', {_PLACE}, '[]', :ago FROM n",
    "INSERT INTO need (id, person_id, enterprise_id, text, domain, also, region, urgent, focus, state, created_at)"
    f" SELECT i, 1, i, (SELECT text FROM need WHERE id = 1), 'tax', '[]', {_PLACE}, 0, '[]',"
    " CASE WHEN i % 1000 = 0 THEN 'unanswered' ELSE 'rated' END, datetime(:ago, (i % 300) || ' days') FROM n",
)
_DIARIES = (
    "INSERT INTO diary (holder, holder_id, person_id, served_on, hours, enterprises, names, domains, outcome, result, state, recorded_at)"
    " SELECT 'expert', :from + i % :people, :from + i % :people, date('2026-03-01', '-' || (i % 700) || ' days'), 2.5, 3, '[]', '[\"tax\"]',"
    " (SELECT outcome FROM diary WHERE id = 1), (SELECT result FROM diary WHERE id = 1), 'recorded', :ago FROM n",
)
_NAMED = {
    "person": (
        ("SELECT DISTINCT name FROM person", "SELECT id, name FROM person"),
        ("SELECT DISTINCT unit FROM expert", "SELECT person_id AS id, unit AS name FROM expert"),
    ),
    "enterprise": (("SELECT DISTINCT name FROM enterprise", "SELECT id, name FROM enterprise"),),
}
"""By kind of subject: the names that there are, each once, and whose they are."""
_TERMS = (
    "INSERT OR IGNORE INTO search_term (term, kind, subject_id)"
    " SELECT bench_term.term, :kind, whose.id FROM ({whose}) AS whose JOIN bench_term ON bench_term.name = whose.name"
)


def filled(path: Path, people: int, diaries: int) -> None:
    """Make the database and fill it: half as many firms as people, with a need each."""
    app = open_app(f"sqlite:///{path}", clock=StoppedClock(NOW))
    app.database.write(lambda work: _begin(work, app)).result()
    app.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.isolation_level = None
        for pragma in _FAST:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        with _without_indexes(connection):
            _register(connection, people, diaries)


def _begin(work: UnitOfWork, app: App) -> None:
    """Who looks, and what has sealed words: the rows below copy them."""
    enter(work, Actor("林静", "staff", jurisdiction=OFFICE), [("web", SLOT)], app.rules, NOW)
    account = work.session.scalars(select(Account).where(Account.external_id == SLOT)).one()
    account.secret_hash = hashed(SECRET)
    firm = Enterprise(name="湛江蓝湾海鲜加工厂", region="440802", created_at=NOW)
    work.session.add(firm)
    work.session.flush()
    need = Need(
        person_id=1,
        enterprise_id=firm.id,
        text="老客户欠我们十二万货款，能不能起诉",
        domain="law",
        also=[],
        region="440802",
    )
    need.urgent, need.focus, need.state, need.created_at = False, [], "unanswered", NOW - timedelta(hours=30)
    diary = Diary(
        holder="station",
        holder_id=0,
        person_id=1,
        served_on=NOW.date(),
        hours=1,
        enterprises=1,
        names=[],
        domains=["tax"],
    )
    diary.outcome, diary.result, diary.state, diary.recorded_at = "讲了税务", "", "replaced", NOW
    work.session.add_all([need, diary])


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """The indexes are dropped, and built again from what was written."""
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    indexes = made.fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _register(connection: sqlite3.Connection, people: int, diaries: int) -> None:
    own = [code for code in regions.names() if code.startswith("4408") and code != OFFICE]
    places = [*own, *(code for code in regions.names() if not code.endswith("00") and code not in own)]
    connection.execute("CREATE TEMP TABLE bench_place (place INTEGER PRIMARY KEY, code TEXT)")
    connection.executemany("INSERT INTO bench_place VALUES (?, ?)", enumerate(places))
    values = {
        "places": len(places),
        "own": len(own),
        "ago": "2025-01-01 00:00:00",
        "from": FIRST,
        "people": people,
    }
    for inserts, first, number in (
        (_PEOPLE, FIRST, people),
        (_FIRMS, FIRST, people // 2),
        (_DIARIES, 0, diaries),
    ):
        for insert in inserts:
            connection.execute(_N + insert, values | {"first": first, "last": first + number - 1})
    _name(connection)


def _name(connection: sqlite3.Connection) -> None:
    """What everybody is found by: worked out once for each name that there is."""
    connection.execute(
        "CREATE TEMP TABLE bench_term (name TEXT, term TEXT, PRIMARY KEY (name, term)) WITHOUT ROWID"
    )
    for kind, sources in _NAMED.items():
        for every, whose in sources:
            names = [name for (name,) in connection.execute(every)]
            rows = ((name, term) for name in names for term in terms(name))
            connection.executemany("INSERT OR IGNORE INTO bench_term VALUES (?, ?)", rows)
            connection.execute(_TERMS.format(whose=whose), {"kind": kind})
