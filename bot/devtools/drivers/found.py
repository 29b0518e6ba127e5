"""The drivers there are: each module beside this file that declares `VARIANTS`; nothing else lists them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from bot.devtools.drivers.contract import MakeDriver


def variants(module: str) -> dict[str, MakeDriver]:
    """What a driver's module offers, by the name that `yiqi replay --channel` takes; empty for any other module."""
    found: dict[str, MakeDriver] = getattr(import_module(f"bot.devtools.drivers.{module}"), "VARIANTS", {})
    return found


def all_variants() -> dict[str, MakeDriver]:
    """Those of every driver."""
    modules = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem != "__init__")
    return {name: make for module in modules for name, make in variants(module).items()}
