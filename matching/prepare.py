"""Make what is shipped beside the table of sayings: python -m matching.prepare, where the encoder is installed.

To be run whenever `data/sayings.tsv` or the sentences of reading change; a test tells when the first did.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from language import semantic
from language.data import rows
from language.domains import DOMAINS
from matching import data, meaning, sayings

HERE = Path(data.__file__).parent


def main() -> None:
    """Write both files: axes first, since sayings are told along them."""
    texts = [row[0] for code in DOMAINS if code != "other" for row in rows(f"sentences/{code}.txt")]
    encoded = semantic.vectors(texts)
    mean = encoded.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov((encoded - mean).T))
    widest = axes[:, ::-1][:, : meaning.DIMENSIONS]
    np.savez_compressed(HERE / "meaning.npz", mean=mean, axes=widest.astype(np.float16))
    said = [(row, text) for row, (_, texts) in enumerate(sayings.table()) for text in texts]
    trades = [meaning.vectors(words).mean(axis=0) for words, _ in sayings.table()]
    np.savez_compressed(
        HERE / "sayings.npz",
        stamp=np.array(sayings.stamp()),
        rows=np.array([row for row, _ in said], np.int64),
        sayings=meaning.packed(meaning.vectors([text for _, text in said])),
        trades=meaning.packed(_unit(np.array(trades))),
    )


def _unit(found: meaning.Vectors) -> meaning.Vectors:
    unit: meaning.Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


if __name__ == "__main__":
    main()
