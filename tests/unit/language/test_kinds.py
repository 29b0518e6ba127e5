"""Of which kind a service was, and the form where no rule tells it: what is said plainly, what a judge adds and marks."""

from datetime import datetime

import pytest

from language import read_diary
from language.arrays import arrays
from language.reading import judge, kinds
from language.reading.examples import FOR_TESTS, FOR_TUNING, digest, examples

NOON = datetime.fromisoformat("2026-11-27T12:00+08:00")


def test_the_shipped_judges_were_taught_by_these_messages() -> None:
    assert str(arrays(judge.FILE)["digest"]) == digest()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("昨天在园区做了场政策宣讲，30家企业，两小时", "briefing"),
        ("昨天接待一家企业来访，咨询社保，半小时", "advice"),
        ("昨天带专家去宏发家具厂会诊除尘，三小时", "diagnosis"),
        ("昨天给12家企业办了场财务培训，两小时", "training"),
        ("昨天给宏发家具厂和县农商行牵线，一小时", "introduction"),
    ],
)
def test_what_plainly_tells_the_kind(text: str, kind: str) -> None:
    read = read_diary(text, NOON)
    assert read.kind == kind
    assert "kind" not in read.inferred


def test_a_subject_tells_no_kind() -> None:
    assert kinds.by_words("昨天给三家企业讲培训补贴，一小时") is None


def test_a_form_says_the_kind_and_what_came_of_it() -> None:
    read = read_diary("日期：昨天；时长：2小时；企业：宏发家具厂；服务类别：诊断；成效：停机少了一半", NOON)
    assert (read.kind, read.result) == ("diagnosis", "停机少了一半")


@pytest.mark.parametrize("author", [*FOR_TUNING, *FOR_TESTS])
def test_what_a_judge_adds_is_marked_and_mostly_right(author: str) -> None:
    own = [one for one in examples() if one.author == author and one.kind == "diary"]
    read = [(one, read_diary(one.text, NOON)) for one in own]
    added = [one.form == found.form for one, found in read if "form" in found.inferred]
    assert sum(added) >= 0.5 * len(added)
