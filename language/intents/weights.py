"""The trained weights: from a message to the likelihood of each intent."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from language.arrays import arrays
from language.intents import signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "intents/model.npz"


@dataclass(frozen=True)
class Weights:
    """Linear weights, one row a sign and one column an intent; the large tables are kept as bytes and a scale.

    Where an array has two parts, the first serves without a sentence vector and the second beside one.
    """

    rarity: "NDArray[np.float16]"
    """How much each bucket of characters counts."""
    alone: "NDArray[np.int8]"
    beside: "NDArray[np.int8]"
    meanings: "NDArray[np.int8]"
    sides: "NDArray[np.float16]"
    bias: "NDArray[np.float32]"
    scales: "NDArray[np.float32]"
    heat: "NDArray[np.float32]"
    """Factors that make chances of scores, found by cross-validation."""
    sure: "NDArray[np.float32]"
    """The chance from which one is sure: a row for each way of reading, a column for each intent."""
    sentences: "NDArray[np.uint8]"
    """The digest of the sentences that were learnt from."""

    def chances(
        self,
        text: str,
        roles: Collection[str],
        open_things: Collection[str],
        meaning: "NDArray[np.float32] | None" = None,
    ) -> "NDArray[np.float32]":
        """The probability of each intent of a (normalised) text, in the order of `signs.CODES`."""
        import numpy as np

        both = int(meaning is not None)
        scores = self._grams(text, both) + self.bias[both]
        scores += np.array(signs.side(roles, open_things), np.float32) @ self.sides[both]
        if meaning is not None:
            scores += meaning @ self.meanings * self.scales[2]
        raised = np.exp((scores - scores.max()) * self.heat[both])
        shares: NDArray[np.float32] = raised / raised.sum()
        return shares

    def _grams(self, text: str, both: int) -> "NDArray[np.float32]":
        import numpy as np

        found = signs.grams(text)
        weight = self.rarity[found].astype(np.float32)
        weight /= np.sqrt((weight**2).sum())
        summed: NDArray[np.float32] = (
            weight @ (self.beside if both else self.alone)[found] * self.scales[both]
        )
        return summed


@cache
def load() -> Weights:
    """The weights that are shipped; read once, when first asked for."""
    return Weights(**arrays(FILE))
