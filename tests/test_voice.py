"""Every sentence in the sources that people may read is spoken as the guide has it (docs/howto/voice.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.voice import CALLED_FOR, RULES, bare

ROOT = Path(__file__).parent.parent
SPOKEN = (
    "handlers",
    "actions",
    "programme",
    "matching",
    "web",
    "bot/runtime",
    "bot/delivery",
    "bot/channels",
)
SETTINGS = ("settings.py", "check.py", "workdays.py", "errors.py", "centres.py")
"""What they say is for whoever runs the server."""
HEARD = {"examples", "sample", "phrases", "older"}
"""Arguments that hold words of people, to be understood."""
HEARERS = {"compile", "Command", "frozenset", "words_of", "Question", "SourceText"}
"""What is called with words of people; of a `Command` only the names are theirs."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PATTERN = re.compile(r"\(\?|\[\^|[)\]]\*")
"""A piece of a regular expression."""
_ENDS = re.compile(r"[。？！：；]")


@dataclass(frozen=True)
class Sentence:
    """A literal, with «{}» for what is filled in."""

    place: str
    text: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every literal with Chinese in it that ends a clause: captions and words to be understood have no full stops."""
    files = [
        file for top in SPOKEN for file in sorted((ROOT / top).rglob("*.py")) if file.name not in SETTINGS
    ]
    return tuple(
        Sentence(f"{file.relative_to(ROOT)}:{line}", text)
        for file in files
        for line, text in _literals(ast.parse(file.read_text("utf-8")))
        if _HAN.search(text) and _ENDS.search(text) and not _PATTERN.search(text)
    )


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    skipped = {id(part) for node in ast.walk(tree) for part in _not_spoken(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(value) for value in node.values)
            yield node.lineno, "".join(_piece(value) for value in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _piece(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else "{}"


def _not_spoken(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, patterns, and words that people may say."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.keyword) and node.arg in HEARD:
        yield from ast.walk(node.value)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "compile":
            yield from (part for argument in node.args for part in ast.walk(argument))


@pytest.mark.parametrize("rule", RULES)
def test_sentences_keep_to(rule: str) -> None:
    assert [one for one in sentences() if RULES[rule].search(bare(one.text))] == []


def test_nobody_is_told_to_say_what_is_not_understood() -> None:
    from handlers.engine.catalogue import catalogue

    known = catalogue()
    names = {name for form in known.forms.values() for name in (form.title, *form.examples)}
    names |= {name for command in known.commands.values() for name in (command.title, *command.examples)}
    told = [(one.place, word) for one in sentences() for word in CALLED_FOR.findall(one.text)]
    assert [row for row in told if not _understood(row[1], names | OTHERWISE)] == []


OTHERWISE = {
    "恢复", "取消", "跳过", "返回", "确认", "修改", "转人工", "接单", "婉拒", "都到了", "同意签订", "暂不签", "报名", "不参加",
    "取消资格 ", "移送 ", "答复 ", "结束 12", "绑定码 ", "另约时间", "换别人", "继续", "结束", "最多接几件",
    "提醒照常", "恢复接单", "都不是", "别的事", "恢复被取消的资格", "撤回警告", "撤回公示", "1号改不成立", "撤回取消资格",
}  # fmt: skip
"""Steering words, captions of questions that stand beside them, and decisions with a name behind."""


def _understood(word: str, names: set[str]) -> bool:
    return word in names or any(word.startswith(name) for name in names if name.endswith(" "))


INVITATIONS = {
    "能用，不用先注册。遇到什么事直接说，要留的我会先问您同不同意。": "guest-in-plain-words.yaml",
    "对吗？不对的地方直接说。": "plain-corrections.yaml",
    "要改哪一项？也可以直接说新的。": "plain-corrections.yaml",
    "改到哪一天？时间、地点、名额也可以直接说。": "activity-told-in-one-breath.yaml",
    "按位置记在{}（只记到区县，不存位置），不对就直接说地名。": "position.yaml",
}
"""Where words are asked for, and a talk in which somebody says them and is understood."""


def test_who_is_invited_to_speak_is_heard_in_a_talk() -> None:
    invites = {one.text for one in sentences() if re.search(r"直接说|告诉我", bare(one.text))}
    assert invites == set(INVITATIONS)
    for talk in INVITATIONS.values():
        assert re.search("（已修改）|不对，是|同意", (ROOT / "tests/dialogues" / talk).read_text("utf-8")), (
            talk
        )


SAID = {
    "说一句就补上": ("reminders-holders.yaml", "昨天下午在赤坎区给3家企业讲了两个半小时智能制造"),
    "我就记成日记": ("reminders-services.yaml", "刚刚给他们线上讲了四十分钟合同"),
    "说一句话就能记日记": ("reminders-services.yaml", "刚刚给他们线上讲了四十分钟合同"),
    "您说，我转给服务中心": ("sent-hardship.yaml", "孙子没人带，白天出不去"),
    "您说，我交给服务中心": ("complained-of.yaml", "就写：我没收咨询费，11月26日去服务"),
    "您说，我转给{}": ("chat-of-a-service.yaml", "好的，合同上写了哪天付款？"),
    "您说，我转告对方": ("sent-hardship.yaml", "周教授安心养病，有事打我电话"),
    "请您说说情况": ("voice-hard-moments.yaml", "这半年我住院做手术，没法上门"),
    "说一句难事就行": ("newcomer-posts.yaml", "有个员工没签合同，现在要我们陪双倍工资咋办"),
    "遇到什么难事，说一句": ("newcomer-posts.yaml", "有个员工没签合同，现在要我们陪双倍工资咋办"),
    "方便说说原因吗": ("sent-goodbye.yaml", "年纪大了"),
    "推荐谁？说说": ("front-door-people-applications.yaml", "我推荐一个人，我们厂的刘工，做模具二十年"),
    "怎么回事？说一句": ("front-door-firm-missed.yaml", "说好九点到厂，等到现在鬼影都没有一个"),
    "去了说一句": ("teams.yaml", "今天上午跟李律师去了湛江老兵汽修厂，看账，两小时"),
    "遇到难事，说一句话": ("newcomer-posts.yaml", "有个员工没签合同，现在要我们陪双倍工资咋办"),
    "用自己的话说": ("matching-nearest.yaml", "都不是"),
}
"""What is asked for in passing, and a talk in which somebody says such a thing."""


def test_who_is_asked_in_passing_to_say_something_is_heard_in_a_talk() -> None:
    asks = re.compile(r"说一句|您说，我|说说(?!$)|用自己的话")
    asked = [one for one in sentences() if asks.search(bare(one.text)) and "打几个字" not in one.text]
    assert [one for one in asked if not any(words in one.text for words in SAID)] == []
    for talk, said in SAID.values():
        lines = (ROOT / "tests/dialogues" / talk).read_text("utf-8").split("\n")
        assert any(said in line and not line.startswith("  - bot") for line in lines), (talk, said)


def test_the_consent_is_short_enough_to_be_read() -> None:
    from handlers.conversations.people.consent import asked
    from handlers.engine.catalogue import catalogue

    assert all(len(asked(form.welcome)) <= 70 for form in catalogue().forms.values())
