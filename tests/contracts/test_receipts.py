"""What the vendor reports of short messages: told truly, believed only with the secret and both numbers, and never a loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select
from starlette.applications import Starlette

from actions.people.code_receipts import code_taken
from actions.people.notices import Unbound
from bot.app import App
from bot.channels.sms.receipts import NoReport, read_reports
from bot.channels.sms.settings import SmsSettings
from bot.clock import StoppedClock
from bot.devtools.fakes.serving import served
from bot.texts.reports import report_routes
from storage.tables import Outbox, PhoneCode
from tests.contracts.crowd import FIRM, arrive
from tests.contracts.test_sign_in import PHONE, Site

SECRET = "s" * 32


@contextmanager
def _site(app: App) -> Iterator[httpx.Client]:
    """The address of reports on a port of its own; notices are off, codes are enough for it."""
    settings = SmsSettings(vendor="log", report_secret=SecretStr(SECRET))
    routes = report_routes(settings, app.database, app.clock.now)
    with served(Starlette(routes=routes)) as address, httpx.Client(base_url=address) as site:
        yield site


def _told(app: App, clock: StoppedClock) -> int:
    """A notice that went out by short message under the vendor's number 900; its id."""
    person = arrive(app, FIRM)

    def keep(work: Any) -> int:
        now = clock.now()
        row = Outbox(person_id=person, kind=Unbound.kind, key="k", facts={}, state="sent", urgent=True, due_at=now,
                     created_at=now, sent_at=now, tries=1, written_by="sms", message_id="900")  # fmt: skip
        work.session.add(row)
        work.session.flush()
        return int(row.id)

    return int(app.database.write(keep).result())


def _row(app: App, outbox_id: int) -> Any:
    with app.database.read() as connection:
        return connection.execute(
            select(Outbox.state, Outbox.written_by, Outbox.reason, Outbox.closed).where(
                Outbox.id == outbox_id
            )
        ).one()


def _report(outbox_id: int, arrived: bool, **changed: object) -> list[dict[str, object]]:
    one = {
        "phone_number": "13800000001",
        "success": arrived,
        "err_code": "DELIVERED" if arrived else "UNDELIV",
    }
    return [one | {"biz_id": "900", "out_id": f"yiqi-{outbox_id}", "sms_size": "1"} | changed]


def test_what_the_telephone_has_is_said_to_have_arrived(app: App, clock: StoppedClock) -> None:
    told = _told(app, clock)
    with _site(app) as site:
        answer = site.post(f"/sms/reports/{SECRET}", json=_report(told, True))
    assert answer.json() == {"code": 0, "msg": "成功"}
    assert _row(app, told)[:2] == ("sent", "sms_arrived")


def test_what_did_not_arrive_goes_on_by_another_way(app: App, clock: StoppedClock) -> None:
    told = _told(app, clock)
    with _site(app) as site:
        for _ in range(2):
            assert site.post(f"/sms/reports/{SECRET}", json=_report(told, False)).status_code == 200
    app.scheduler.deliver_now()
    row = _row(app, told)
    assert (row.state, row.written_by, row.closed) == ("sent", None, [-1]), "at the page"


@pytest.mark.parametrize(
    "changed",
    [{"biz_id": "901"}, {"out_id": "yiqi-999"}, {"out_id": "yiqi-"}, {"out_id": ""}, {"success": "no"}],
)
def test_a_report_of_something_else_changes_nothing(
    app: App, clock: StoppedClock, changed: dict[str, object]
) -> None:
    told = _told(app, clock)
    with _site(app) as site:
        report = _report(told, False, **changed)
        assert site.post(f"/sms/reports/{SECRET}", json=report).status_code == 200
    assert _row(app, told)[:2] == ("sent", "sms")


def test_a_stranger_and_what_is_no_report_are_turned_away(app: App, clock: StoppedClock) -> None:
    told = _told(app, clock)
    with _site(app) as site:
        assert site.post(f"/sms/reports/{'x' * 32}", json=_report(told, False)).status_code == 403
        assert site.post(f"/sms/reports/{SECRET}", content=b"{").status_code == 400
        assert site.post(f"/sms/reports/{SECRET}", content=b"[" * 600_000).status_code == 413
    assert _row(app, told)[:2] == ("sent", "sms")


def test_without_a_secret_there_is_no_such_address_and_a_short_one_is_refused(app: App) -> None:
    for lacking in (
        {"vendor": "log"},
        {"report_secret": SECRET},
        {"vendor": "log", "report_secret": "short"},
    ):
        assert not report_routes(SmsSettings.model_validate(lacking), app.database, app.clock.now)
    short = SmsSettings.model_validate(
        {"vendor": "aliyun", "key_id": "k", "secret": "s", "sign_name": "益企", "template": "SMS_1"}
        | {"report_secret": "short"}
    )
    assert any(fault.startswith("sms.report_secret") for fault in short.faults())


@given(
    st.binary()
    | st.recursive(st.none() | st.booleans() | st.text() | st.integers(), st.lists)
    .map(json.dumps)
    .map(str.encode)
)
def test_any_body_is_reports_or_none(body: bytes) -> None:
    with suppress(NoReport):
        assert isinstance(read_reports(body), list)


NUMBER = "900"


def _waiting(app: App, clock: StoppedClock, who: str = "等码的") -> tuple[Site, int]:
    """Somebody who was sent a code that the vendor took; the code's row."""
    site = Site(app, clock)
    site.newcomer(who)
    site.say(who, f"登录 {PHONE}")
    code = site.texts[-1].code_id
    app.database.write(lambda work: code_taken(work, code, NUMBER)).result()
    return site, code


def _reported(app: App, code: int, arrived: bool, **changed: object) -> None:
    with _site(app) as site:
        report = _report(0, arrived, **({"out_id": f"code-{code}"} | changed))
        assert site.post(f"/sms/reports/{SECRET}", json=report).status_code == 200


def _told_of_codes(app: App) -> list[Any]:
    with app.database.read() as connection:
        told = select(Outbox.facts, Outbox.person_id).where(Outbox.kind == "code_not_sent")
        return list(connection.execute(told).all())


def _arrived(app: App) -> bool | None:
    with app.database.read() as connection:
        return connection.execute(select(PhoneCode.arrived)).scalar_one()


def test_whoever_asks_after_a_code_hears_what_was_reported_of_it(app: App, clock: StoppedClock) -> None:
    site, code = _waiting(app, clock)
    assert "还不知道到没到" in site.say("等码的", "没收到")
    _reported(app, code, True)
    assert _arrived(app) is True
    assert "已经到了 138****0009" in site.say("等码的", "还是没收到短信")
    assert "核实好了" in site.say("等码的", site.texts[-1].code), "the question is still there"
    assert not _told_of_codes(app)


def test_whoever_waits_for_a_code_that_is_lost_is_told_once(app: App, clock: StoppedClock) -> None:
    site, code = _waiting(app, clock)
    for _ in range(2):
        _reported(app, code, False)
    assert _told_of_codes(app) == [({"taken": True}, site.person_of("等码的"))]
    app.scheduler.deliver_now()
    assert "没送到 138****0009" in site.say("等码的", "没收到")


@pytest.mark.parametrize("over", ["used", "late", "newer"])
def test_of_a_code_that_nobody_waits_for_nothing_is_said(app: App, clock: StoppedClock, over: str) -> None:
    site, code = _waiting(app, clock)
    if over == "used":
        site.say("等码的", site.texts[-1].code)
    clock.move(timedelta(minutes=10 if over == "late" else 2))
    if over == "newer":
        site.say("等码的", f"登录 {PHONE}")
    _reported(app, code, False)
    assert not _told_of_codes(app)


@pytest.mark.parametrize(
    "changed", [{"biz_id": "901"}, {"biz_id": ""}, {"out_id": "code-999"}, {"out_id": "yiqi-1"}]
)
def test_a_report_of_another_code_changes_nothing(
    app: App, clock: StoppedClock, changed: dict[str, object]
) -> None:
    _, code = _waiting(app, clock)
    _reported(app, code, False, **changed)
    assert (_arrived(app), _told_of_codes(app)) == (None, [])
