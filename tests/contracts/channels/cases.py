"""Every channel that the suite runs over: our own two chats, and each vendor that has a driver."""

from __future__ import annotations

from dataclasses import dataclass

from bot.devtools.drivers.contract import MakeDriver
from bot.devtools.drivers.found import all_variants
from tests.contracts.channels.own_drivers import TerminalDriver, WebDriver


@dataclass(frozen=True)
class ChannelCase:
    """A channel under test. Our own chats are no `vendor`: nobody can refuse their messages."""

    make: MakeDriver
    vendor: bool = True
    pictures: bool = True


CASES = {
    "web": ChannelCase(lambda now: WebDriver(), vendor=False),
    "terminal": ChannelCase(lambda now: TerminalDriver(), vendor=False, pictures=False),
    **{name: ChannelCase(make) for name, make in all_variants().items()},
}
PICTURES = [name for name, case in CASES.items() if case.pictures]
VENDORS = [name for name, case in CASES.items() if case.vendor]
