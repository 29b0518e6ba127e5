"""What the vendor reports of short messages: told truly, believed only with the secret and both numbers, and never a loss."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select
from starlette.applications import Starlette

from actions.people.notices import Unbound
from bot.app import App
from bot.channels.contract import ChannelGateway
from bot.channels.sms.adapter import Sms
from bot.channels.sms.receipts import NoReport, read_reports
from bot.channels.sms.settings import SmsSettings
from bot.clock import StoppedClock
from bot.devtools.fakes.serving import served
from bot.gateways.channels import AppGateway
from storage.tables import Outbox
from tests.contracts.crowd import FIRM, arrive

SECRET = "s" * 32


@contextmanager
def _site(app: App) -> Iterator[httpx.Client]:
    """The channel's addresses on a port of their own."""
    channel = Sms(SmsSettings(vendor="log", enabled=True, report_secret=SecretStr(SECRET)))
    asyncio.run(channel.start(cast(ChannelGateway, AppGateway(app.inbound))))
    with (
        served(Starlette(routes=list(channel.routes()))) as address,
        httpx.Client(base_url=address) as site,
    ):
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


def test_without_a_secret_there_is_no_such_address_and_a_short_one_is_refused() -> None:
    assert not Sms(SmsSettings(vendor="log", enabled=True)).routes()
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
