"""常见问题: the topics, and the answer to the one that was asked; nothing is kept, so it is there before consent too."""

from __future__ import annotations

import re

from handlers.conversations.people import answers, first_answers, volunteer_answers
from handlers.conversations.people.first_topics import FIRST, NOT_TO_BE_KNOWN
from handlers.conversations.people.topics import Topic, meant, plainly
from handlers.conversations.people.volunteer_topics import (
    OF_MEASURES,
    OF_TAKING_BACK,
    OF_TELLING,
    OF_VOLUNTEERS,
)
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.engine.own_answers import own_answer
from handlers.engine.words import bare
from handlers.message import Choice, Reply
from programme.roles import GUEST, HOLDERS, NEWCOMERS, OFFICE

_UNLISTED: frozenset[str] = frozenset()
_GENERAL = (
    Topic(
        "cost",
        "收费吗",
        "收费吗 要钱吗 收钱吗 收钱不 要不要钱 怎么收费 "
        "免费吗 找专家要花钱吗 服务完会不会要我付钱 要交会员费吗 真的不要钱吗 要花多少钱 要给钱吗 费用怎么算 专家来一趟多少钱",
        answers.cost,
        NEWCOMERS,
        only_of="钱|费|价|贵|付",
    ),
    Topic(
        "how",
        "怎么求助",
        "怎么求助 怎么操作 这个怎么弄 怎么发需求 流程是什么 流程是怎么样的 第一次用不知道怎么开始 从哪里开始 怎么找到专家 找人帮忙要怎么做 "
        "要填什么表吗 要准备什么材料才能求助",
        answers.how,
        NEWCOMERS,
    ),
    Topic(
        "what",
        "能帮什么",
        "能帮什么 哪些问题可以问 什么事都能问吗 管哪些方面 有什么服务 技术上的问题也能问吗 你们是干什么的 你们是干啥的 "
        "这是什么平台",
        answers.what,
        NEWCOMERS,
    ),
    Topic(
        "who",
        "谁来帮忙",
        "谁来帮忙 专家都是什么人 专家靠谱吗 专家是哪里来的 来的人是什么水平 专家有资质吗",
        answers.who,
        NEWCOMERS,
        only_of="专家|谁|人",
    ),
    Topic(
        "privacy",
        "谁看得到",
        "谁看得到 信息安全吗 我说的话谁能看到 会不会泄露我的信息 同行会知道吗 我的电话会公开吗 "
        "商业秘密会不会说出去 保密吗 存我信息干嘛 别人能看到吗 号码会给谁 别的老板会知道吗 专家会不会把我家的事讲出去 会不会有人晓得 "
        "不会传出去吧 员工会不会听到",
        first_answers.privacy,
        NEWCOMERS,
        plain=r"(?:会不会|不会|会).{0,12}(?:讲|说|传|泄露?)(?:出去|给别人|开去|到)|会不会.{0,8}(?:晓得|知道)$|保密[不吗么]|保不保密"
        r"|^(?!.*(?:投诉|举报|专家的|老师的|对方))(?=.*(?:会|怕|别(?!人))).*(?:电话|手机|号码|信息|资料).{0,8}(?:到处|乱)?(?:传|漏|卖|泄|外流|公开|给别人|给谁|给多少人)"
        rf"|{NOT_TO_BE_KNOWN}"
        r"|(?:骚扰|推销|诈骗|陌生)(?:电话|短信)|(?:乱|老是?|一直)(?:打电话|发短信)",
    ),
    Topic(
        "complained",
        "投诉对方会知道吗",
        "投诉他会知道是我吗 投诉会告诉对方吗 投诉能匿名吗 投诉能不能不写名字 对方知道谁投诉的吗 投诉了专家会知道吗 投诉会不会被打击报复 投诉会公开吗 "
        "举报要实名吗 谁能看到我的投诉",
        volunteer_answers.complained,
        _UNLISTED,
        only_of="投诉|举报|匿名",
        plain=r"(?:会|别)(?:让|给|告诉)?[^，,。]{0,4}(?:知道|晓得|写|说)[^，,。]{0,3}(?:我|谁)(?:说|讲|投诉|举报|告)的"
        r"|(?:会|别|怕|担心|万一|不想|不要|不能)(?:让|给|被)?[^，,。]{1,6}(?:知道|晓得|发现)是(?:我|谁)(?:说|讲|投诉|举报|告|反映)的"
        r"|投诉人.{0,8}(?:名字|是谁|姓名).{0,6}(?:吗|不|会不会|写)|会不会写投诉人",
    ),
    Topic(
        "given",
        "电话给谁了",
        "电话给谁了 你把我的电话给别人了没有 我的电话给别人了吗 把我的号码给谁了 我的信息告诉别人了没有 谁拿了我的电话 谁有我的电话 "
        "有没有把我的电话发出去 你们泄露我电话了吗",
        first_answers.given,
        _UNLISTED,
        plain=r"(?:我|本人|我们)的?(?:电话|号码|手机号?|联系方式)[^，,。]{0,6}(?:企业|公司|老板|别人|人家)[^，,。]{0,4}(?:看|知道|晓得)"
        r"|(?:我|本人)[^，,。]{0,2}(?:电话|号码|手机号?)会不会[^，,。]{0,4}(?:企业|别人|人家)",
        only_of="(?:电话|号码|手机|信息).*(?:给|告诉|发|拿|泄露|有)|(?:给|告诉|发|拿|泄露|有).*(?:电话|号码|手机|信息)",
    ),
    Topic(
        "register",
        "要注册吗",
        "要注册吗 我没注册过能不能用 没注册能用吗 没登记过可以问吗 不注册行不行 要先登记吗 要不要开户 需要实名吗 没有账号能用吗 要先登录吗 "
        "我想注册 怎么注册 注册账号",
        answers.register,
        _UNLISTED,
        only_of="注册|登记|账号|帐号|实名|登录|开户",
    ),
    Topic(
        "fraud",
        "是真的吗",
        "是真的吗 是不是骗子 你们是骗子吧 靠谱吗 是不是诈骗 怎么证明你们是官方的 是政府办的吗 会不会是套路",
        answers.fraud,
        NEWCOMERS,
        only_of="骗|真|靠谱|官方|政府|套路|诈|正规|冒充|假",
    ),
    Topic(
        "machine",
        "是真人吗",
        "是真人吗 你是机器人吗 你是谁 是人还是机器 对面是不是真人 这是自动回复吗 你是人工智能吗",
        answers.machine,
        NEWCOMERS,
    ),
    Topic(
        "speed",
        "多久有回音",
        "多久有回音 多久有人接单 多长时间有专家联系 一般几天能有人回复 发了需求要等多久 大概几天有人管 专家多久能回我 急事能快点吗",
        answers.speed,
        NEWCOMERS,
    ),
    Topic(
        "review",
        "审核多久",
        "审核多久 审核要多久 审核要几天 申请以后多久能批下来 多长时间审完 谁来审核 认定要走哪些步骤",
        answers.review,
        only_of="审|批|认定",
    ),
    Topic(
        "result",
        "多久有结果",
        "多久有结果 多久出结果 什么时候有结果 几时能有结果 几天能知道结果 要等多久才有结果 结果什么时候出来 多久能知道通没通过 申请了什么时候有结果",
        answers.result,
        _UNLISTED,
        only_of="结果|通没通过|过没过",
    ),
    Topic(
        "fields",
        "能填几个领域",
        "能填几个领域 可以填两个领域吗 领域最多填几个 能不能选多个领域 擅长的方向可以写几个 领域只能填一个吗 领域可以多选吗 "
        "可以同时报两个专业方向吗",
        answers.fields,
        _UNLISTED,
        only_of="(?:领域|方向|专长).*(?:几个|多个?|[两二三]个|一个|多选)|(?:几个|多个?|[两二三]个|一个).*(?:领域|方向|专长)",
    ),
    Topic(
        "publicity",
        "公示几天",
        "公示几天 公示多少天 公示期多长 公示要多久 在哪里公示 公示要几个工作日",
        answers.publicity,
    ),
    Topic(
        "term",
        "任期多久",
        "任期多久 聘期几年 资格有效期多长 专家当几年 证书几年有效 一届是几年",
        answers.term,
        HOLDERS,
    ),
    Topic(
        "renewal",
        "不续会怎样",
        "不续会怎样 到期不续会怎样 不续聘有什么影响 到期以后不管它行吗 期满不续签会不会有处罚 不续记录还在吗",
        answers.renewal,
        HOLDERS,
        only_of="续|到期|期满|届满|满了",
    ),
    Topic(
        "expert",
        "当专家的条件",
        "当专家的条件 当专家要什么条件 申请专家有什么要求 申请有什么条件 什么样的人能当专家 "
        "大专学历能当志愿专家吗 退休的能当吗 退休了能报名吗 我这样的能当吗 专家要几年经验 怎么当志愿专家 报名当专家有门槛吗 "
        "没有证书行不行 没有学历能当吗 年纪大了能当吗",
        answers.conditions("expert"),
        plain=r"(?:没有?|没得|没)(?:证书?|学历|文凭|职称)[^，,。]{0,4}(?:[，,][^，,。]{2,12})?(?:行不行|行吗|可以[吗不]|能当|能不能)",
    ),
    Topic(
        "station",
        "建站的条件",
        "建站的条件 工作站要什么条件 申请工作站有什么要求 什么单位能建工作站 成立几年才能建站 怎么当工作站",
        answers.conditions("station"),
    ),
    Topic(
        "duty",
        "一年要做多少",
        "一年要做多少 会不会很累 忙不忙 要花多少时间 "
        "每年要服务多少小时 一年要服务几家企业 年度任务是多少 有没有任务指标 最低要求多少时长 "
        "达标标准是什么 每年办几场活动",
        answers.duty,
        HOLDERS,
        only_of="累|忙|时间|小时|时长|任务|指标|最低|最少|达标|几家|几场|做多少|要求",
    ),
    Topic(
        "phone_advice",
        "电话算不算",
        "电话算不算 电话咨询算不算 线上咨询算服务时长吗 微信里回答问题能记吗 没上门算不算服务 "
        "打电话解答也计时吗 视频会议算不算 电话里解答的时间算吗",
        answers.phone_advice,
        HOLDERS,
        only_of="电话|微信|线上|网上|视频|语音|远程|上门|通话|聊天",
    ),
    Topic(
        "counted",
        "什么算时长",
        "什么算时长 哪些时间算服务时长 这个算不算时长 怎么才算服务 算不算时长 时间怎么算 这也算服务吗",
        answers.counted,
        HOLDERS,
    ),
    Topic(
        "travel",
        "路上算不算",
        "路上算不算 路上时间算不算 来回路上算时长吗 坐车的时间算不算 路程算服务时长吗 开车过去要不要算 讲课算不算路上时间 "
        "赶路的时间能记吗",
        answers.travel,
        _UNLISTED,
        only_of="路|车|往返|来回|赶过去|高铁|交通",
    ),
    Topic(
        "preparing",
        "备课算不算",
        "备课算不算 备课时间算不算 准备材料的时间算吗 写课件算时长吗 做方案的时间能记吗 查资料算不算",
        answers.preparing,
        _UNLISTED,
        only_of="(?:备课|准备|课件|PPT|ppt|方案|资料|材料).*(?:算|记|时)|算.*(?:备课|准备|课件|方案)",
    ),
    Topic(
        "lecture",
        "讲课算不算",
        "讲课算不算 讲课算时长吗 办讲座算服务吗 做培训能记时长吗 上课的时间算不算 讲一场算几家",
        answers.lecture,
        _UNLISTED,
        only_of="讲课|讲座|讲一|培训|上课|授课|宣讲|沙龙",
    ),
    Topic(
        "again",
        "同一家几次",
        "同一家几次 同一家企业去两次算几家 一家去了三次怎么算 重复服务算不算 老客户再去一次算家数吗",
        answers.again,
        _UNLISTED,
        only_of="同一|一家|再去|重复|老客户|又去|两次|三次|几次",
    ),
    Topic(
        "pay",
        "有报酬吗",
        "有报酬吗 当专家有补贴吗 有没有补贴 有补贴吗 有没有报酬 有没有钱拿 有没有车马费 给车马费吗 做志愿者有没有工资 有补助吗 有什么好处 发不发钱",
        answers.pay,
        HOLDERS,
    ),
    Topic(
        "centre",
        "中心在哪",
        "中心在哪 几点上班 周末上不上班 周末上班吗 星期天开不开 几点开门 几点下班 开放时间 周末有人吗 中午休息吗 服务中心地址 服务中心怎么走 "
        "办公室在什么地方 服务中心电话 在哪办公 什么时候有人在 办公地点在什么位置 怎么过去找你们",
        answers.centre,
        plain=r"(?:服务中心|你们中心|你们那里|你们那边|你们办公室)[^，,。]{0,4}(?:在哪|哪条路|哪里|怎么走|地址|电话|几点|开门|开不开)"
        r"|^(?:那|请问|你们)?(?:周[一二三四五六日末]|星期[一二三四五六天日]|中午|晚上)[^，,。]{0,3}(?:开门|上班|有人|开)[^，,。]{0,2}[吗不么没]",
    ),
)
TOPICS = (*_GENERAL, *FIRST, *OF_VOLUNTEERS)
"""Each is a command of its own, so that a choice or a few words find it; a sentence is matched by `meant`."""
_QUESTIONS = re.compile(r"[\s，,。；;？?！!]+")
ASK = "想知道哪一样？"
_WHICH = "您问的是哪一样？"


def _choices(topics: tuple[Topic, ...] | list[Topic]) -> tuple[Choice, ...]:
    return tuple(Choice(topic.caption, tokens.start(f"faq_{topic.key}")) for topic in topics)


def _answer(talk: ConversationContext) -> Reply:
    """The topic that the question means; what is not among them goes to the office."""
    if said := own_answer(talk, talk.said):
        return Reply(said)
    if bare(talk.said) in QUESTIONS.examples:
        return _all(talk)
    if outright := plainly(TOPICS, talk.said):
        return outright.answer(talk)
    found = meant(TOPICS, talk.said)
    if several := _each(talk.said):
        return _together([topic.answer(talk) for topic in several])
    if len(found) == 1:
        return found[0].answer(talk)
    if found:
        return Reply(_WHICH, choices=_choices(found))
    return _all(talk)


def _together(said: list[Reply]) -> Reply:
    ways = dict.fromkeys(choice for one in said for choice in one.choices)
    return Reply("\n".join(one.text for one in said), choices=tuple(ways))


def _each(question: str) -> list[Topic]:
    """«你们是干啥的 收钱不»: the topics of several questions in one message, where each is clear."""
    asked = [meant(TOPICS, part) for part in _QUESTIONS.split(question) if part]
    topics = list(dict.fromkeys(found[0] for found in asked if len(found) == 1))
    return topics if 1 < len(topics) == len(asked) else []


def _all(talk: ConversationContext) -> Reply:
    listed = tuple(topic for topic in TOPICS if topic.listed_for & talk.speaker.roles)
    return Reply(ASK, choices=(*_choices(listed), next_steps.STAFF))


def _is_plain(text: str) -> bool:
    """Whether a text asks one of them in so many words, and needs no guess at what it wants."""
    return plainly(TOPICS, text) is not None


QUESTIONS = Command(
    "questions",
    "常见问题",
    ("常见问题", "先看看", "随便看看", "我想先了解一下"),
    _answer,
    serves=("faq",),
    syntax=_is_plain,
)
EACH = tuple(Command(f"faq_{topic.key}", topic.caption, topic.asked, topic.answer) for topic in TOPICS)
TO_OFFICE = Command(
    "measures",
    "警告、暂停有什么影响",
    (),
    volunteer_answers.measures,
    OFFICE,
    syntax=lambda text: OF_MEASURES.search(text) is not None,
)
TO_GUESTS = Command(
    "office_number",
    "服务中心电话",
    ("电话几号", "电话多少", "电话是多少", "你们电话多少", "你们电话几号", "有电话吗", "地址在哪"),
    answers.centre,
    GUEST,
)
"""Of no expert: a guest has none yet."""
WHO_HEARS = Command(
    "who_hears",
    "决定以后通知谁",
    (),
    volunteer_answers.after_a_decision,
    OFFICE,
    syntax=lambda text: OF_TELLING.search(text) is not None,
)
MAY_TAKE_BACK = Command(
    "may_take_back",
    "能撤回什么",
    (),
    volunteer_answers.taking_back,
    OFFICE,
    syntax=lambda text: OF_TAKING_BACK.search(text.strip()) is not None,
)
