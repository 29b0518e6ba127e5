"""What the model sees of a text, and the chances that it makes of it."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest

from language import Vocabulary, features, model, semantic


def buckets(*grams: str) -> list[int]:
    return sorted(crc32(gram.encode()) % 32768 for gram in grams)


def test_characters_and_pairs_between_the_ends_without_marks() -> None:
    assert features.grams("") == buckets("^", "$", "^$")
    assert features.grams("税") == buckets("^", "税", "$", "^税", "税$")
    assert features.grams("A,b 128") == buckets("^", "a", "b", "0", "$", "^a", "ab", "b0", "0$")
    assert features.grams("税" * 700) == features.grams("税" * 600)
    assert features.grams("税" * 599 + "法") != features.grams("税" * 600 + "法")


def test_terms_speak_up_to_a_seventh() -> None:
    def told(text: str, vocabulary: Vocabulary = Vocabulary()) -> dict[str, float]:  # noqa: B008
        return {
            code: round(found * 42, 6)
            for code, found in zip(features.CODES, features.terms(text, vocabulary), strict=True)
            if found
        }

    assert told("融资专利") == {"finance": 3.0, "ip": 3.0}
    assert told("虾青素", Vocabulary(terms={"虾青素": "technology"})) == {"technology": 6.0}
    assert told("虾青素虾红素", Vocabulary(terms={"虾青素": "law", "虾红素": "law"})) == {"law": 6.0}
    assert told("呀" * 600 + "融资") == {}
    assert told("呀" * 598 + "融资") == {"finance": 3.0}


def test_chances_add_up_with_sentence_vectors_and_without() -> None:
    for deep in (False, True):
        chances = model.load().chances("员工要双倍工资", deep=deep)
        assert list(chances) == list(features.CODES)
        assert sum(chances.values()) == pytest.approx(1)
        assert max(chances, key=lambda code: chances[code]) == "hr"


def test_sentence_vectors_count_where_they_are_asked_for_and_there() -> None:
    text = "员工要双倍工资"
    alone, beside = (model.load().chances(text, deep=deep) for deep in (False, True))
    assert (alone != beside) is semantic.installed()


@pytest.mark.skipif(not semantic.installed(), reason="the encoder is not installed")
def test_a_vector_has_the_length_one() -> None:
    (short,) = semantic.vectors(["员工要双倍工资"])
    assert np.linalg.norm(short) == pytest.approx(1, abs=1e-3)
    long, longer = semantic.vectors(["税" * 200, "税" * 200 + "法务咨询"])
    assert np.array_equal(long, longer)
