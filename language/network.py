"""A small network over sentence vectors: one hidden layer sees what a line drawn through them cannot."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST = -12.0
"""No chance counts as less than e to this power: one wrong zero would outvote everything else."""


class Network(NamedTuple):
    """`hidden` are bytes (times `scale`), one row a figure of the vector and one column a neuron; `outer` one column a class."""

    hidden: "NDArray[np.int8]"
    scale: float
    hidden_bias: "NDArray[np.float32]"
    outer: "NDArray[np.float32]"
    outer_bias: "NDArray[np.float32]"

    def log_chances(self, vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """The logarithm of each class's probability, for one vector or a row for each of several."""
        import numpy as np

        inner = np.maximum(vectors @ self.hidden * self.scale + self.hidden_bias, 0)
        scores = inner @ self.outer + self.outer_bias
        scores = scores - scores.max(-1, keepdims=True)
        found: NDArray[np.float32] = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
        return np.maximum(found, _LEAST)
