"""Make what is shipped beside the table of sayings, for each encoder that is installed: python -m matching.prepare.

To be run whenever `data/sayings.tsv` or the sentences of reading change; a test tells when the first did.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from language.data import rows
from language.domains import DOMAINS
from matching import data, meaning, sayings
from matching.meaning import FINE, QUICK, Encoder, Vectors

HERE = Path(data.__file__).parent


def main() -> None:
    """Write a file for each: its mean and axes, and the sayings told along them."""
    for encoder in (FINE, QUICK):
        if encoder.installed:
            _prepare(encoder)


def _prepare(encoder: Encoder) -> None:
    mean, axes = _axes(encoder)

    def told(texts: list[str]) -> Vectors:
        return meaning.projected(encoder.encode(texts), mean, axes)

    said = [(row, text) for row, (_, texts) in enumerate(sayings.table()) for text in texts]
    trades = np.array([told(list(words)).mean(axis=0) for words, _ in sayings.table()])
    np.savez_compressed(
        HERE / f"{encoder.name}.npz",
        mean=mean,
        axes=axes,
        stamp=np.array(sayings.stamp()),
        rows=np.array([row for row, _ in said], np.int64),
        sayings=meaning.packed(told([text for _, text in said])),
        trades=meaning.packed(trades / np.linalg.norm(trades, axis=1, keepdims=True)),
    )


def _axes(encoder: Encoder) -> tuple[Vectors, NDArray[np.float16]]:
    """What everybody's sentences share, and the directions in which they differ most."""
    texts = [row[0] for code in DOMAINS if code != "other" for row in rows(f"sentences/{code}.txt")]
    encoded = encoder.encode(texts)
    mean = encoded.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov((encoded - mean).T))
    return mean, axes[:, ::-1][:, : meaning.DIMENSIONS].astype(np.float16)


if __name__ == "__main__":
    main()
