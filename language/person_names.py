"""Names of persons: in running text, and as the answer to a question for one."""

import re

from language.compatibility import IDEOGRAPH, unified
from language.lexicon import any_of, words_of
from language.no_names import is_no_name, is_place, is_talk
from language.normalise import Normalised
from language.spoken import speaks_of_somebody

_SURNAMES = "".join(words_of("surnames"))
_DOUBLE = any_of("double_surnames")
_GIVEN = f"{IDEOGRAPH}{{1,2}}"
PARTS = f"{IDEOGRAPH}{{1,12}}(?:·{IDEOGRAPH}{{1,12}})+"
"""A name in several parts: 阿依古丽·买买提."""
_NAME = rf"(?:{PARTS}|(?:{_DOUBLE}){_GIVEN}|[{_SURNAMES}]{_GIVEN})"
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


_INTRODUCED = re.compile(
    r"^\s*(?:[您你]好|嗯|好的?)?[,。! ]*"
    r"(?:(?:我|他|她|本人|对方)?的?(?:姓名|名字|大名|全名)|我|他|她|本人|站长|负责人|联系人|推荐人|申请人|专家)?"
    r"(?:(?P<called>就?(?:叫做?|名叫)|(?<=名)[字]?(?:是|为|:)|:)|就?[是为])[: ]*"
)
_PHONE = re.compile(
    r"[,。;、 (]*(?:(?:联系)?电话|手机号?|号码|tel)?[:: ]*\+?\d[\d -]{6,}\d\)?[,。; ]*$", re.IGNORECASE
)
_TITLE = re.compile(r"(?<=..)(?:先生|女士|小姐|同志)$")
_SHORT = re.compile(rf"{IDEOGRAPH}{{2,8}}(?:\([^()]{{1,12}}\))?")
_DOTTED = re.compile(PARTS.replace("·", "[·.]"))
_SPREAD = re.compile(rf"{IDEOGRAPH} +{IDEOGRAPH}")
"""«孙 丽», as it is filled into papers."""
_FOREIGN = re.compile(
    rf"(?=.*(?!{IDEOGRAPH})[^\W\d_])(?!.*{IDEOGRAPH} +{IDEOGRAPH})(?:[^\W\d_]|{IDEOGRAPH}|[ .·'’()-]){{2,60}}"
)
_DOT = re.compile(r"(?<=[^\x00-\x7f])\.(?=[^\x00-\x7f])")
_HOUSE = re.compile(r"..(?:公司|[工加]?厂|店|中心|协会|商会|学院|大学|银行|事务所|合作社|工作站|园区?)$")
_MATTER = re.compile(
    r"专家|志愿|工作|人员|同事|申请|推荐|报名|增加|添加|新增|需求|投诉|日记|绑定|通知|资料|企业|客户|供应商|员工"
)
"""What this programme is about, and nobody's name."""
_FAMILY = re.compile(rf"(?:{_DOUBLE}|[{_SURNAMES}]){_GIVEN}")


def answered(message: Normalised) -> str | None:
    """The name that the answer to «姓名？» gives, as it was written, dots alike; None where it gives none.

    Rare characters, ·, foreign and long names are names; who says «我叫…» may be called by a word of any kind.
    """
    text = _PHONE.sub("", message.text)
    led = _INTRODUCED.match(text)
    start = led.end() if led else len(text) - len(text.lstrip())
    said, more = _clauses(text[start:])
    said = _TITLE.sub("", said.strip(' 。!~“”"'))
    start = text.find(said, start)
    if more and not (led or _DOTTED.fullmatch(said)):
        return None
    is_called = led is not None and led["called"] is not None and not speaks_of_somebody(said)
    if not _has_shape(said) or is_no_name(said) or (not is_called and _is_something_else(said)):
        return None
    name = _DOT.sub("·", unified(message.written(start, start + len(said))))
    return name.replace(" ", "") if _SPREAD.fullmatch(said) else name


def _clauses(text: str) -> tuple[str, str]:
    first, _, more = text.strip(" ,。!~").partition(",")
    return first, more


def _has_shape(said: str) -> bool:
    return any(shape.fullmatch(said) for shape in (_SHORT, _DOTTED, _SPREAD, _FOREIGN)) and len(said) <= 60


def _is_something_else(said: str) -> bool:
    """A word that begins like no name: «明天», «精工机械厂»; a surname and what is given stand, whatever they mean."""
    if _HOUSE.search(said) or is_place(said) or said in words_of("not_person_names"):
        return True
    named = _FAMILY.fullmatch(said) and not said.endswith("了")
    return not named and bool(is_talk(said) or _MATTER.search(said))
