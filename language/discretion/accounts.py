"""Where somebody is found online: mail, WeChat, QQ, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.discretion.spans import Kind, Span
from language.lexicon import any_of

_AT = r"(?: ?(?:@|艾特|爱特|圈a|[(\[{] ?(?:at|@) ?[)\]}]) ?|#(?=(?:qq|163|126|139|gmail|sina|foxmail)))"
_DOT = r" ?(?:\.|点|。|dot|[(\[]dot[)\]]) ?"
_WORD = r"(?:[a-z0-9_-]{2,40}|[a-z0-9](?: [a-z0-9]){1,20}|[a-z0-9])"
_TOLD = "a-z0-9零一二三四五六七八九"
_LOCAL = rf"(?:[a-z0-9](?: [a-z0-9]){{2,20}}|[{_TOLD}][{_TOLD}._%+-]{{0,63}}|{_WORD}(?:{_DOT}{_WORD}){{1,3}})"
_TOP = r"(?:com|cn|net|org|edu|gov|hk|tw|mo|me|io|cc|vip|top|xyz|shop|store|site|online|club|info|biz|co|ltd|tech|app|link|ai|c ?o ?m|c ?n)"
_MAIL = re.compile(
    rf"(?<![a-z0-9]){_LOCAL}(?:{_AT}| at ){_WORD}(?:{_DOT}(?:{_WORD}))+|(?<![a-z0-9]){_LOCAL}{_AT}[a-z0-9-]+"
)
_MAIL_NAMED = re.compile(
    r"(?:邮箱|邮件|e-?mail|mail)(?:地址|账号|前缀|发到|发|是|为|我|的|[:= ])*([a-z0-9](?=[a-z0-9._-]*[\d._-])[a-z0-9._-]{3,})"
)
_SITE = re.compile(
    rf"(?:https?|weixin|taobao)[:/]+[!-+\--:<-~]+|www(?:{_DOT}[a-z0-9-]{{1,40}}){{1,4}}(?:/[!-+\--:<-~]*)?"
    rf"|(?<![a-z0-9@.-])(?=[0-9-]*[a-z]|\d{{3}})(?:[a-z0-9][a-z0-9-]{{0,40}}(?:{_DOT}(?=[a-z0-9-]+\.)|\.)){{1,4}}{_TOP}(?![a-z0-9])(?:/[!-+\--:<-~]*)?"
    rf"|(?<![a-z0-9@.-])(?=[0-9-]*[a-z]|\d{{3}})[a-z0-9][a-z0-9-]{{0,40}}{_DOT}(?:c ?o ?m|c ?n|net|org)(?![a-z0-9])"
)
_OF_STATE = re.compile(r"\.gov\.cn|asp\.net|node\.")

_WECHAT = (
    rf"{any_of('wechat_words')}|[微薇威维徽v][^0-9a-z\u4e00-\u9fff]{{1,2}}信|v ?x|w ?x"
    r"|[加+➕扫]一?下?我?的?(?:[v薇威]|微(?!信))|(?<![a-z])v(?=[ :号])|(?<![\u4e00-\u9fff])微(?=[ :])"
)
_QQ = (
    r"q ?q|扣扣|抠抠|叩叩|企鹅号?|球球|秋秋|[加+]一?下?我?的?q(?!q)|q群|(?<![a-z])q(?=[ :]|我)"
    r"|(?<![\u4e00-\u9fff])扣(?=[ :]?\d{6})"
)
_OTHERS = f"(?:{any_of('platforms')})"
_LINK = r"(?:号码?|账号|帐号|id|是|为|叫|我|的|加|搜索?|找|同号|联系|一下|昵称|名|群|[^0-9a-z\u4e00-\u9fff,。;!?_\n]){0,12}"
_ID = r"(?:[a-z0-9_](?:[ .·_-][a-z0-9_]){4,20}(?![a-z0-9])|[a-z0-9_][a-z0-9_.·-]{4,40}(?: (?!iso|gb|haccp|fda|ce)(?=[a-z_]*\d)[a-z][a-z0-9_]{2,})?)"
_FIGURES = r"[0-9零〇一幺二两三四五六七八九](?:[ ._·*/-]{0,2}[0-9零〇一幺二两三四五六七八九]){4,11}"
_NAMED = re.compile(
    rf"(?<![a-z0-9])(?:{_WECHAT}){_LINK}(?P<wechat>{_ID}|{_FIGURES})"
    rf"|(?<![a-z])(?:{_QQ}){_LINK}(?P<qq>{_FIGURES}|{_ID})"
    rf"|(?:{_OTHERS})(?:我|的| )*(?:号|id|账号|帐号|名字?|是|叫|为|搜|[:=])(?:[是叫为:= “\"])*(?P<other>{_ID}|{_FIGURES})"
    r"|(?:微信|薇信|v信|qq|抖音|快手)(?:昵称|名字?|号?搜|号?(?=叫))[是叫为:“\" ]{1,3}"
    r"(?P<name>[\u4e00-\u9fffa-z0-9_]{2,10})(?![\u4e00-\u9fffa-z])"
)
_BEHIND = re.compile(
    rf"(?<![a-z0-9])(?P<id>{_ID}) ?(?:[(,] ?)?(?:这|就|也)?是?(?:我|咱)?的?(?:微信|薇信|v信|vx|wx|wechat|qq)(?!群|小程序|支付|公众)"
)
_WORDS = re.compile(rf"iso[ -]?\d+|{any_of('no_accounts')}")


def mails(text: str) -> Iterator[Span]:
    """Addresses of mail, also said («zhang 艾特 example 点 com»)."""
    yield from (Span(*match.span(), Kind.MAIL) for match in _MAIL.finditer(text))
    yield from (Span(*match.span(1), Kind.MAIL) for match in _MAIL_NAMED.finditer(text))


def sites(text: str) -> Iterator[Span]:
    """Pages, but for those of the state, which everybody may read."""
    for match in _SITE.finditer(text):
        if not _OF_STATE.search(match[0]):
            yield Span(*match.span(), Kind.SITE)


def found(text: str) -> Iterator[Span]:
    """Accounts that are named as such, before or behind the word."""
    for match in _NAMED.finditer(text):
        group = match.lastgroup or ""
        if not _WORDS.fullmatch(match[group]):
            yield Span(*match.span(group), Kind.ACCOUNT)
    yield from (Span(*match.span("id"), Kind.ACCOUNT) for match in _BEHIND.finditer(text))
