"""Who is to be asked in whose place."""

import pytest

from language.reassigned import instead_of_whom


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("不派她 换吴晓岚", "吴晓岚"),
        ("还是换陈会计吧", "陈会计"),
        ("换成李律师", "李律师"),
        ("1号需求别派陈会计了，改派吴晓岚", "吴晓岚"),
        ("别让陈会计去了，让吴晓岚去", "吴晓岚"),
        ("不要陈会计，派吴晓岚", "吴晓岚"),
        ("算了换王建国吧", "王建国"),
    ],
)
def test_another(text: str, name: str) -> None:
    assert instead_of_whom(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "换成周五",
        "换一位",
        "换个会计",
        "换成高新区",
        "派吴晓岚",
        "换成三点",
        "不派陈会计",
        "改成三点",
        "讲师换成吴晓岚",
    ],
)
def test_nobody_else(text: str) -> None:
    assert not instead_of_whom(text)
