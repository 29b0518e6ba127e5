"""Data that pairing lives on."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.arrays import LOADING


def lines(name: str) -> list[list[str]]:
    """The tab-separated rows of a file; empty lines and lines that start with # say nothing."""
    text = content(name).decode("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def content(name: str) -> bytes:
    """The bytes of a file."""
    return files(__name__).joinpath(name).read_bytes()


@cache
def arrays(name: str) -> dict[str, NDArray[Any]]:
    """Every array of a file by its name; read once."""
    with LOADING, np.load(BytesIO(content(name))) as found:
        return {key: found[key] for key in found.files}
