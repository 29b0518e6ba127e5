"""Small talk: greetings, thanks, weather and the like, which must fill no slot."""

import re

from language.normalise import normalise

_PHRASES = (
    r"你好呀?|您好|哈喽|嗨|hi|hello|hey|在吗|在不在|在么|有人吗|早|早上好|上午好|中午好|下午好|晚上好|早安|晚安|大家好|各位好|"
    r"谢谢|多谢|谢了|感谢|唔该|十分感谢|非常感谢|万分感谢|感恩|谢谢[你您]|谢谢老师|辛苦了?|辛苦[啦您你]|麻烦[你您]?了|劳烦了|费心了|"
    r"好的?|好嘞|好滴|好呀|好吧|好啦|行|行吧|可以|嗯+|嗯嗯|哦+|噢|喔|ok|okay|收到|了解|知道了?|明白了?|懂了|得|得嘞|中|成|没事|没问题|没关系|不客气|不用谢|客气了|"
    r"哈+|呵+|嘻+|嘿+|哎+|唉+|啊+|呀|嘛|呢|吧|额|呃|再见|拜拜|bye|回见|回头聊|改天聊|先这样|就这样|"
    r"等一?下|等等|稍等|等我一下|我想想|我看看|我想一想|忙着呢|在忙|吃了吗|吃饭了吗|吃饭没|吃了没|下班了|上班了|开会了|到家了|"
    r"老师|老师好|同志|亲|朋友|小益|益企|机器人|你是谁|你是机器人吗|你叫什么|真棒|厉害|太好了|不错|赞|加油|祝你?好运|新年好|新年快乐|节日快乐|中秋快乐|"
    r"春节快乐|国庆快乐|恭喜发财|周末愉快|"
    r"天气|我|你|您|真|的|了|啦|哟|哈|太|很|都|今天|今日|最近|这几天|这两天|昨天|明天|外面|外头|这边|那边|我们这|湛江|天|又|还|要|会不会|会|是不是|"
    r"怎么样|怎么这么|这么|那么|好像|快|开始|一直|挺|蛮|够|点|有|有点|"
    r"热死|热|冷|冻|凉快|凉|下雨|下大雨|雨|晴|阴天|刮风|风大|台风天|雾|潮|闷|回南天|困|累|饿|堵车|塞车|好热|好冷|好累|好困|好忙|好烦|心情|开心|无聊|"
    r"喝茶|饮茶|喝咖啡|吃饭|午饭|晚饭|宵夜|看球|打麻将|睡觉|睡"
)
_SMALL = re.compile(rf"(?:{_PHRASES}|[\s,。!?~、.…:;^_\-()'\"]+)+", re.IGNORECASE)
_ANSWER = re.compile(r"(?:昨天|明天|今天|今日|湛江)+")
"""Words that keep company beside others, and answer «which day?» or «where?» by themselves."""


def is_small_talk(text: str) -> bool:
    """Whether a message only keeps company and answers nothing."""
    plain = normalise(text[:200]).text.strip()
    if len(text) > 60 or _ANSWER.fullmatch(plain):
        return False
    return bool(_SMALL.fullmatch(plain)) or not re.search(r"\w", plain)
