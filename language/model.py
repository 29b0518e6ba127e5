"""The trained weights: from a text to the likelihood of each domain."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from language import features, semantic
from language.arrays import arrays
from language.vocabulary import PLAIN, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "model.npz"


@dataclass(frozen=True)
class Model:
    """Linear weights, one row a feature and one column a domain; kept as bytes and a scale.

    There are two sets: `alone` sees characters and terms, `beside` sees the sentence vector as well.
    """

    rarity: "NDArray[np.float16]"
    """How much each bucket of characters counts."""
    alone: "NDArray[np.int8]"
    beside: "NDArray[np.int8]"
    meanings: "NDArray[np.int8]"
    terms: "NDArray[np.float32]"
    """Two tables, for `alone` and `beside`; so are the next three."""
    bias: "NDArray[np.float32]"
    scales: "NDArray[np.float32]"
    heat: "NDArray[np.float32]"
    """Factors that make chances of scores, found by cross-validation."""

    def chances(self, text: str, vocabulary: Vocabulary = PLAIN, *, deep: bool = True) -> dict[str, float]:
        """The probability of each domain; `deep` uses sentence vectors where they are installed."""
        import numpy as np

        both = deep and semantic.installed()
        scores = self._shallow(text, vocabulary, int(both))
        if both:
            scores = scores + semantic.vector(text) @ self.meanings * self.scales[2]
        likely = np.exp((scores - scores.max()) * self.heat[int(both)])
        return dict(zip(features.CODES, map(float, likely / likely.sum()), strict=True))

    def _shallow(self, text: str, vocabulary: Vocabulary, both: int) -> "NDArray[np.float32]":
        import numpy as np

        found = features.grams(text)
        weight = self.rarity[found].astype(np.float32)
        weight /= np.sqrt((weight**2).sum())
        summed = weight @ (self.beside if both else self.alone)[found] * self.scales[both]
        scores: NDArray[np.float32] = (
            summed + np.array(features.terms(text, vocabulary)) @ self.terms[both] + self.bias[both]
        )
        return scores


@cache
def load() -> Model:
    """The model that is shipped; read once, when first asked for."""
    return Model(**arrays(FILE))
