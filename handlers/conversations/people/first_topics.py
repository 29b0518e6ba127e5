"""The first questions of people who have not been here before, with the ways to ask them."""

from __future__ import annotations

from handlers.conversations.people import first_answers as answers
from handlers.conversations.people.topics import Topic

_UNLISTED: frozenset[str] = frozenset()
_MAY = r"(?:能不能|可不可以|可以|能|行不行|行)"
NOT_TO_BE_KNOWN = (
    r"^(?!.*(?:投诉|举报|是(?:我|谁)(?:说|讲|告|反映)的))[^，,。]{0,16}(?:不想|不要|不能|不好|别|怕|担心|万一|能不能不|会不会)(?:让|给|被|叫)?"
    r"(?!我不?知)[^，,。我]{1,6}(?:知道|晓得|看到|发现|听到)[^，,。]{0,14}$"
)
"""«不想让合伙人知道我在找律师»: asked for by whoever fears it, in one breath; what more is told is a matter of its own."""
_SAYS_SO = r"(?:有(?:个|一个)?人|对方|电话|短信|微信|自称|冒充|说是|叫我|让我|要我|喊我)"
_TO_PAY = (
    r"(?:转账|汇款|(?:交|转|付|打|收|给|汇|充)[^，,。?]{0,8}"
    r"(?:[\d一二两三四五六七八九十百千万几]+(?:块|元|百|千|万)|钱|押金|保证金|手续费|会员费|服务费|报名费|定金|红包))"
)
_IS_IT_TRUE = r"(?:真的?假|是真|是不是|真的[吗么吧]|骗|诈|可信|靠谱|能信|要交吗|要给吗|[吗么?])"
FIRST = (
    Topic(
        "asked_to_pay",
        "有人叫我交钱",
        "有人叫我交钱 有人冒充你们收钱 有人说是你们的人要我转账 专家叫我交押金是真的吗 说是服务中心的要收手续费",
        answers.asked_to_pay,
        _UNLISTED,
        only_of=f"(?=.*{_SAYS_SO}).*{_TO_PAY}|冒充",
        plain=rf"^(?!.*(?:货款|客户|供应商|房东|银行|税务)).*{_SAYS_SO}.*{_TO_PAY}.*{_IS_IT_TRUE}",
    ),
    Topic(
        "small",
        "个体户能用吗",
        "个体户能用吗 个体户行不行 我是个体户可以吗 小店能不能用 夫妻店可以请专家吗 没有公司能用吗 合作社能用吗",
        answers.small,
        _UNLISTED,
        only_of="个体|小店|店|公司|合作社|摊",
        plain=rf"(?:个体户?|小店|夫妻店|摊贩|合作社)(?:的|也|这种|我)*[，, ]?{_MAY}(?:用|请|找|申请|报|参加)?(?:[不吗么吧]|你就|专家|你们|$)"
        r"|(?:个体户?|小店).{0,3}(?:管不管|收不收|算不算)",
    ),
    Topic(
        "licence",
        "要营业执照吗",
        "要营业执照吗 要不要营业执照 没有执照能请专家吗 求助要交营业执照吗 要带证件吗",
        answers.licence,
        _UNLISTED,
        only_of="执照|证件|证照",
        plain=r"^(?:请专家|求助|我|那|来)?(?:要不要|需不需要|用不用|要|没有)(?:交|带|有|看)?(?:营业)?(?:执照|证照|证件)(?:[吗么不]|行|可以|$)",
    ),
    Topic(
        "elsewhere",
        "外地企业可以吗",
        "外地企业可以吗 我是外地的能用吗 不在本市可以请专家吗 我不是这里的企业行不行 外省的企业可不可以",
        answers.elsewhere,
        _UNLISTED,
        only_of="外地|外省|外市|不在|不是(?:这里|本地|湛江)",
        plain=rf"(?:外地|外省|外市)的?(?:企业|公司|厂|店)?(?:也)?{_MAY}",
    ),
    Topic(
        "court",
        "打官司要花钱吗",
        "打官司要花钱吗 要是打官司要花钱么 诉讼费谁出 仲裁要收费吗 打官司的律师费也不用出吗",
        answers.court,
        _UNLISTED,
        only_of="官司|诉讼|仲裁|起诉|鉴定",
        plain=r"(?:打官司|诉讼|仲裁|起诉|鉴定)[^，,。]{0,6}(?:花钱|收费|收钱|要钱|费用?)(?:谁出|多少|[吗么不]|怎么)|(?:诉讼费|鉴定费|仲裁费)谁出",
    ),
    Topic(
        "travel_cost",
        "路费谁出",
        "路费谁出 车费谁出 油费报不报 上门的交通费谁给 差旅费怎么算",
        answers.travel_cost,
        _UNLISTED,
        only_of="路费|车费|油费|油钱|交通费|差旅|过路费",
        plain=r"(?:路费|车费|油费|油钱|交通费|差旅费?|过路费)[^，,。]{0,4}(?:谁|报|怎么|要不要|给不给|算)",
    ),
    Topic(
        "unhappy",
        "不满意怎么办",
        "不满意怎么办 问完了不满意咋办 专家水平不行怎么办 帮不上忙怎么办 没解决怎么办 专家不懂怎么办",
        answers.unhappy,
        _UNLISTED,
        only_of="满意|水平|帮不上|没解决|不懂|没用|不行",
        plain=r"(?:要是|如果|万一)?[^，,。]{0,6}(?:不满意|帮不上|没解决|没用)[^，,。]{0,3}(?:咋办|怎么办|怎么弄|呢)|专家水平[^，,。]{0,3}(?:怎样|怎么样|行不行|不行呢|差呢)",
    ),
    Topic(
        "damages",
        "乱讲赔不赔",
        "乱讲赔不赔 专家说错了谁负责 害我亏钱赔不赔 出了问题谁负责 建议错了算谁的",
        answers.damages,
        _UNLISTED,
        only_of="赔|负责|算谁的",
        plain=r"(?:你们|专家|中心)赔不赔|(?:乱讲|说错|讲错|建议错)[^。]{0,8}(?:赔|负责|算谁)|出了问题谁负责",
    ),
    Topic(
        "own_affairs",
        "私人的事管吗",
        "私人的事管吗 离婚管不管 家里的事能问吗 个人的事可以问吗",
        answers.own_affairs,
        _UNLISTED,
        only_of="私人|离婚|家里|个人",
        plain=r"(?:私人|家里|个人|自己家)的?(?:事情?|官司|纠纷)[^，,。]{0,2}(?:管不管|管吗|能问|可以问|帮不帮|行不行)",
    ),
    Topic(
        "named",
        "写不写我名字",
        "写不写我名字 在系统里会写我名字么 记录里有我的名字吗 名字会公开吗 会不会留下我的名字",
        answers.named,
        _UNLISTED,
        only_of="名字|姓名|称呼",
        plain=r"(?:系统|记录|网上|日记|档案)[^，,。]{0,4}(?:会不会|会|要)?(?:写|留|有)[^，,。]{0,3}名字?(?:[吗么不]|$)|名字会不会公开",
    ),
    Topic(
        "registered",
        "我登记了吗",
        "我登记了吗 我是不是已经登记了 我注册了没有 你们存了我没有",
        answers.registered,
        _UNLISTED,
        only_of="登记|注册|存了",
        plain=r"^(?:那|所以|现在)?(?:我|我们)(?:是不是|算不算|有没有)?(?:已经)?(?:登记|注册)(?:了|好了)?(?:没有?|吗|么|[?？])*$",
    ),
    Topic(
        "consent",
        "同意是签合同吗",
        "同意是签合同吗 点了同意是不是就等于签合同了 同意了要负什么责任 同意有什么后果",
        answers.consent,
        _UNLISTED,
        only_of="同意",
        plain=r"同意[^，,。]{0,6}(?:等于|就是|算|是不是)[^，,。]{0,4}(?:合同|协议|签字)",
    ),
    Topic(
        "signing",
        "要企业签字吗",
        "要企业签字吗 是不是要企业签字的 要签字盖章吗 服务完要签什么",
        answers.signing,
        _UNLISTED,
        only_of="签",
        plain=r"(?:要不要|是不是要|用不用|需不需要|要)(?:企业|我们?|老板|对方)(?:来)?签(?:字|名)(?:的|吗|么|不|$)",
    ),
)
"""Each is true for who asks: `first_answers` knows what a firm and what a volunteer is told."""
