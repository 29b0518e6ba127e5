"""What an expert is by calling, out of post, unit and what they say."""

import pytest

from language import callings


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("律师，湛江海隅律师事务所", "legal"),
        ("副教授，广东海洋大学", "academic"),
        ("总工程师，湛江精工机械厂", "technology"),
        ("董事长，湛江蓝湾海鲜加工有限公司", "entrepreneur"),
        ("副总经理，湛江港务公司", "executive"),
        ("主任，湛江海东科技产业园管委会", "park"),
        ("秘书长，湛江水产流通协会", "industry"),
        ("科长，湛江市税务局", "policy"),
        ("会计师，湛江正大会计师事务所", None),
        ("，", None),
    ],
)
def test_post_and_unit_show_it(told: str, code: str | None) -> None:
    assert callings.read(told) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [("我想申请法律专家", "legal"), ("申请当行业专家", "industry"), ("擅长给企业高层讲布局", None)],
)
def test_a_message_names_it_in_so_many_words(said: str, code: str | None) -> None:
    assert callings.named(said) == code


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("刘兰，退休税务师", True),
        ("去年退休了，原来在轻工设计院", True),
        ("还没退休，在职", False),
        ("退休返聘", False),
        ("擅长退休年龄和养老金的问题", None),
        ("何志强，总工程师", None),
    ],
)
def test_in_office_or_retired(said: str, told: bool | None) -> None:
    assert callings.retired(said) is told


def test_lists_go_by_the_document_and_unknown_ones_come_last() -> None:
    assert sorted(["legal", None, "policy"], key=callings.place) == ["policy", "legal", None]
    assert callings.in_words("legal", True) == "法律专家，退休"
    assert callings.in_words(None, None) == ""
