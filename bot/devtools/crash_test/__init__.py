"""`yiqi bench kills`: real processes under load, killed at random moments, and what came of every message."""

from bot.devtools.crash_test.run import run

__all__ = ["run"]
