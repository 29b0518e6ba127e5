"""The trained weights: from a text to the likelihood of each domain."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from language import features, semantic
from language.arrays import arrays
from language.network import Network
from language.vocabulary import PLAIN, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "model.npz"


@dataclass(frozen=True)
class Model:
    """Linear weights, one row a feature and one column a domain; kept as bytes and a scale.

    There are two sets: `alone` sees characters and terms, `beside` sees the sentence vector as well; beside it a small
    network sees the vector alone.
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
    """Factors that make chances of scores, and the share of what the network says; found by cross-validation."""
    hidden: "NDArray[np.int8]"
    hidden_bias: "NDArray[np.float32]"
    outer: "NDArray[np.float32]"
    outer_bias: "NDArray[np.float32]"

    def chances(self, text: str, vocabulary: Vocabulary = PLAIN, *, deep: bool = True) -> dict[str, float]:
        """The probability of each domain; `deep` uses sentence vectors where they are installed."""
        import numpy as np

        both = deep and semantic.installed()
        scores = self._shallow(text, vocabulary, int(both))
        scores = scores * self.heat[0] if not both else self._meant(semantic.vector(text), scores)
        likely = np.exp(scores - scores.max())
        return dict(zip(features.CODES, map(float, likely / likely.sum()), strict=True))

    def _meant(self, vector: "NDArray[np.float32]", scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Scores of characters and terms together with what the sentence vector says."""
        network = Network(self.hidden, float(self.scales[3]), self.hidden_bias, self.outer, self.outer_bias)
        linear = scores + vector @ self.meanings * self.scales[2]
        meant: NDArray[np.float32] = linear * self.heat[1] + network.log_chances(vector) * self.heat[2]
        return meant

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
