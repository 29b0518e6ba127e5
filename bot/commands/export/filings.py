"""`yiqi export filings`: what staff filed anew, one line each: right domain, first reading, text."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from storage.engine import make_engine
from storage.tables import Filing


def run(database: str, say: Callable[[str], None]) -> None:
    """Print the examples, oldest first, as tab-separated lines."""
    with make_engine(database).execution_options(readonly=True).connect() as connection:
        for domain, was, text in connection.execute(
            select(Filing.domain, Filing.was, Filing.text).order_by(Filing.id)
        ):
            say("\t".join([domain, was, " ".join(text.split())]))
