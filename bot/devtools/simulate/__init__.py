"""`yiqi simulate`: a synthetic year and more, driven by the clock, with a house that dies again and again."""

from bot.devtools.simulate.run import run

__all__ = ["run"]
