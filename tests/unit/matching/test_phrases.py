"""The experts' own phrases: told apart, kept once, and the nearest of each row found."""

from __future__ import annotations

import numpy as np

from matching.facts import Profile
from matching.meaning import DIMENSIONS, Packed
from matching.phrases import Phrases, said_by

ASKED: list[list[str]] = []


def along(axis: int, length: int = 100) -> Packed:
    vector = np.zeros(DIMENSIONS, np.int8)
    vector[axis] = length
    return vector


KEPT = {"普惠续贷": along(0), "厂房按揭": along(1), "看报表": along(0, 50)}


def kept(texts: list[str]) -> dict[str, Packed]:
    ASKED.append(texts)
    return {text: KEPT[text] for text in texts if text in KEPT}


def expert(number: int, specialities: str, past: str = "", unit: str = "") -> Profile:
    return Profile(number, "440802", ("finance",), specialities, past, unit=unit)


def best(phrases: Phrases, rows: list[int], kind: str = "speciality", axis: int = 0) -> list[float]:
    wanted = np.zeros(DIMENSIONS, np.float32)
    wanted[axis] = 1
    found: list[float] = phrases.best(np.array(rows, np.int64), kind, wanted).tolist()
    return found


def test_phrases_are_parted_and_trimmed() -> None:
    said = said_by(expert(1, "普惠续贷、 厂房按揭，看报表", "陪企业去银行，谈了半天；看报表", "某某银行"))
    assert said == (["普惠续贷", "厂房按揭", "看报表"], ["陪企业去银行，谈了半天", "看报表"], ["某某银行"])
    assert said_by(expert(1, "")) == ([], [], [])
    assert [len(part) for part in said_by(expert(1, "、".join(map(str, range(30))), "长" * 99))] == [12, 1, 0]


def test_each_phrase_is_asked_for_once_and_the_nearest_counts() -> None:
    ASKED.clear()
    phrases = Phrases(kept)
    phrases.extend([expert(1, "普惠续贷、厂房按揭"), expert(2, "厂房按揭", "看报表"), expert(3, "")])
    assert ASKED == [["厂房按揭", "普惠续贷", "看报表"]]
    assert best(phrases, [0, 1, 2]) == [100, 0, 0]
    assert best(phrases, [2, 1], "past") == [0, 50]
    assert best(phrases, [1], axis=1) == [100]
    assert best(phrases, []) == []
    assert phrases.of_row(0, "speciality") == ["普惠续贷", "厂房按揭"]
    phrases.extend([expert(4, "厂房按揭、普惠续贷")])
    assert len(ASKED) == 1
    assert best(phrases, [3, 0]) == [100, 100]


def test_a_vector_made_later_is_taken_up() -> None:
    late: dict[str, Packed] = {}
    phrases = Phrases(lambda texts: {text: late[text] for text in texts if text in late})
    phrases.extend([expert(1, "修理渔船")])
    assert best(phrases, [0]) == [0]
    late["修理渔船"] = along(0, 90)
    phrases.look_again()
    assert best(phrases, [0]) == [90]


def test_many_rows_and_few_phrases_say_the_same_as_one_by_one() -> None:
    phrases = Phrases(kept)
    phrases.extend([expert(number, "厂房按揭、普惠续贷" if number % 3 else "看报表") for number in range(50)])
    together = best(phrases, list(range(50)))
    assert together == [best(phrases, [row])[0] for row in range(50)]
