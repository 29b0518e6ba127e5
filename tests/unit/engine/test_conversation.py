"""Opening, going on, submitting, giving up, and coming back to what was parked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions.refusal import Refused
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.conversation import GONE, Conversation
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.state import Dialogue
from handlers.menu import HELP
from handlers.message import Choice, Reply
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.talks import DAY, FORM, FULL, NOW, standing, talk

SHORT = Form("short", 1, "小事", (DAY,), submit=lambda talk, values: Outcome(Reply("好")), examples=("小事",))
CONSENT = replace(
    SHORT, name="consent", title="告知", consent=False, slots=(replace(DAY, name="answer", ask="同意吗？"),)
)
SAY = Command("say", "说", ("说",), lambda talk: Reply("说了"))


def conversation(
    work: UnitOfWork, *entries: Form | Command, stack: Any = (), dropped: Any = None, **known: Any
) -> Conversation:
    forms = {form.name: form for form in (FORM, SHORT, CONSENT)}
    forms |= {one.name: one for one in entries if isinstance(one, Form)}
    commands = {one.name: one for one in (SAY, *entries) if isinstance(one, Command)}
    count = max((at.key for at in stack), default=0)
    return Conversation(
        talk(work, **known), Dialogue(count, list(stack), dropped), Catalogue(forms, commands, {}, {}, HELP)
    )


def texts(replies: list[Reply]) -> list[str]:
    return [reply.text for reply in replies]


def parked(key: int = 1, **changes: Any) -> Any:
    return standing(**({"form": "short", "version": 1, "key": key, "since": NOW.isoformat()} | changes))


def test_a_command_answers_and_the_form_in_hand_goes_on(work: UnitOfWork) -> None:
    assert texts(conversation(work).start(SAY)) == ["说了"]
    assert texts(conversation(work, stack=[parked()]).start(SAY)) == ["说了\n接着说「小事」：\n哪天？"]


def test_what_is_not_for_ones_roles_does_not_open(work: UnitOfWork) -> None:
    here = conversation(work, stack=[parked()])
    shown = here.start(replace(FORM, roles=frozenset({"staff"})))
    assert texts(shown) == ["「走访」您现在还用不了。\n哪天？"]
    assert [at.form for at in here.dialogue.stack] == ["short"]


def test_a_closed_form_says_why_and_so_does_one_with_nothing_to_do(work: UnitOfWork) -> None:
    closed = replace(FORM, closed=lambda talk, values: f"停了{values}")
    assert texts(conversation(work).start(closed)) == ["停了{}"]
    assert texts(conversation(work).start(closed, {"day": "d"})) == ["停了{'day': 'd'}"]
    needless = replace(FORM, needless=lambda talk: "没有")
    assert texts(conversation(work, needless).start(needless)) == ["没有"]
    assert texts(conversation(work, needless).start(needless, {"day": "d"})) == ["d 几小时？"]
    assert texts(conversation(work, needless).start(needless, text="周一")) == ["没有"]


def test_opening_a_form_parks_the_one_in_hand_and_opening_it_again_comes_back(work: UnitOfWork) -> None:
    here = conversation(work, stack=[parked()])
    here.start(FORM)
    assert [at.form for at in here.dialogue.stack] == ["short", "visit"]
    assert "接着上次的来" in texts(here.start(SHORT))[0]
    assert [at.form for at in here.dialogue.stack] == ["visit", "short"]
    here.start(SHORT, {"day": "d"})
    assert [at.form for at in here.dialogue.stack] == ["visit", "short"]
    here.start(FORM, text="周二")
    assert [at.form for at in here.dialogue.stack] == ["visit", "short", "visit"]


def test_a_form_nobody_misses_is_not_parked(work: UnitOfWork) -> None:
    passing = replace(SHORT, stale_after=timedelta(hours=1))
    here = conversation(work, passing, stack=[parked()])
    here.start(FORM)
    assert [at.form for at in here.dialogue.stack] == ["visit"]


def test_a_form_nobody_misses_is_dropped_in_silence_after_its_time(work: UnitOfWork) -> None:
    passing = replace(SHORT, stale_after=timedelta(hours=1))
    old, young = NOW - timedelta(hours=1, seconds=1), NOW - timedelta(hours=1)
    assert conversation(work, passing, stack=[parked(since=old.isoformat())]).current is None
    assert conversation(work, passing, stack=[parked(since=young.isoformat())]).current


def test_a_form_without_a_card_is_done_as_soon_as_all_is_known(work: UnitOfWork) -> None:
    here = conversation(work)
    assert texts(here.start(SHORT, {"day": "d"})) == ["好"]
    assert here.dialogue.stack == []
    assert texts(conversation(work).start(FORM, dict(FULL)))[0].startswith("对吗？")


def test_consent_is_asked_first_and_once(work: UnitOfWork) -> None:
    here = conversation(work, consented_at=None)
    assert texts(here.start(SHORT)) == ["同意吗？"]
    assert [at.form for at in here.dialogue.stack] == ["short", "consent"]
    here.start(FORM)
    assert [at.form for at in here.dialogue.stack] == ["short", "visit", "consent"]
    assert texts(here.start(CONSENT, {"answer": 1})) == ["好"], "its words are said once"


def test_a_deed_that_leads_on_opens_the_next_form(work: UnitOfWork) -> None:
    leads = replace(SHORT, submit=lambda talk, values: Outcome(Reply("好"), then=("visit", {"day": "d"})))
    here = conversation(work, leads)
    assert texts(here.start(leads, {"day": "d"})) == ["好\nd 几小时？"]
    assert [at.form for at in here.dialogue.stack] == ["visit"]


def test_a_deed_may_forget_what_waits(work: UnitOfWork) -> None:
    forgets = replace(SHORT, submit=lambda talk, values: Outcome(Reply("忘了"), forget_parked=True))
    here = conversation(work, forgets, stack=[standing(version=2)], dropped=parked())
    assert texts(here.start(forgets, {"day": "d"})) == ["忘了"]
    assert (here.dialogue.stack, here.dialogue.dropped) == ([], None)


def test_a_refused_form_or_command_says_why_and_is_over(work: UnitOfWork) -> None:
    def refuse(talk: ConversationContext, values: Values | None = None) -> Any:
        raise Refused("no", "不行")

    here = conversation(work, stack=[standing()])
    form = replace(SHORT, submit=refuse)
    here.catalogue.forms["short"] = form
    assert texts(here.start(form, {"day": "d"})) == ["不行\n接着说「走访」：\n说说这次走访。"]
    assert [at.form for at in here.dialogue.stack] == ["visit"]
    assert texts(conversation(work).start(replace(SAY, answer=refuse))) == ["不行"]


def test_giving_up_can_be_taken_back(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(values={"day": "d"})])
    at = here.current
    assert at
    assert texts(here.give_up(at)) == ["已取消「走访」。改主意了就回复「恢复」，填过的都还在。"]
    assert (here.dialogue.stack, here.dialogue.dropped) == ([], at)
    assert texts(here.bring_back()) == ["好的，接着来。\nd 几小时？"]
    assert (here.current, here.dialogue.dropped) == (at, None)
    assert texts(here.bring_back()) == ["d 几小时？"]
    assert texts(conversation(work).bring_back()) == ["没有能恢复的，刚才没有取消过什么。"]


def test_where_giving_up_is_an_answer_it_is_given(work: UnitOfWork) -> None:
    form = replace(
        SHORT, cancelled={"day": "不去"}, submit=lambda talk, values: Outcome(Reply(values["day"]))
    )
    here = conversation(work, form, stack=[parked()])
    assert here.current
    assert texts(here.give_up(here.current)) == ["不去"]
    assert here.dialogue.dropped is None


def test_what_was_dropped_comes_back_as_its_form_is_today(work: UnitOfWork) -> None:
    old = standing(version=1, values={"day": "d", "gone": 1})
    here = conversation(work, dropped=old)
    assert texts(here.bring_back()) == ["好的，接着来。\nd 几小时？"]
    assert here.current
    assert (here.current.values, here.current.version) == ({"day": "d"}, 2)
    needy = replace(FORM, given=("secret",))
    here = conversation(work, needy, dropped=standing(values={"day": "d"}))
    assert texts(here.bring_back()) == [GONE]
    assert here.dialogue.dropped is None
    assert texts(conversation(work, dropped=standing(form="gone")).bring_back()) == [
        "没有能恢复的，刚才没有取消过什么。"
    ]


def test_a_closed_form_is_put_aside_with_what_was_filled(work: UnitOfWork) -> None:
    closed = replace(SHORT, closed=lambda talk, values: "停了。")
    here = conversation(work, closed, stack=[parked(values={"day": "d"})])
    assert texts(here.with_news([Reply("答")])) == ["停了。填过的都留着，重新开放后回复「恢复」接着来。\n答"]
    assert here.dialogue.dropped
    assert texts(here.bring_back()) == ["停了。您填过的都还留着。"]
    assert here.dialogue.dropped


def test_a_form_that_closes_while_it_is_filled_is_put_aside(work: UnitOfWork) -> None:
    closes = replace(FORM, closed=lambda talk, values: "停了。" if "hours" in values else "")
    here = conversation(work, closes, stack=[standing()])
    assert here.current
    here.current.values["hours"] = 2
    assert texts(here.go_on(here.current)) == ["停了。填过的都留着，重新开放后回复「恢复」接着来。"]


def test_a_form_that_is_gone_is_dropped_with_a_word(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(form="gone"), parked(2)])
    assert [at.form for at in here.dialogue.stack] == ["short"]
    assert texts(here.with_news([Reply("答", choices=(Choice("甲", "s:a"),))])) == [f"{GONE}\n答"]
    assert texts(here.with_news([Reply("再答")])) == ["再答"]
    here = conversation(work, stack=[standing(form="gone")])
    assert texts(here.with_news([Reply("一"), Reply("二"), Reply("三")])) == [f"{GONE}\n一", "二", "三"]
    assert texts(conversation(work, stack=[standing(form="gone")]).with_news([])) == [GONE]


def test_a_form_without_what_it_is_opened_with_is_dropped_with_a_word(work: UnitOfWork) -> None:
    here = conversation(work, replace(FORM, given=("secret",)), stack=[standing()])
    assert (here.dialogue.stack, here.news) == ([], GONE)


def test_a_newer_version_keeps_the_answers_and_says_so_in_the_next_answer(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(version=1, values={"day": "d", "gone": 1})])
    assert here.current
    assert here.current.values == {"day": "d"}
    assert texts(here.go_on(here.current)) == ["「走访」改过版，填过的还在，接着来。\nd 几小时？"]
    assert here.news == ""


def test_what_the_form_has_not_is_dropped_in_silence_in_the_same_version(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(values={"day": "d", "gone": 1})])
    assert here.current
    assert (here.current.values, here.news) == ({"day": "d"}, "")


def test_one_message_that_tells_of_several_opens_a_form_for_each(work: UnitOfWork) -> None:
    days = [({"day": f"第{number}天", "hours": 1, "way": "online"}, {"hours"}) for number in range(5)]
    several = replace(FORM, several=lambda talk, text: days)
    here = conversation(work, several)
    shown = here.start(several, text="去了几次")
    assert shown[0].text.startswith("听到 4 件，先看第 1 件。")
    assert [at.values["day"] for at in here.dialogue.stack] == ["第3天", "第2天", "第1天", "第0天"]
    assert all(at.inferred == ["hours", "kind"] for at in here.dialogue.stack)
    assert len(conversation(work, several).start(several, {"day": "d"})) == 1


def test_one_message_that_tells_of_one_opens_one(work: UnitOfWork) -> None:
    one = replace(FORM, several=lambda talk, text: [({"day": "x"}, set())])
    assert texts(conversation(work, one).start(one, text="周一3小时")) == ["怎么办？"]


def test_an_objection_to_what_opened_the_form_is_said(work: UnitOfWork) -> None:
    assert texts(conversation(work).start(FORM, text="周一9小时")) == ["太长了。\n2026-03-02 几小时？"]


def test_the_card_is_what_stands_at_the_end(work: UnitOfWork) -> None:
    here = conversation(work, stack=[standing(values=dict(FULL))])
    assert here.current
    assert here.at_card(here.current)
    here.current.choosing = True
    assert not here.at_card(here.current)
    assert not here.at_card(standing())
    assert not here.at_card(parked(values={"day": "d"}))


def test_an_answer_with_choices_stays_a_message_of_its_own(work: UnitOfWork) -> None:
    command = replace(SAY, answer=lambda talk: Reply("选", choices=(Choice("甲", "s:a"),)))
    shown = conversation(work, stack=[parked()]).start(command)
    assert texts(shown) == ["选", "接着说「小事」：\n哪天？"]


@pytest.mark.parametrize("lead", ["", "等等"])
def test_with_nothing_in_hand_only_the_lead_is_said(work: UnitOfWork, lead: str) -> None:
    assert texts(conversation(work).go_on(None, lead)) == ([lead] if lead else [])


def test_slots_may_be_asked_in_words_that_depend_on_the_talk() -> None:
    slot = Slot("a", "甲", ask=lambda talk, values: f"{talk.speaker.name}{values}")
    assert slot.question(talk(), {}) == "张厂长{}"
