"""`yiqi serve` and `yiqi worker`: processes that run until they are stopped."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict
from threading import Thread

import structlog
import uvicorn

import language
from actions.audit_seal import verify_last_batch
from bot.app import App
from bot.background import at_work, working
from bot.channels.web.adapter import WebChat
from bot.gateways.health import HealthGateway
from bot.gateways.pages import PageGateway
from bot.runtime.deadline import end_within, exit_on_signals
from bot.runtime.shipping import ShippingPlan, shipping
from bot.runtime.single_instance import single_instance
from bot.runtime.systemd import watched
from handlers.engine.words import recognise
from web.app import create_app
from web.health import health_app
from web.listening import Listener, listen
from web.patience import patient
from web.ports import Visitor
from web.server import Server

log = structlog.get_logger()


def serve(
    app: App,
    *,
    web_only: bool = False,
    visitors: Sequence[Visitor] | None = None,
    plan: ShippingPlan | None = None,
) -> None:
    """Serve an opened application until stopped; what was received is finished first. Raises `InUse`.

    `visitors`: the people of the demo, which has an entrance of its own. `plan`: how SQLite's log is copied elsewhere.
    """
    settings = app.settings
    pages = create_app(
        WebChat(PageGateway(app.inbound), visitors or ()),
        guard=app.inbound.guard,
        demo=visitors is not None,
        signs_in=bool(settings.sms.vendor),
        secure_cookies=settings.secure_cookies,
        callbacks=app.callbacks,
        lifespan=lambda _: _alive(app, web_only),
        health=HealthGateway(app.inbound),
        monitors=settings.monitors,
    )
    config = uvicorn.Config(
        pages,
        http=patient(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        log_level="warning",
        log_config=None,
        timeout_graceful_shutdown=3,
    )
    exit_on_signals()
    try:
        with single_instance(str(app.database.engine.url)):
            warn_of_audit(app)
            Thread(target=_warm_up, args=(settings.semantic,), daemon=True).start()
            with shipping(app.database, app.clock, plan):
                Server(config, settings.drain_seconds, end_within).run([_listening(app)])
    finally:
        app.close()


@asynccontextmanager
async def _alive(app: App, web_only: bool) -> AsyncIterator[None]:
    async with at_work(app, app.settings.tick_seconds, web_only), watched(app.database):
        yield


def warn_of_audit(app: App) -> None:
    """Look over the newest batch of the audit's chain, and say so where it does not hold; whoever reads it decides."""
    with app.database.read() as connection:
        faults = verify_last_batch(connection)
    if faults:
        log.error("audit does not hold", faults=[asdict(fault) for fault in faults], run="yiqi audit verify")


def _listening(app: App) -> Listener:
    """The socket of the settings; a port that is taken ends the process with a line."""
    settings = app.settings
    try:
        return listen(settings.host, settings.port, app.inbound.guard, settings.proxies)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise SystemExit(
            f"打不开 {where}（{error.strerror}）：换一个 port，或先停掉占用它的程序。 / Cannot listen on {where}."
        ) from None


def work(app: App) -> None:
    """Tick and deliver until stopped, with no pages but those of health where a port is set for them."""

    async def until_stopped() -> None:
        stopped = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        beside = working(app, app.settings.tick_seconds, receives=False)
        async with _health_served(app), beside, watched(app.database):
            await stopped.wait()
            end_within()

    try:
        asyncio.run(until_stopped())
    finally:
        app.close()


class _Beside(uvicorn.Server):
    """Leaves the signals to the process that it is served beside."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def _health_served(app: App) -> AsyncIterator[None]:
    """`/livez`, `/readyz` and `/metrics` of a worker, on `worker_port`; 0: none."""
    settings = app.settings
    if not settings.worker_port:
        yield
        return
    pages = health_app(HealthGateway(app.inbound), settings.monitors)
    host, port = settings.host, settings.worker_port
    config = uvicorn.Config(pages, host, port, log_level="warning", log_config=None, lifespan="off")
    server = _Beside(config)
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def collect_less_often() -> None:
    """Once everything is loaded: keep it out of the collector's sight, and look for garbage less often.

    A fifth of a message's time went into collections that found nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def switch_threads_often() -> None:
    """Let threads wait for each other half a millisecond instead of five.

    The event loop gives the interpreter up with each packet; behind a busy writer it would wait that long to go on.
    """
    sys.setswitchinterval(0.0005)


def _warm_up(semantic: bool) -> None:
    """Load what the first message would wait for: the model of the domains, and the sounds of words."""
    language.read_need("想贷款买设备", deep=semantic)
    recognise("确任", ("确认",))
    collect_less_often()
    switch_threads_often()
