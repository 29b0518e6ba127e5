"""An application to become an expert or a station, read into its slots."""

import re
from dataclasses import dataclass

from language import contacts, domains, enterprise_names, named_fields, regions
from language.compatibility import IDEOGRAPH
from language.lexicon import any_of
from language.normalise import LONGEST, Normalised, normalise
from language.numerals import NUMERAL, integer
from language.person_names import PARTS, person
from language.vocabulary import PLAIN, Vocabulary

_DEGREE = re.compile(any_of("degrees"))
_DEGREE_NAMES = {"研究生": "硕士", "大学本科": "本科", "学士": "本科", "专科": "大专"}
_TITLE = re.compile(rf"(?:{any_of('title_ranks')})?(?:{any_of('titles')})")
_YEARS = re.compile(
    rf"(?:从业|从事|服务|工作|做|干|经验|执业|行业|年限|企业服务|在职)[^,。;\d]{{0,12}}?(?:有|已|了|满|超过|"
    rf"[::])?({NUMERAL})\s*(?:多)?年|({NUMERAL})年(?:多)?(?:的)?(?:经验|工作|从业|服务|企业服务|执业|行业)"
)
_OF_ANOTHER_TRADE = re.compile(
    rf"[做干搞教当]过?了?{NUMERAL}(?:多)?年(?:多)?(?:的)?(?!经验|工作|从业|服务|企业|执业|行业|咨询|顾问|左右|以上|多|了|吧)"
    rf"{IDEOGRAPH}{{2,8}}"
)
"""«做了二十年信贷» tells how long somebody has been in a trade, and nothing of serving enterprises."""
_UNIT_LABEL = re.compile(
    r"(?:工作单位|单位名称|单位|机构名称|机构|公司|企业|站名|工作站名称|申报单位|任职于|就职于|供职于|现任|现为|所在单位)(?:是|为|"
    r"在)?[:: ]{0,2}([^\s,。;、]{3,30})"
)
_UNIT_AT = re.compile(
    r"(?:在|就职于|任职于|供职于|来自|是)([^\s,。;、在]{3,30}?)(?:当|做|任|担任|工作|上班|从事|的(?=总|副|高|工程|律|会|教|主|经)|,|$)"
)
_UNIT_TAIL = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9()]{{2,26}}(?:{any_of('units')})")
_ADDRESS = re.compile(r"(?:地址|办公地址|注册地址|住址|位于)(?:是|在|为)?[:: ]?([^\n,。;]{4,60})")
_CONTACT = re.compile(
    rf"(?:联系人|负责人|站长|联络人)(?:是|为|叫)?[:: ]?({PARTS}|{IDEOGRAPH}{{2,4}}?)(?=[,。;、\s\d(]|电话|手机|联系|$)"
)
_IN_CHARGE = re.compile(
    r"(?:(?<![理自经])由|^|[,。;、\s](?!由))([\u4e00-\u9fff]{2,3}?)(?:来|同志|老师|主任|经理)?(?:负责|牵头|任站长|当站长|做站长|担任站长)"
)
_FOUNDED = re.compile(
    r"((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:成立|创办|注册|设立|建站|创立|开办)|(?:成立|创办|注册|设立|创立|始建)(?:于|时间|"
    r"日期)?[:: ]?((?:19|20)\d\d)"
)
_STANDING = re.compile(rf"(?:成立|运营|创办|开办)(?:了|已|有|已有|满)?({NUMERAL})年")
_STAFF = re.compile(
    rf"""
      (?:专职|服务|工作|从业|专业)?(?:人员|员工|职工|团队|服务人员)(?:共|有|约|数|人数|规模)?[:: ]?({NUMERAL})[人名个位]
    | ({NUMERAL})[名个位](?:专职|服务|工作|专业)?(?:人员|员工|职工)
    | 专职({NUMERAL})人|共({NUMERAL})人
    """,
    re.VERBOSE,
)
_SERVED = re.compile(
    rf"服务(?:过|了)?(?:中小)?(?:企业)?(?:数量?|家数)?[^,。;\d]{{0,6}}?({NUMERAL})(?:多)?[家户]"
)
_EVENTS = re.compile(
    rf"(?:活动|培训|沙龙|讲座|对接会|宣讲)(?:会)?(?:数量?)?(?:共|约|有|了)?[:: ]?({NUMERAL})(?:多)?[场次]|"
    rf"({NUMERAL})(?:多)?[场次](?:公益)?(?:活动|培训|沙龙|讲座|对接|宣讲)"
)


@dataclass(frozen=True)
class Application:
    """What somebody tells of himself, or of a station, when applying; None and () where nothing is told for certain.

    `years` of experience or standing; `founded` a year; `staff`, `enterprises` served and `events` held are counts;
    `degree` in its usual name; `domains` codes, at most six.
    """

    name: str | None = None
    unit: str | None = None
    title: str | None = None
    degree: str | None = None
    years: int | None = None
    domains: tuple[str, ...] = ()
    phone: str | None = None
    email: str | None = None
    region: str | None = None
    address: str | None = None
    contact: str | None = None
    founded: int | None = None
    staff: int | None = None
    enterprises: int | None = None
    events: int | None = None


def read_application(text: str, home: str | None = None, vocabulary: Vocabulary = PLAIN) -> Application:
    """An expert's or a station's application, read as far as it goes; `home` is the speaker's region code."""
    message = normalise(text[:LONGEST])
    plain = message.text
    degree = _DEGREE.search(plain)
    title = _title(plain)
    return Application(
        name=person(plain),
        unit=_unit(message),
        title=title,
        degree=_DEGREE_NAMES.get(degree[0], degree[0]) if degree else None,
        years=_first(_YEARS, _OF_ANOTHER_TRADE.sub("", plain)) or _first(_STANDING, plain),
        domains=_skills(plain, vocabulary),
        phone=contacts.phone(plain),
        email=contacts.email(plain),
        region=regions.choose(plain, regions.mentions(plain, vocabulary), home),
        address=_group(_ADDRESS, plain),
        contact=_group(_CONTACT, plain) or _in_charge(plain),
        founded=_first(_FOUNDED, plain),
        staff=_first(_STAFF, plain),
        enterprises=_first(_SERVED, plain),
        events=_first(_EVENTS, plain),
    )


def _group(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1].strip() if match else None


def _in_charge(text: str) -> str | None:
    """«由林强负责»; «专人负责» names nobody."""
    return next((told[1] for told in _IN_CHARGE.finditer(text) if person(told[1]) == told[1]), None)


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    """The number of the first match that names one exactly."""
    for match in pattern.finditer(text):
        value = integer(next((group for group in match.groups() if group), ""))
        if value is not None:
            return value
    return None


def _title(text: str) -> str | None:
    label = re.search(r"(?:职务|职称|职位|岗位|头衔)(?:是|为)?[:: ]([^\s,。;、]{2,12})", text)
    if label:
        return label[1]
    match = _TITLE.search(re.sub(r"律师事务所|会计师事务所|税务师事务所", lambda m: "所" * len(m[0]), text))
    return match[0] if match else None


def _unit(message: Normalised) -> str | None:
    text = message.text
    for pattern in (_UNIT_LABEL, _UNIT_AT):
        for match in pattern.finditer(text):
            unit = _TITLE.sub("", match[1]) if pattern is _UNIT_LABEL else match[1]
            if _UNIT_TAIL.fullmatch(unit):
                return unit
    whole = re.search(rf"(?:^|[,。;、\s])({_UNIT_TAIL.pattern})", text)
    if whole:
        return whole[1]
    found = enterprise_names.mentions(text)
    return enterprise_names.written(message, found[:1])[0] if found else None


def _skills(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Domains from what somebody says to be good at; without such a word, from the rest."""
    told = re.search(
        r"(?:擅长|专长|熟悉|专注|精通|主攻|领域|方向|专业|特长|服务内容|能做|会做|从事)[^。;\n]{1,60}", text
    )
    heard = (
        re.sub(r"企业服务|企业管理师?|本科|大专|人力资源管理师|会计师|工程师", "", told[0]) if told else ""
    )
    scores = domains.evidence(heard, vocabulary)
    found = [code for code in domains.order_of_mention(heard, vocabulary) if scores.get(code, 0) >= 2]
    return tuple(dict.fromkeys((*named_fields.named(heard), *found)))[:6] if heard else ()
