"""Data files that reading lives on, and how they are opened."""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of a data file; empty lines and lines that start with # say nothing."""
    for line in files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def content(name: str) -> bytes:
    """The bytes of a data file."""
    return files(__name__).joinpath(name).read_bytes()
