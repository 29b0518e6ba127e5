"""Data that pairing lives on."""

from importlib.resources import files


def lines(name: str) -> list[list[str]]:
    """The tab-separated rows of a file; empty lines and lines that start with # say nothing."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
