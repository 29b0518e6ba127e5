"""Training anew gives the weights that are shipped, up to rounding."""

import numpy as np
import pytest

pytest.importorskip("sklearn")

from language import model, train


def test_the_shipped_model_is_what_its_sentences_teach() -> None:
    """The half without sentence vectors, which would take a minute more."""
    shipped, taught = model.load(), train.train_alone()
    assert np.abs(shipped.alone.astype(int) - taught["grams"].astype(int)).max() <= 2
    assert np.abs(shipped.terms[0] - taught["terms"]).max() <= 0.02
    assert np.abs(shipped.bias[0] - taught["bias"]).max() <= 0.02
