"""The arrays of a trained model, read from the data that is shipped."""

from functools import cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from language.data import content

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOADING = Lock()
"""NumPy parses a file's head with `ast`, which two threads may not do at once in Python 3.11."""


@cache
def arrays(file: str) -> "dict[str, NDArray[Any]]":
    """Every array of the file by its name; read once."""
    import numpy as np

    with LOADING, np.load(BytesIO(content(file))) as found:
        return {name: found[name] for name in found.files}
