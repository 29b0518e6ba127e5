"""What names of people are made of."""

from language.lexicon import any_of, words_of

SURNAME = rf"(?:{any_of('double_surnames')}|[{''.join(words_of('surnames'))}])"
USUAL = (
    "王李张刘陈杨赵吴周徐孙朱胡郭何梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴钟汪姜范谭邹孟秦邱侯尹庞莫梅符邝揭覃洪卜易陆黎麦冼罗赖廖欧温凌"
)
"""Surnames that hardly begin another word."""
GIVEN = f"[{''.join(words_of('given_names'))}]"
TITLE = (
    r"厂长|总经理|经理|老板娘?|主任|会计师?|出纳|财务|董事长|师傅|律师|教授|老师|博士|工程师|顾问|站长|校长|院长|园长|所长|店长|社长|场长|队长"
    r"|书记|主席|村长|主管|总监|先生|女士|小姐|太太|阿姨|大姐|大哥|医生|秘书|处长|科长|局长|行长|理事长"
)
SHORT_TITLE = (
    r"总(?![共结部额量体之算数和计价产目面公监长装的])"
    r"|工(?![人作资伤程厂业龄种会具艺商序期地价费时位信装学友钱头牌])"
    r"|[董姐哥叔嫂姨伯](?![\u4e00-\u9fff]?[事妹弟])"
)
