"""Whether a service was given, or is wanted, online or on the spot."""

import re
from collections.abc import Sequence

from language import subjects
from language.corrections import Mention
from language.lexicon import any_of

_MARK = r"(?=[,。;\s]|$)"
_NO_CLIP = r"(?<![拍短发做看剪条个段])"
_PLACE = rf"""(?:
    公司|厂(?!家)|店(?!铺装)|企业(?!家)|[饭餐会茶]馆|工?坊|{any_of("workplaces")}
)"""
_NO_TIME = r"(?!场|会(?!展|议)|[零一二两三四五六七八九十半]+[点时号日月]|周|星期)"
_WENT = r"(?:又|就|还|专门|特地|一起|第.次)?(?:去了?|去咗|过去|赶到|来到|跑到|开车到)"
_BY_CHAT = r"聊|沟通|答|指导|联系|辅导|电话|咨询|会议|跟|给|教|发|远程"
_ONLINE = re.compile(
    rf"""
      网上(?!卖|店|销|推|买|开店|商城|订|接单|引流|看到|查|搜|那|说的|的|流传|有|报名)
    | 在线(?!教育|支付|商城|客服|旅游|下单|监[测控]|检测)
    | {_NO_CLIP}视频[给跟帮和同与为替]
    | {_NO_CLIP}视频(?:会议?|连线|讲|聊|沟通|通话|指导|辅导|方式|形式|答疑|里|电话|面谈|咨询|教|看|了|完|{_MARK})(?<!短视频)
    | (?:^|(?<=[,。;\s]))群里(?=[答解讲聊发帮给教回])
    | (?:工作|企业|客户|商户|学员|答疑|服务|微信|业主)群里(?!卖|做|推)
    | (?<![搭建拉户域])(?:微信|企微|QQ)(?:视频|语音|群|上(?!做|开|卖|推)|里(?!卖|做)|{_BY_CHAT}|{_MARK})
    | (?:腾讯|腾迅|网络|钉钉|飞书|语音|zoom|voov|teams|小鱼易连|企业微信)(?:会议|视频|直播间?|连线|群)?(?=[上里开讲连,。;\s教给跟聊\d]|会|$)
    | (?:通了?|打了?|接了?|来|回了?|一?个|一?通)(?:一?个|一?通)?(?:咨询)?电话(?!销售|号|营销)
    | 电话(?:里|上|中|沟通|咨询|辅导|指导|聊|讲|解答|答|联系|会议|连线|说|给|教|方式|问|回复|{_MARK})
    | (?:线上|通过|用|开了?场?|做了?场?|一场|形式[::]?|方式[::]?|进行|在)直播(?!带货|卖货|电商|运营|基地)
    | 直播(?:讲|授课|宣讲|(?<!电商直播)(?<!带货直播)(?<!抖音直播)(?<!跨境直播)培训(?!基地)|形式|方式|答疑|课)
    | {any_of("by_wire")}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OFFLINE = re.compile(
    rf"""
      [下进]的?车间
    | 赴[^,。;\d]{{1,8}}(?:区|园|镇|村|县|市)
    | 去了?一?趟
    | 见了(?!效|底|成)
    | [来在]我?们?(?:服务)?(?:站里|所里|中心|办公室)
    | 到我?们?(?:服务)?(?:站|所|中心)里?(?:来|咨询|问|找|坐|聊|办)
    | 跑了?(?=[^,。;]{{0,6}}(?:趟|天|[家户间]|地方|个点|圈|镇|村|街|市场))
    | 走了(?=.{{1,3}}[家户间])
    | (?:一家一?家|挨家|逐家|挨个|挨户)地?(?:去|跑|走|转|敲)
    | 陪[^,。;]{{1,14}}?[去见跑]
    | (?<![不达得收])[到去赴往](?:了|咗)?{_NO_TIME}[^,。;、\d]{{0,14}}?{_PLACE}
    | (?:厂|店|车间|公司|企业|办公室|仓库|大棚|塘头|工地|船坞)里(?!的)
    | (?:^|[,。;\s我们俺末天日午号晚早昼]|[周期拜][一二三四五六]){_WENT}(?!年|税|库存|产能)
    | 去了?[\d一二两俩三仨四五六七八九十]+[家户间]
    | [在到](?:[地田棚山船]里|[地山船]上|鱼排)
    | [到去]了?[^,。;]{{0,6}}大厅
    | 喺[^,。;]{{1,8}}度
    | {any_of("on_the_spot")}
    """,
    re.VERBOSE,
)
_ENTERED = re.compile(
    r"(?:^|[^从收得看达送寄卖销做直一连])(?:[到去赴至落入奔上]|(?<![话信音频]回)访|来到|走进|进驻)(?:了|咗|趟)?$"
)
"""Before the name of a house: somebody went there."""
_AREA = re.compile(r"^ |(?:园|园区|基地|中心|[区镇村街市县]).? *$")
"""No venue that tells how a service was given: it was blanked as a subject, or names a park or a town."""
_BY_WIRE = re.compile(r"(?:在?电话里|(?:打|来|接)了?(?:个|通)?电话|视频里|微信上|线上)")
_INSIDE = re.compile(
    r"(?<![在到去进])[^在到去进,。;]?(?:厂|店|车间|公司|企业|办公室|仓库|大棚|塘头|工地|船坞)里"
)
"""厂里 tells where something happened, not where advice was given, when it was given by wire."""
_WANTED_ONLINE = re.compile(
    rf"""
      (?<![产水条教])线上(?!旗舰|的?(?:料|机器|工人|工位|设备|产品|模具|半成品)|获客|怎么|广交|展|销|店|营|推广|平台|教育|下单|支付|订单|卖|客|直播)
    | 远程(?!诊断|监[控测]|运维|控制|维护|抄表|在手机|查看)
    | (?:开个?|通过|约个?|用)?(?<!短)视频(?:会议|聊|连线|讲|沟通|通话|教|指导)
    | (?:微信|企微)(?:上|里)(?:能|可以|帮|聊|看|讲|教|沟通|说|回|发|指导|咨询|就)
    | (?:微信|语音|电话)(?:沟通|聊(?!天)|讲|指导|教|咨询|答|说)
    | (?<!短)(?<!拍)视频(?:里头?|上聊|上讲|上教|咨询|同我|跟我|给我|会)
    | 网上(?:给|跟|帮|同)[^,。;!?]{{0,4}}(?:讲|看|聊|教|说|瞧)
    | 打个?电话(?:给我)?(?:讲|聊|说|指导)
    | (?:方式|形式)[::](?:线上|视频|电话|微信|远程)
    | {any_of("wanted_by_wire")}
    """,
    re.VERBOSE,
)
_WANTED_OFFLINE = re.compile(
    rf"""
      (?<!有人)上门(?!说|推销|收|讨|催|闹|[,。]算)
    | 现场(?!管理|施工|混乱|5S|6S|改善)
    | 线下(?!门?店|商|推广|销|零售|渠道|实体|服装|教育|培训班|活动|客|卖|生意|引流)
    | (?<!就)来厂里?
    | (?:请|派|找|叫|求|盼|有人|老师|专家|师傅|能)[^,。;!?]{{0,10}}?
      (?:来|(?<!寄)(?<!送)到|上(?![游级市个次回])|嚟)(?:我们?|咱们?|我哋|俺们?|自家?)?
      [^,。;!?的]{{0,6}}(?:厂(?!家)|{any_of("own_places")})(?![上下的])
    | 来店里?(?![里的买吃闹拍消喝])
    | 到店里?(?:看|来|教|指)
    | 来(?:我们)?(?:公司|车间|这边)
    | 来(?:个|一位|位)(?:专家|老师|师傅|懂|人)
    | {any_of("wanted_on_the_spot")}
    """,
    re.VERBOSE,
)


def read(
    text: str, places: Sequence[Mention], houses: Sequence[Mention] = (), venues: Sequence[Mention] = ()
) -> str | None:
    """`online` or `offline` as the message tells it, or None; `houses` are names of parties, in `venues` people met."""
    text = subjects.without(text)
    went = _went(text, places) or any(
        _ENTERED.search(text[max(0, house.start - 4) : house.start]) for house in houses
    )
    went = went or any(not _AREA.search(text[venue.start : venue.end + 1]) for venue in venues)
    text = _without_contact(text)
    online, offline = bool(_ONLINE.search(text)), went or bool(_OFFLINE.search(text))
    if online and offline and _BY_WIRE.search(text):
        offline = bool(_OFFLINE.search(_BY_WIRE.sub("", _INSIDE.sub("", text))))
    if online == offline:
        return None
    return "online" if online else "offline"


def wanted(text: str) -> str | None:
    """The form of service that somebody asks for."""
    text = _without_contact(text)
    online, offline = bool(_WANTED_ONLINE.search(text)), bool(_WANTED_OFFLINE.search(text))
    if online == offline:
        return None
    return "online" if online else "offline"


def _without_contact(text: str) -> str:
    return re.sub(
        r"(?:打|拨|来|回)个?我们?的?(?:电话|手机)(?![里上])|(?:打|来|回)个?(?:电话|微信)(?:联系|通知|告诉|找)我们?|给我们?(?:打|来|回)个?电话(?!讲|聊|说|指导|教)"
        r"|(?:电话|微信)(?:通知|告诉|找)我们?|联系电话|电话号码|电话[:: ]{0,2}\+?\d[\d -]{5,}|微信号?[:: ]?[A-Za-z\d_-]{5,}|微信同号|电话同微信",
        "",
        text,
    )


def _went(text: str, places: Sequence[Mention]) -> bool:
    """到赤坎, 去佛冈: somebody went to a place."""
    return any(
        re.search(
            r"(?:^|[^从收得看达送寄卖销做直一])(?:[到去赴往奔](?:了|咗|趟|的)?|来到|(?<![线网晚早马路街车])上)$",
            text[max(0, p.start - 4) : p.start],
        )
        for p in places
    )
