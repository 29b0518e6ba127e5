"""Who is spoken of: by the whole name, or by surname and title; and whether as a party or as somebody wished for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import called
from language.called import is_named, is_party, surname, titled

LAWYER, ACCOUNTANT = ("李明哲", ("law",)), ("王秀英", ("tax", "finance"))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("李明哲收了我们三千块不办事", LAWYER),
        ("李律师给我们写的合同有漏洞，对方不认", LAWYER),
        ("找李律师签的和解协议，现在反悔了", LAWYER),
        ("李老师把我们的配方说出去了", LAWYER),
        ("那个姓李的律师要我们买他的课", LAWYER),
        ("王会计说要收我们五百块资料费", ACCOUNTANT),
        ("王总说的贷款没下来", ACCOUNTANT),
    ],
)
def test_who_plays_a_part_is_a_party(text: str, who: tuple[str, tuple[str, ...]]) -> None:
    assert is_party(text, *who)


@pytest.mark.parametrize(
    "text",
    [
        "想请李律师帮我们看看合同",
        "能不能请李明哲老师来一趟",
        "最好是李律师",
        "请李律师来看看",
        "还想找李老师问问",
        "李伟律师收了我们的钱",
        "王律师写的合同",
        "李会计做的账",
        "想找律师问问欠款的事",
    ],
)
def test_who_is_wished_for_or_is_somebody_else_is_none(text: str) -> None:
    assert not is_party(text, *LAWYER)


def test_short_forms_count_only_near_by() -> None:
    assert not is_named("李律师收了我们的钱", *LAWYER, near=False)
    assert is_named("李明哲收了我们的钱", *LAWYER, near=False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请钱进老师来", ("钱进", "老师")),
        ("想请李律师", ("李", "律师")),
        ("欧阳教授在不在", ("欧阳", "教授")),
        ("有没有懂税的", None),
    ],
)
def test_a_name_with_its_title(text: str, found: tuple[str, str] | None) -> None:
    assert titled(text) == found


def test_double_surnames() -> None:
    assert (surname("欧阳修文"), surname("李明"), surname("司马")) == ("欧阳", "李", "司")


@given(st.text(max_size=40), st.text(alphabet="李王明哲欧阳老师", max_size=4))
def test_any_text_has_an_answer_and_a_party_is_named(text: str, name: str) -> None:
    assert is_named(text, name, ("law",)) or not is_party(text, name, ("law",))


ASKED_FOR = [
    ("请苏启律师给看看，两家一起买的机器怎么分", "苏启", ("law",)),
    ("想请苏律师来看看", "苏启", ("law",)),
    ("最好还是上次的陈工", "陈志远", ("technology",)),
    ("能不能让王若兰老师再来一趟", "王若兰", ("hr",)),
    ("点名要卢青青", "卢青青", ("ip",)),
    ("希望由何静宜老师指导", "何静宜", ("finance",)),
    ("苏启律师上次讲得好，这次还想找他", "苏启", ("law",)),
    ("请叶国强，别请潘明亮", "叶国强", ()),
    ("想请叶老师，不要小潘", "叶国强", ()),
]
TURNED_AWAY = [
    ("那位李明哲不要叫来，他在对面厂上班", *LAWYER),
    ("李明哲律师这回是帮他的，就别找她了，换个人", *LAWYER),
    ("李律师是对方请的，不要再安排她", *LAWYER),
    ("别再找王工了，换一个", "王大明", ("technology",)),
    ("不要再派李老师", "李方", ("law",)),
    ("李老师来过两次没解决，想换个人", "李方", ("law",)),
    ("除了张会计谁都行", "张三丰", ("tax",)),
    ("不用请金老师，他太忙", "金大勇", ("management",)),
    ("麻烦换掉方成", "方成", ("ip",)),
    ("不想要那个姓周的来", "周立", ("marketing",)),
    ("想找一位老师，上回童老师讲的没听懂", "童文", ("digital",)),
    ("请叶国强，别请潘明亮", "潘明亮", ()),
]


@pytest.mark.parametrize(("text", "name", "fields"), ASKED_FOR)
def test_somebody_is_asked_for(text: str, name: str, fields: tuple[str, ...]) -> None:
    assert called.is_wished(text, name, fields)
    assert called.may_wish(text)
    assert not called.is_turned_away(text, name, fields)
    assert not called.is_party(text, name, fields)


@pytest.mark.parametrize(("text", "name", "fields"), TURNED_AWAY)
def test_somebody_is_turned_away(text: str, name: str, fields: tuple[str, ...]) -> None:
    assert called.is_turned_away(text, name, fields)
    assert not called.is_wished(text, name, fields)


@pytest.mark.parametrize("text", ["和王秋月有合同纠纷", "王秋月把我们告了", "我们欠王秋月三万"])
def test_whoever_plays_a_part_is_neither(text: str) -> None:
    assert called.is_party(text, "王秋月")
    assert not called.is_wished(text, "王秋月")
    assert not called.is_turned_away(text, "王秋月")


@pytest.mark.parametrize("text", ["税务要来查账", "客户拖了货款", "注塑件老是缩水"])
def test_most_needs_wish_for_nobody(text: str) -> None:
    assert not called.may_wish(text)


@pytest.mark.parametrize("text", ["李明哲律师上次讲得好，这次别让他等", "想请李明哲老师，不要派别人来"])
def test_who_is_only_spoken_of_beside_a_no_is_not_turned_away(text: str) -> None:
    assert not called.is_turned_away(text, *LAWYER)


@pytest.mark.parametrize("text", ["会计没来啊", "跟会计说三点来", "那位会计电话多少", "换个会计行不行"])
def test_a_title_calls_somebody(text: str) -> None:
    assert [title for title, _ in called.spoken_of(text)] == ["会计"]


@pytest.mark.parametrize("text", ["会计资料准备好了", "我们会计报错了税", "律师函寄了", "代理记账的会计公司"])
def test_a_title_calls_nobody(text: str) -> None:
    assert not list(called.spoken_of(text))
