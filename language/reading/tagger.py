"""Who and what is named in a message, as the chain that was learnt sees it."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from language import enterprise_names, regions
from language.arrays import arrays
from language.reading import chain
from language.reading.signs import BUCKETS, Span, signs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

FILE = "reading/tagger.npz"
_RELUCTANCE = {"diary": 0.7, "need": 1.0}
"""How much likelier than «nothing» a label must be; chosen on the authors for tuning. A need names others as often as who asks."""
_HOPELESS = -4.0
"""Where no character comes nearer to the beginning of a name or a venue than this, no path is sought."""
_BEGINS = [chain.STATES.index("BS"), chain.STATES.index("BV")]


@dataclass(frozen=True)
class Tagger:
    """`weights` are bytes, one row a bucket and one column a state; `steps` the scores that are legal of one state after another."""

    weights: "NDArray[np.int8]"
    scale: float
    steps: "NDArray[np.float64]"

    def spans(self, found: "NDArray[np.int64]", reluctance: float) -> list[tuple[int, int, str]]:
        """(start, end, label) of what is served (S), another party (X), a venue (V), a subject (T)."""
        import numpy as np

        emitted = np.add.reduce(self.weights.take(found, axis=0), axis=0, dtype=np.int32) * self.scale
        emitted[:, 0] += reluctance
        if (emitted[:, _BEGINS].max(1) - emitted[:, 0]).max() < _HOPELESS:
            return []
        return chain.spans(chain.likeliest(emitted, self.steps))


def of(kept: "Mapping[str, NDArray[Any]]") -> Tagger:
    """The tagger of the arrays that training makes."""
    import numpy as np

    weights = np.zeros((BUCKETS, len(chain.STATES)), dtype=np.int8)
    weights[kept["buckets"]] = kept["weights"]
    return Tagger(weights, float(kept["scale"]), chain.legal(kept["steps"].astype(np.float64)))


@cache
def load() -> Tagger:
    """The tagger that is shipped; read once, when first asked for."""
    return of(arrays(FILE))


@lru_cache(maxsize=16)
def spans(text: str, kind: str) -> tuple[tuple[int, int, str], ...]:
    """What is named in a (normalised) message of a kind, «diary» or «need»; kept a moment, as several readers ask."""
    return tuple(load().spans(seen(text, kind), _RELUCTANCE[kind])) if text else ()


def seen(text: str, kind: str) -> "NDArray[np.int64]":
    """The signs of a text."""
    return signs(text, kind, *hints(text))


def hints(text: str) -> tuple[list[Span], list[Span], list[Span]]:
    """Places, trades with kinds of houses, and what has the shape of a name."""
    places = [(place.start, place.end) for place in regions.mentions(text)]
    return (
        places,
        enterprise_names.wares(text),
        [(name.start, name.end) for name in enterprise_names.mentions(text)],
    )
