"""The trained weights: from a text to the likelihood of each domain."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from language import features, semantic
from language.data import content
from language.vocabulary import PLAIN, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "model.npz"


@dataclass(frozen=True)
class Model:
    """Linear weights, one row a feature and one column a domain; kept as bytes and a scale."""

    grams: "NDArray[np.int8]"
    terms: "NDArray[np.float32]"
    bias: "NDArray[np.float32]"
    meanings: "NDArray[np.int8]"
    meaning_bias: "NDArray[np.float32]"
    scales: "NDArray[np.float32]"
    trust: "NDArray[np.float32]"
    """How far to trust the shallow scores alone, and both together: found by cross-validation."""

    def chances(self, text: str, vocabulary: Vocabulary = PLAIN, *, deep: bool = True) -> dict[str, float]:
        """The probability of each domain; `deep` uses sentence vectors where they are installed."""
        import numpy as np

        scores = self._shallow(text, vocabulary)
        alone, beside_meaning, meaning = self.trust
        both = deep and semantic.installed()
        scores = scores * beside_meaning + self._deep(text) * meaning if both else scores * alone
        likely = np.exp(scores - scores.max())
        return dict(zip(features.CODES, map(float, likely / likely.sum()), strict=True))

    def _shallow(self, text: str, vocabulary: Vocabulary) -> "NDArray[np.float32]":
        import numpy as np

        found = features.grams(text)
        summed = self.grams[found].sum(axis=0, dtype=np.int32) * (self.scales[0] / len(found) ** 0.5)
        scores: NDArray[np.float32] = (
            summed + np.array(features.terms(text, vocabulary)) @ self.terms + self.bias
        )
        return scores

    def _deep(self, text: str) -> "NDArray[np.float32]":
        scores: NDArray[np.float32] = (
            semantic.vectors([text])[0] @ self.meanings * self.scales[1] + self.meaning_bias
        )
        return scores


@cache
def load() -> Model:
    """The model that is shipped; read once, when first asked for."""
    import numpy as np

    with np.load(BytesIO(content(FILE))) as arrays:
        return Model(**{name: arrays[name] for name in arrays.files})
