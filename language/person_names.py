"""Names of persons."""

import re

from language.lexicon import any_of, words_of

_SURNAMES = "".join(words_of("surnames"))
_DOUBLE = any_of("double_surnames")
_GIVEN = "[\u4e00-\u9fff]{1,2}"
_NAME = rf"(?:(?:{_DOUBLE}){_GIVEN}|[{_SURNAMES}]{_GIVEN}(?:·[\u4e00-\u9fff]+)?)"
_NO_NAME = re.compile(
    rf"[的在了是我你他她们做任有和与吗呢啊吧想请问公司企业单位厂店家元年日号]|^(?:{any_of('not_person_names')})"
)
_LABELLED = re.compile(
    rf"(?:姓名|名字|本人|我叫|我是|叫|申请人|联系人|联系|推荐人)(?:是|为|叫)?[:: ]{{0,2}}({_NAME})(?=[,。;、\s\d(]|$|男|女|,)"
)
_LEADING = re.compile(rf"^\s*({_NAME})(?=[,。;、\s\d]|$|,|男|女)")
_TITLED = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[是叫我找请跟和与由]))({_NAME})(?=(?:律师|会计师?|教授|工程师|博士|经理|老师)(?!事务所))"
)


def person(text: str) -> str | None:
    """The person that a (normalised) text introduces, or None."""
    for pattern in (_LABELLED, _LEADING, _TITLED):
        match = pattern.search(text)
        if match and not _NO_NAME.search(match[1]):
            return match[1]
    return None
