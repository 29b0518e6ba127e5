"""What a pack says, in Chinese words, line by line: so that whoever wrote it can hold it against the document."""

from collections.abc import Iterator

from programme import told
from programme.packs.admitting import Condition, Fact, Road
from programme.packs.duties import Counting
from programme.packs.facts import facts_of
from programme.packs.model import KindRules, RulePack, Validity
from programme.packs.offices import KINDS, Kind
from programme.packs.times import ServiceTimes
from programme.readings import plain
from programme.roles import HOLDER_NAMES

_LATE = {"full_months": "按认定后的整月算", "days": "按认定后的天数算", "none": "按全年算"}
_STATUS = {"in_force": "施行中", "draft": "征求意见稿", "ended": "已失效"}
_ROUNDING = {"up": "往上取整", "down": "往下取整", "nearest": "四舍五入"}
_RUNS = {"clock": "", "waking": "（夜里不算）", "working": "（休息日不算）"}
_WORDS = (
    ("and", "并且"),
    ("or", "或者"),
    ("not", "不是"),
    (">=", "不少于"),
    ("<=", "不多于"),
    (">", "多于"),
    ("<", "少于"),
    ("is", "是"),
)
_STEPS = {
    "none": "没有", "college": "大专", "bachelor": "本科", "master": "硕士", "doctor": "博士", "junior": "初级",
    "intermediate": "中级", "deputy_senior": "副高级", "senior": "正高级",
}  # fmt: skip


def in_words(pack: RulePack, is_first: bool = True) -> Iterator[str]:
    """The lines of a pack; what it is silent on has none. Service times hold where it `is_first` of a deployment's programmes."""
    yield f"{pack.named}，{pack.issuer}，{_STATUS[pack.status]}"
    if pack.validity:
        yield f"有效期：{_validity(pack.validity)}"
    yield f"年度：{_year(pack)}"
    if pack.counting:
        yield f"计时：{_counting(pack.counting)}"
    if pack.service_times:
        holds = "" if is_first else "（没有排在 programmes 第一项，按第一项的时限办，这几条不起作用）"
        yield f"服务时限：{_times(pack.service_times)}{holds}"
    if pack.trades:
        yield f"重点行业（国民经济行业分类的门类）：{'、'.join(pack.trades.key)}"
    for name, fact in pack.facts.items():
        yield f"要问的：{fact.label}（{name}，{_fact(fact)}）"
    for kind in KINDS:
        if getattr(pack, kind):
            yield from (f"{HOLDER_NAMES[kind]}：{line}" for line in _kind(pack, kind))


def condition_in_words(line: str, facts: dict[str, Fact]) -> str:
    """«area >= 100 and not fined» is «场地 不少于 100 并且 不是 受过处罚»."""
    words = dict(_WORDS) | _STEPS | {name: fact.label for name, fact in facts.items()}
    choices = {code: caption for fact in facts.values() for code, caption in fact.choices.items()}
    spaced = line.replace("(", " ( ").replace(")", " ) ").split()
    return " ".join(words.get(word) or choices.get(word) or word for word in spaced)


def _kind(pack: RulePack, kind: Kind) -> Iterator[str]:
    rules, facts = pack.rules(kind), facts_of(pack)
    yield f"称号是{rules.called}"
    for one in rules.conditions:
        yield f"条件：{one.text}（{_needs(one, facts)}）"
    for category in rules.categories:
        ways = "；".join(f"{way.text}（{_needs(way, facts)}）" for way in category.ways)
        yield f"类别{category.label}，有一项就够：{ways}"
    if rules.papers:
        yield f"材料：{'、'.join(paper.name + ('（必交）' if paper.required else '') for paper in rules.papers)}"
    yield f"审核：{told.review(rules)}"
    yield from (f"走这条路的：{_road(road, facts)}" for road in rules.review.roads)
    yield from (
        line for line in (told.publicity(pack, kind), told.term(pack, kind), told.duty(pack, kind)) if line
    )
    yield from _years(pack, rules)
    if rules.training and rules.training.first:
        yield "先培训后服务：今后认定的，有了培训记录才派需求"
    if rules.collecting:
        days = "、".join(f"{one} 天" for one in rules.collecting.ask_days_left)
        yield f"征集需求：从认定起每 {rules.collecting.every_months} 个月一期，每期结束前 {days}各问一次，报过就不问"
    yield f"颁发{rules.conferral.letter}" + ("，签服务协议" if rules.conferral.agreement else "")


def _years(pack: RulePack, rules: KindRules) -> Iterator[str]:
    if rules.warning:
        yield f"警告：{rules.warning.after.in_words('满')}没有活动和日记"
    if rules.loss:
        yield f"达不到就可能取消：{told.figures_of(rules.loss)}"
    if "satisfaction" in told.measures(rules):
        yield "满意率：评价过的服务里打 4 分、5 分的占多少，没有评价的不计"
    if rules.governing:
        which = "义务" if rules.governing.reading == "duty" else "取消资格"
        yield f"两条不一致时以{which}那一条为准"
    for loss in rules.losses:
        count = f"（警告满 {loss.warnings} 次）" if loss.warnings else ""
        yield f"可以取消资格：{loss.text}{count}"
    yield from (f"禁止：{one.text}" for one in rules.prohibitions)
    for star in rules.stars:
        after = f"、认定满 {star.months} 个月" if star.months else ""
        yield f"{star.stars} 星：累计 {plain(star.hours)} 小时{after}，由{star.by}评定"


def _validity(rule: Validity) -> str:
    if rule.until is None:
        return f"{rule.text}（没有写 until，哪天到期还算不出，到期前不会提醒）"
    return f"{rule.text}，到 {rule.until.year} 年 {rule.until.month} 月 {rule.until.day} 日，提前 {rule.tell_days} 天告诉工作人员"


def _year(pack: RulePack) -> str:
    year = pack.year
    if year.runs == "lifetime":
        return "不分年，从认定起累计"
    begins = "从各人认定那天起" if year.runs == "anniversary" else f"从 {year.first_month} 月 1 日起"
    together = f"，{year.years} 年合起来算" if year.years > 1 else ""
    late = f"，当年认定的{_LATE[year.late_start]}" if year.runs == "calendar" else ""
    least = f"，剩下不满 {year.least_months} 个月的从下一年起考核" if year.least_months else ""
    return f"{begins}{together}{late}{least}"


def _counting(rule: Counting) -> str:
    parts = []
    if rule.least_minutes:
        parts.append(
            f"不足 {rule.least_minutes} 分钟{'按这么多计' if rule.below_least == 'as_least' else '不计'}"
        )
    if rule.round_minutes:
        parts.append(f"按 {rule.round_minutes} 分钟{_ROUNDING[rule.rounding]}")
    if rule.after_training:
        parts.append("培训以后的服务才计")
    return "，".join(parts)


def _times(rule: ServiceTimes) -> str:
    parts = (
        (rule.contact_hours, "接单后 {} 小时内联系企业"),
        (rule.answer_hours, "专家 {} 小时内答复邀请"),
        (rule.urgent_hours, "急的 {} 小时内答复邀请"),
        (rule.review_days, "服务完 {} 天还没评价的回访"),
    )
    return "，".join(words.format(figure) for figure, words in parts if figure) + _RUNS[rule.runs]


def _fact(fact: Fact) -> str:
    if fact.kind == "choice":
        return f"从{'、'.join(fact.choices.values())}里选"
    kinds = {
        "number": "数",
        "percentage": "百分比",
        "date": "日期",
        "flag": "是或否",
        "degree": "学历",
        "title": "职称",
    }
    low, high = fact.bounds
    unit = f"，单位{fact.unit}" if fact.unit else ""
    bounds = f"，{plain(low)} 以上" if low is not None else ""
    return f"{kinds[fact.kind]}{unit}{bounds}{f'，{plain(high)} 以内' if high is not None else ''}"


def _needs(one: Condition, facts: dict[str, Fact]) -> str:
    return "；".join(condition_in_words(line, facts) for line in one.needs)


def _road(road: Road, facts: dict[str, Fact]) -> str:
    return f"{road.text}（{'；'.join(condition_in_words(line, facts) for line in road.needs)}）"
