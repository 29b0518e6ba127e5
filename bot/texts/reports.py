"""Where the vendor of short messages says what became of them: codes and notices, at one address that ends in a secret."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.people.code_receipts import code_reported, is_of_a_code
from bot.channels.http import TooLarge, body_of
from bot.channels.sms.receipts import BYTES, NoReport, Report, read_reports
from bot.channels.sms.settings import SECRET, SmsSettings
from bot.runtime.database import Database
from storage.queries.delivery.receipts import arrived, not_arrived
from storage.unit_of_work import UnitOfWork

REPORTS = "/sms/reports"


def report_routes(settings: SmsSettings, database: Database, now: Callable[[], datetime]) -> list[Route]:
    """The address; none without a vendor and a secret of its length."""
    secret = settings.report_secret.get_secret_value()
    if not (settings.vendor and secret and SECRET.fullmatch(secret)):
        return []

    async def report(request: Request) -> Response:
        return await _report(request, secret, database, now)

    return [Route(f"{REPORTS}/{{secret}}", report, methods=["POST"])]


async def _report(request: Request, secret: str, database: Database, now: Callable[[], datetime]) -> Response:
    """Answered as the vendor wants it after the commit; 403 for a stranger."""
    if not hmac.compare_digest(request.path_params["secret"].encode(), secret.encode()):
        return Response(status_code=403)
    try:
        reports = read_reports(await body_of(request.stream(), BYTES))
    except TooLarge:
        return Response(status_code=413)
    except NoReport:
        return Response(status_code=400)
    await asyncio.wrap_future(database.write(lambda work: _keep(work, reports, now())))
    return JSONResponse({"code": 0, "msg": "成功"})


def _keep(work: UnitOfWork, reports: Sequence[Report], now: datetime) -> None:
    for one in reports:
        if is_of_a_code(one.key):
            code_reported(work, one.key, one.number, one.arrived, now)
        elif one.arrived:
            arrived(work, one.key, one.number)
        else:
            not_arrived(work, one.key, one.number, one.reason, now)
