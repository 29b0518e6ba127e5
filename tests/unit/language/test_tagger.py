"""The tagger: which names it sees, how well of authors it never learnt from, and that its path is the best there is."""

from datetime import datetime
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import read_diary, read_need
from language.arrays import arrays
from language.reading import chain, tagger
from language.reading.examples import FOR_TESTS, FOR_TUNING, digest, examples

NOON = datetime.fromisoformat("2026-11-27T12:00+08:00")


def test_the_shipped_weights_were_learnt_from_these_messages() -> None:
    assert str(arrays(tagger.FILE)["digest"]) == digest()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("昨天给青岛即墨的长禾幼教有限公司谈了贷款方案", ("长禾幼教有限公司",)),
        ("上午去恒昌注塑看排产，两小时", ("恒昌注塑",)),
        ("前天跟德润茶业和启航农机聊了劳动合同，一个半小时", ("德润茶业", "启航农机")),
        ("昨天在县供销大厦会议室讲税务，27家，一个小时", ()),
        ("昨天给一家做宠物零食的讲商标，一个小时", ()),
        ("今天上午给三家水暖卫浴厂讲安全，两小时", ()),
        ("昨天到宏发家具厂坐了一小时，帮老板看和海成五金的合同", ("宏发家具厂",)),
        ("昨天到利源制衣看他们跟宏泰塑料的货款纠纷，1小时", ("利源制衣",)),
        ("昨天帮宏发家具厂和海成五金的合同把关，1小时", ("宏发家具厂", "海成五金")),
        ("昨天我和老李、王会计三个人给6家企业讲合同，一小时", ()),
        (
            "昨天去顺德（1）宏发家具厂（2）海成五金厂（3）利源制衣厂，讲社保，3小时",
            ("宏发家具厂", "海成五金厂", "利源制衣厂"),
        ),
        ("【日期】11.18【企业】利源制衣【时长】2h【内容】社保", ("利源制衣",)),
    ],
)
def test_names_of_those_served(text: str, names: tuple[str, ...]) -> None:
    assert read_diary(text, NOON).names == names


def test_what_the_tagger_alone_saw_is_marked() -> None:
    assert "names" in read_diary("上周三，线上，同心米粉贸易行，完事儿", NOON).inferred
    assert "names" not in read_diary("企业：宏发家具厂；时长：2小时；日期：昨天", NOON).inferred


@pytest.mark.parametrize(
    ("text", "enterprise"),
    [
        ("鑫源电子厂，客户催着要体系证书，从哪里入手", "鑫源电子厂"),
        ("代工厂名字叫华盛电镀，扣着我们的模具不还", None),
        ("隔壁挖地基震裂了我们车间，停产三天的损失能找他们要吗", None),
    ],
)
def test_whose_need_it_is(text: str, enterprise: str | None) -> None:
    assert read_need(text, deep=False).enterprise == enterprise


@pytest.mark.parametrize(
    ("author", "least"), [("professor", 0.9), ("elderly_writer", 0.9), ("many_people", 0.9)]
)
def test_authors_never_learnt_from(author: str, least: float) -> None:
    assert author in (*FOR_TESTS, *FOR_TUNING)
    own = [one for one in examples() if one.author == author and one.kind == "diary"]
    told = [(one.served, set(read_diary(one.text, NOON).names)) for one in own]
    named = [found == served for served, found in told if served]
    assert sum(named) >= least * len(named)
    assert sum(bool(found) for served, found in told if not served) <= 2


@given(
    st.lists(st.lists(st.integers(-20, 20), min_size=9, max_size=9), min_size=1, max_size=3),
    st.lists(st.lists(st.integers(-5, 5), min_size=9, max_size=9), min_size=9, max_size=9),
)
def test_the_path_is_the_best_there_is(emitted: list[list[int]], steps: list[list[int]]) -> None:
    def score(path: tuple[int, ...]) -> float:
        legal = all(
            chain.may_follow(before, state) for before, state in zip((None, *path), path, strict=False)
        )
        stepped = sum(steps[before][state] for before, state in pairwise(path))
        return (
            sum(row[state] for row, state in zip(emitted, path, strict=True)) + stepped
            if legal
            else chain.NEVER
        )

    best = max(map(score, product(range(len(chain.STATES)), repeat=len(emitted))))
    assert (
        score(tuple(chain.likeliest(np.array(emitted, float), chain.legal(np.array(steps, float))))) == best
    )
