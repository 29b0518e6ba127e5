"""Whether a service was given, or is wanted, online or on the spot."""

import re

from language.regions import Place

_ONLINE = re.compile(
    r"线上|网上(?:讲|开|会|培训|授课|辅导|答疑|沟通|聊)|在线(?!教育|支付|商城|客服|旅游|下单)|远程|云端会|"
    r"视频(?:会议?|连线|讲|聊|沟通|通话|指导|辅导|方式|形式|答疑|里|电话|面谈|咨询|教|看|了|(?=[,。;\s]|$))(?<!短视频)|"
    r"(?:微信|企微|QQ)(?:视频|语音|群|上(?!做|开|卖|推)|里(?!卖|做)|聊|沟通|答|指导|联系|辅导|电话|咨询|会议|跟|给|教|发|远程|(?=[,。;\s]|$))|"
    r"云(?:会议|视频|直播|课堂|端)|(?:腾讯|腾迅|网络|钉钉|飞书|语音|zoom|voov|teams|小鱼易连|企业微信)(?:会议|视频|直播间?|连线|群)?(?=[上里开讲连,。;\s教给跟聊\d]|会|$)|"
    r"(?:通了?|打了?|接了?|来|回了?|一?个|一?通)(?:一?个|一?通)?(?:咨询)?电话(?!销售|号|营销)|电话(?:里|上|中|沟通|咨询|辅导|指导|聊|"
    r"讲|解答|答|联系|会议|连线|说|给|教|方式|问|回复|(?=[,。;\s]|$))|"
    r"腾讯会议|腾迅会议|钉钉|飞书|zoom|voov|"
    r"(?:线上|通过|用|开了?场?|做了?场?|一场|形式[::]?|方式[::]?|进行|在)直播(?!带货|卖货|电商|运营|基地)|直播(?:讲|授课|宣讲|"
    r"培训(?!基地)|形式|方式|答疑|课)|讲完?直播课|"
    r"语音(?:通话|聊|沟通|讲|答)|连麦|腾讯课堂|收看企业",
    re.IGNORECASE,
)
_OFFLINE = re.compile(
    r"上门|现场|实地|登门|走访|进的?车间|赴[^,。;\d]{1,8}(?:区|园|镇|村|县|市)|去了?一?趟|到厂|入企|进企|进厂|进店|下厂|下企业|线下|面谈|面对面|当面|见面|面授|驻点|会议室|会议中心|会议厅|报告厅|礼堂|多功能厅|活动室|培训室|摆摊|摊位|展位|"
    r"来访|接待|到访|见了(?!效|底|成)|见到了?|拜会|会见|碰了?面|[来在]我?们?(?:服务)?(?:站里|所里|中心|办公室)|来(?:站|所)|到我?们?(?:服务)?(?:站|所|中心)里?(?:来|咨询|问|找|坐|聊|办)|待了|耗在|泡在|跑了?(?=[^,。;]{0,6}(?:趟|[家户间]|地方|个点|圈|镇|村|街|市场))|走了(?=.{1,3}[家户间])|在(?:车间|现场|工地|塘头|田头)|跑一?趟|跑到|奔|蹲|"
    r"[到去赴往](?:了|咗)?(?!场|[零一二两三四五六七八九十半]+[点时号日月]|周|星期)[^,。;、\d]{0,14}?(?:公司|厂(?!家)|店(?!铺装)|车间|企业(?!家)|"
    r"工地|园区|基地|码头|船坞|仓库|合作社|农场|民宿|市场|窗口|田头|塘头|果园|大棚|作坊|饭店|酒楼|茶行|商场)|"
    r"(?:厂|店|车间|公司|企业|办公室|仓库|大棚|塘头|工地|船坞)里(?!的)|(?:^|[,。;\s我们俺末天日午号])(?:又|就|还|专门|特地|一起|第.次)?(?:去了?|"
    r"去咗|过去|赶到|来到|跑到|开车到)(?!年|税|库存|产能)|人到|去的|第[一二三四五]次去",
)
_BY_WIRE = re.compile(r"(?:在?电话里|(?:打|来|接)了?(?:个|通)?电话|视频里|微信上|线上)")
_TAUGHT = re.compile(r"(?:[教学会咋]|怎么样?|怎样|如何|点样|想|打算)[^,。;]{0,6}?(?:做|用|搞|开|进行)直播")
_INSIDE = re.compile(
    r"(?<![在到去进])[^在到去进,。;]?(?:厂|店|车间|公司|企业|办公室|仓库|大棚|塘头|工地|船坞)里"
)
"""厂里 tells where something happened, not where advice was given, when it was given by wire."""
_WANTED_ONLINE = re.compile(
    r"(?<![产水条])线上|网上(?:讲|聊|教|看)|远程|(?:开个?|通过|约个?|用)?(?<!短)视频(?:会议|聊|连线|讲|沟通|通话|教|指导)|腾讯会议|钉钉会议|"
    r"(?:微信|企微)(?:上|里)(?:能|可以|帮|聊|看|讲|教|沟通|说|回|发|指导|咨询|就)|(?:微信|语音|电话)(?:沟通|聊|讲|指导|教|咨询|答|说)|"
    r"电话里|打个?电话(?:给我)?(?:讲|聊|说|指导)|(?:方式|形式)[::](?:线上|视频|电话|微信|远程)"
)
_WANTED_OFFLINE = re.compile(
    r"(?<!有人)上门(?!说|推销|收|讨|催|闹|[,。]算)|现场(?!管理|施工|混乱|5S|6S|改善)|实地|线下|到厂里?|来厂里?|来店里?|到店里?(?:看|来|教|指)|来(?:我们)?(?:公司|车间|这边)|"
    r"过来(?:看|一趟|帮|指|教|瞧)|来(?:看看|瞧瞧|一趟|指导)|"
    r"当面|面谈|见面|面对面|赶紧来个|派个?人|派(?:专家|老师|师傅)|来(?:个|一位|位)(?:专家|老师|师傅|懂|人)|登门|进厂"
)


def read(text: str, places: list[Place]) -> str | None:
    """`online` or `offline` as the message tells it, or None."""
    text = _TAUGHT.sub("", _without_contact(text))
    online, offline = bool(_ONLINE.search(text)), bool(_OFFLINE.search(text) or _went(text, places))
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
        r"联系电话|电话号码|电话[:: ]{0,2}\+?\d[\d -]{5,}|微信号?[:: ]?[A-Za-z\d_-]{5,}|微信同号|电话同微信",
        "",
        text,
    )


def _went(text: str, places: list[Place]) -> bool:
    """到赤坎, 去佛冈: somebody went to a place."""
    return any(
        re.search(
            r"(?:^|[^从收得看达送寄卖销做直一])(?:[到去赴往奔](?:了|咗|趟)?|来到|(?<![线网晚早马路街车])上)$",
            text[max(0, p.start - 4) : p.start],
        )
        for p in places
    )
