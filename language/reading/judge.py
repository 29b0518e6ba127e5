"""What was done, where no word settles it: linear weights over the characters of a message, its names put aside."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from language import subjects
from language.arrays import arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "reading/judges.npz"
UNTOLD = "-"
"""The class of what a message does not tell."""
BUCKETS = 1 << 15
_PRIME = 0x9E3779B1
_STANDS = {"S": "\ue001", "X": "\ue002", "V": "\ue003", "T": "\ue004"}
"""What stands in the place of a name, so that none is learnt."""
_FIGURES, _BLANKS = re.compile(r"\d+(?:\.\d+)?"), re.compile(r"\s+")
_MOST = 600
"""Characters that are looked at."""


@dataclass(frozen=True)
class Judge:
    """`weights` are bytes, one row a bucket and one column a class; from `sure` on a class is told."""

    classes: tuple[str, ...]
    weights: "NDArray[np.int8]"
    scale: float
    bias: "NDArray[np.float32]"
    sure: float

    def told(self, seen: "NDArray[np.int64]") -> str | None:
        """The class of a message's signs, or None where none is likely enough or it tells none."""
        import numpy as np

        summed = np.add.reduce(self.weights.take(seen, axis=0), axis=0, dtype=np.int32)
        scores = summed * (self.scale / len(seen) ** 0.5) + self.bias
        likely = np.exp(scores - scores.max())
        best = int(likely.argmax())
        is_told = likely[best] >= self.sure * likely.sum() and self.classes[best] != UNTOLD
        return self.classes[best] if is_told else None


@lru_cache(maxsize=16)
def signs(text: str, spans: tuple[tuple[int, int, str], ...]) -> "NDArray[np.int64]":
    """The buckets of a (normalised) message in which `spans` (start, end, label) were seen; kept a moment.

    Subjects tell nothing of how they were taught (讲线上营销), and are blanked.
    """
    import numpy as np

    text, masked, at = subjects.without(text), "", 0
    for start, end, label in spans:
        masked, at = masked + text[at:start] + _STANDS[label], end
    plain = _BLANKS.sub(" ", _FIGURES.sub("0", (masked + text[at:])[:_MOST].lower()))
    codes = np.frombuffer(f"^{plain}$".encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    pairs = codes[:-1] << 17 | codes[1:]
    triples = pairs[:-1] * 131 ^ codes[2:] << 34
    mixed = np.concatenate([codes, pairs, triples]) * _PRIME & 0x7FFFFFFFFFFF
    found: NDArray[np.int64] = (mixed ^ mixed >> 19) & (BUCKETS - 1)
    found.sort()
    once: NDArray[np.int64] = found[np.append(True, found[1:] != found[:-1])]
    return once


@cache
def load(name: str) -> Judge:
    """The judge that is shipped under a name: «form» or «kind»."""
    kept = arrays(FILE)
    return Judge(
        tuple(kept[f"{name}_classes"].tolist()),
        kept[f"{name}_weights"],
        float(kept[f"{name}_scale"]),
        kept[f"{name}_bias"],
        float(kept[f"{name}_sure"]),
    )
