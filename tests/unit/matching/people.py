"""Invented experts and needs for tests of matching, and how an index is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from matching.facts import Profile, Wanted
from matching.index import Index

TODAY = date(2026, 9, 14)
NEED = Wanted(1, "law", "440802", TODAY, "有员工没签劳动合同，要我们赔双倍工资", also=("hr",))
NEAR = Profile(1, "440802", ("law",))
REGIONS = ["440802", "440803", "440881", "440600", "110105", None]
TEXTS = ["劳动仲裁、工伤赔偿", "追讨货款", "给鞋厂改员工手册", "火龙果和菠萝加工", ""]


def index_of(experts: Iterable[Profile]) -> Index:
    return Index(sorted(experts, key=lambda expert: (expert.region or "", expert.expert_id)))


profiles = st.builds(
    Profile,
    st.integers(1, 12),
    st.sampled_from(REGIONS),
    st.lists(st.sampled_from(["law", "hr", "tax", "technology"]), min_size=1, unique=True).map(tuple),
    st.sampled_from(TEXTS),
    st.sampled_from(TEXTS),
    serving=st.booleans(),
    load=st.integers(0, 3),
    capacity=st.integers(1, 3),
    away_until=st.sampled_from([None, TODAY, date(2026, 1, 1)]),
    away_from=st.sampled_from([None, TODAY, date(2026, 12, 1)]),
    quiet=st.sampled_from(["", "1", "67"]),
    rated=st.integers(0, 5),
    stars=st.sampled_from([1.0, 3.5, 4.6, 5.0]),
    asked=st.integers(4, 9),
    accepted=st.integers(0, 4),
    hours=st.sampled_from([0.0, 3.5, 20.0]),
    firms=st.integers(0, 40),
    last_served=st.sampled_from([None, date(2026, 9, 1), date(2026, 2, 1)]),
)
experts = st.lists(profiles, unique_by=lambda expert: expert.expert_id, max_size=12)
wanted = st.builds(
    Wanted,
    st.integers(1, 99),
    st.sampled_from(["law", "hr", "ip"]),
    st.sampled_from(["440802", "440881", "110105"]),
    st.just(TODAY),
    st.sampled_from([*TEXTS, "员工手指被压伤，火龙果也烂了"]),
    also=st.sampled_from([(), ("tax",)]),
    form=st.sampled_from([None, "online"]),
    urgent=st.booleans(),
    focus=st.sampled_from([(), ("veteran",)]),
    wish=st.sampled_from([None, 3]),
    barred=st.sampled_from([frozenset(), frozenset({2, 5})]),
)
