"""The experts' own phrases: told apart, kept once, and the nearest of each row found."""

from __future__ import annotations

import numpy as np

from matching.facts import Profile
from matching.meaning import DIMENSIONS, Packed
from matching.phrases import Phrases, said_by


def along(axis: int, length: int = 100) -> Packed:
    vector = np.zeros(DIMENSIONS, np.int8)
    vector[axis] = length
    return vector


KEPT = {"普惠续贷": along(0), "厂房按揭": along(1), "看报表": along(0, 50)}


def phrases_of(*experts: Profile) -> Phrases:
    phrases = Phrases()
    phrases.extend(experts)
    phrases.take_up({text: KEPT[text] for text in phrases.waiting if text in KEPT})
    return phrases


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


def test_the_nearest_of_each_row_counts() -> None:
    phrases = phrases_of(expert(1, "普惠续贷、厂房按揭"), expert(2, "厂房按揭", "看报表"), expert(3, ""))
    assert best(phrases, [0, 1, 2]) == [100, 0, 0]
    assert best(phrases, [2, 1], "past") == [0, 50]
    assert best(phrases, [1], axis=1) == [100]
    assert best(phrases, []) == []
    assert phrases.of_row(0, "speciality") == ["普惠续贷", "厂房按揭"]


def test_a_phrase_that_is_known_does_not_wait_again() -> None:
    phrases = phrases_of(expert(1, "普惠续贷、修理渔船"))
    assert phrases.waiting == ["修理渔船"]
    phrases.extend([expert(4, "厂房按揭、普惠续贷")])
    assert phrases.waiting == ["修理渔船", "厂房按揭"]
    assert best(phrases, [1, 0]) == [100, 100]
    assert phrases.products(["普惠续贷"], np.eye(DIMENSIONS, dtype=np.float32)[0]).tolist() == [100]


def test_a_vector_made_later_is_taken_up() -> None:
    phrases = phrases_of(expert(1, "修理渔船"))
    assert best(phrases, [0]) == [0]
    phrases.take_up({"修理渔船": along(0, 90)})
    assert best(phrases, [0]) == [90]
    assert phrases.waiting == []


def test_many_rows_and_few_phrases_say_the_same_as_one_by_one() -> None:
    phrases = phrases_of(*(expert(n, "厂房按揭、普惠续贷" if n % 3 else "看报表") for n in range(50)))
    together = best(phrases, list(range(50)))
    assert together == [best(phrases, [row])[0] for row in range(50)]
