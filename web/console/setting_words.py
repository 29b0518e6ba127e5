"""Settings in words: what each is called, what is asked for it, how its value is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.rendering.plain import plain_number, show_region
from language.domains import label
from storage.queries.settings import Value

CAPTIONS: Mapping[str, str] = {
    "evidence": "专长和做过的事对得上，每一档",
    "focus": "服务过同类重点群体",
    "manner": "企业希望的本人说过，每样",
    "county": "同县区",
    "town": "同在市区",
    "city": "同市",
    "province": "同省",
    "elsewhere": "外省，只在线上",
    "online_place": "线上时地区算几成",
    "room": "手上没有事",
    "satisfaction": "满意度每高一星",
    "usual_stars": "一般的满意度，几星",
    "ratings_to_trust": "几次评价才算数",
    "answers": "总是接单",
    "usual_answers": "一般的接单比例",
    "answers_to_trust": "几次答复才算数",
    "urgent_answers": "急事时接单爽快，算几倍",
    "rested": "三个月没有服务",
    "duty": "本年时长全没完成",
    "trial": "新专家轮到试用时",
    "trial_share": "轮到试用的需求占几成",
    "trial_ratings": "有几次评价就不算新",
    "wish": "企业点名",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a setting's form: `long` where it takes lines."""

    name: str
    label: str
    hint: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class InWords:
    """A kind of setting: its heading, what a key is called, the form, a value as the form has it, a value as it is said."""

    title: str
    about: str
    key: Callable[[str], str]
    asks: tuple[Ask, ...]
    typed: Callable[[Value], dict[str, str]]
    said: Callable[[Value], str]


def _lines(value: Value, name: str) -> str:
    return "\n".join(value.get(name, ()))


def _centre(value: Value) -> str:
    hours = "、".join(value["hours"])
    parts = (
        value["name"],
        value["phone"],
        value.get("email", ""),
        value["address"],
        f"工作日 {hours}" if hours else "",
    )
    return "，".join(part for part in parts if part)


KINDS: Mapping[str, InWords] = {
    "centre": InWords(
        "服务中心",
        "问起电话、地址、什么时候有人，就照这里答；证明和信件上的名字也照这里写。",
        show_region,
        (
            Ask("name", "叫什么"),
            Ask("phone", "电话", "可不填"),
            Ask("email", "邮箱", "收公示异议用，写在公示名单上，可不填"),
            Ask("address", "地址", "可不填"),
            Ask("hours", "工作日几点到几点有人", "一段一行，像 9:00-12:00，可不填", long=True),
        ),
        lambda value: {
            **{name: value[name] for name in ("name", "phone", "address")},
            "email": value.get("email", ""),
            "hours": _lines(value, "hours"),
        },
        _centre,
    ),
    "faq": InWords(
        "自己的问答",
        "照原话问到的，就照这里答，先于我自己的答法。",
        lambda key: f"第 {key} 条",
        (
            Ask("asked", "怎么问", "一个问法一行，最多 12 个", long=True),
            Ask("answer", "怎么答", "4 到 300 个字，原样发出", long=True),
        ),
        lambda value: {"asked": _lines(value, "asked"), "answer": value["answer"]},
        lambda value: f"问“{'”“'.join(value['asked'])}”，答“{value['answer']}”",
    ),
    "words": InWords(
        "领域的说法",
        "本地人怎么说，就写在哪个领域下面，以后听到就知道是这方面的。",
        label,
        (Ask("words", "说法", "一个一行，2 到 20 个字", long=True),),
        lambda value: {"words": _lines(value, "words")},
        lambda value: "、".join(value["words"]) or "没有",
    ),
    "places": InWords(
        "地方的俗称",
        "本地人把哪里叫什么。",
        show_region,
        (Ask("words", "俗称", "一个一行，2 到 20 个字", long=True),),
        lambda value: {"words": _lines(value, "words")},
        lambda value: "、".join(value["words"]) or "没有",
    ),
    "weight": InWords(
        "配对时每样算多少分",
        "分越大越看重，0 就是不看。改了以后，下一次找人就照新的算。",
        lambda key: CAPTIONS.get(key, key),
        (Ask("points", "多少", "一个数；比例写 0 到 1"),),
        lambda value: {"points": plain_number(value["points"])},
        lambda value: plain_number(value["points"]),
    ),
}
