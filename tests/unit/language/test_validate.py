"""Cross-validation: folds that the text decides, the most honest factor, and a report of both modes."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from language import validate

LABELS = np.array([0, 1, 0, 1])
RIGHT = np.array([[2.0, 0.0], [0.0, 2.0], [2.0, 0.0], [0.0, 2.0]])
MIXED = np.array([[2.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 0.0]])


def test_each_text_is_held_out_once_and_keeps_its_fold() -> None:
    texts = [f"第{number}句" for number in range(40)]
    folds = validate.folds(texts)
    assert len(folds) == validate.FOLDS == 5
    assert np.sum(folds, axis=0).tolist() == [1] * 40
    assert [fold[:20].tolist() for fold in validate.folds(texts[:20])] == [
        fold[:20].tolist() for fold in folds
    ]


SILENT = np.full((4, 2), np.log(0.5))
"""A network that knows nothing."""


def test_who_is_always_right_may_be_surest_and_who_errs_may_not() -> None:
    right, mixed, _ = validate.heats(validate.Unseen(RIGHT, MIXED, SILENT, LABELS))
    assert right == 6.9
    assert mixed == 1.0


def test_a_network_that_knows_better_gets_its_share() -> None:
    knows = np.log(np.clip(RIGHT / 2, 0.01, 0.99))
    share = validate.heats(validate.Unseen(RIGHT, MIXED, knows, LABELS))[2]
    assert share == 0.6
    assert validate.heats(validate.Unseen(RIGHT, RIGHT, -knows, LABELS))[2] == 0


def test_the_report_names_what_is_right_and_what_is_asked() -> None:
    lines = validate.report(validate.Unseen(RIGHT, MIXED, SILENT, LABELS), (1.0, 1.0, 0.3)).split("\n")
    assert lines[0] == "heat 1.0 without sentence vectors, 1.0 with, the network's share 0.3"
    assert lines[1] == "characters and terms: 1.000 right"
    assert lines[9] == "with semantic: 0.750 right"
    assert lines[2] == "  sure from 0.3: 1.000 right, asks 0.000"
    assert len(lines) == 17
