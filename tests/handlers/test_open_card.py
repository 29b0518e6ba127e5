"""Whatever is said at any place in any form, with pushes in between: nothing moves that the message did not speak of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.engine.catalogue import catalogue
from handlers.engine.state import FormState
from handlers.message import Reply
from tests.handlers.open_card import ROLES, SHORT, Seen, Town, build, sentences

CORRECTS = re.compile(
    r"不对|不是|错|改|换|应该|其实|更正|纠正|准确|而是|补充|还有|另外|加上|不止|我是说|我说的是|算了|别|弄混|重新|倒是"
)
BRIEF = 12
"""A remark no longer than this may name a value and nothing else."""
YES_OR_NO = re.compile(
    r"接|收|来|去|行|可以|好|愿意|同意|没问题|包|要|试|帮|拒|推|不|没|忙|别|换|算了|出差|外地|病|住院|顾|抽|走不开|下次|改天|太远"
)
STARS = re.compile(
    r"[1-5一二两三四五１-５①-⑤⭐★满]|满意|好|差|棒|不错|可以|行|耐心|专业|一般|糟|赞|谢|帮|解决|清楚|明白|懂"
)
CONFIRMS = re.compile(
    r"确|对|好|是|行|可以|嗯|ok|OK|没|提交|中|就这|发|要得|继续|当然|没毛病|没错|服务完|1|👍|👌|✅",
    re.IGNORECASE,
)
TAP, PUSH = "点第几个选项", "推来一条"

Step = tuple[str, str, int]
steps: st.SearchStrategy[list[Step]] = st.lists(
    st.sampled_from(sorted(ROLES)).flatmap(
        lambda who: st.tuples(
            st.just(who),
            st.one_of(
                st.sampled_from(sentences(who)),
                st.sampled_from(sentences(who)),
                st.sampled_from(SHORT),
                st.sampled_from([TAP, PUSH]),
            ),
            st.integers(0, 5),
        )
    ),
    min_size=6,
    max_size=12,
)
FRESH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("open-card") / "town.db"
    build(file)
    return file


@settings(max_examples=25, suppress_health_check=FRESH)
@given(talk=steps)
def test_nothing_moves_that_a_message_does_not_speak_of(
    built: Path, tmp_path: Path, talk: list[Step]
) -> None:
    play(built, tmp_path, talk)


@pytest.mark.soak
@settings(max_examples=1000, suppress_health_check=FRESH)
@given(talk=steps)
def test_nothing_moves_in_many_talks(built: Path, tmp_path: Path, talk: list[Step]) -> None:
    play(built, tmp_path, talk)


def play(built: Path, folder: Path, talk: list[Step]) -> None:
    town = Town.fresh(built, folder)
    try:
        for who, said, place in talk:
            if said == PUSH:
                town.push(who)
                continue
            before = town.seen(who)
            choices = [one for reply in before.shown for one in reply.choices]
            tapped = choices[place % len(choices)] if said == TAP and choices else None
            text = tapped.label if tapped else "帮助" if said == TAP else said
            town.say(who, text, tapped.token if tapped else "")
            after = town.seen(who)
            if tapped is None:
                keeps_what_it_does_not_speak_of(text, before, after)
                answers_only_what_is_in_hand(text, before, after)
            publishes_only_what_was_in_full_view(text, before, after)
    finally:
        town.close()


def keeps_what_it_does_not_speak_of(text: str, before: Seen, after: Seen) -> None:
    """What was told stays, unless it was asked anew, or the message corrects, names it, or is a few characters."""
    standing = {at.key: at for at in after.dialogue.stack}
    for at in before.dialogue.stack:
        now = standing.get(at.key)
        for name, value in at.values.items() if now else ():
            changed = now is not None and now.values.get(name) != value
            if changed and name not in at.inferred and at.fixing != name:
                assert now is not None
                assert speaks_of(text, at, name, now.values.get(name)), (
                    text,
                    at.form,
                    name,
                    value,
                    now.values,
                )


def speaks_of(text: str, at: FormState, name: str, value: object) -> bool:
    """Whether a message may have changed this slot: it corrects, names the slot, adds to it, or is a few characters."""
    slot = catalogue().forms[at.form].slot(name)
    adds = isinstance(value, str) and str(at.values[name]).rstrip("。！!，,；; ") in value
    by_name = slot is not None and bool(slot.label) and slot.label in text
    return adds or by_name or len(text) <= BRIEF or CORRECTS.search(text) is not None


def answers_only_what_is_in_hand(text: str, before: Seen, after: Seen) -> None:
    """An invitation, and stars for a service: a number belongs to the form in hand, and other words have to say so."""
    current = before.dialogue.current
    elsewhere = current is not None and current.form not in ("offer", "rating", "negotiate", "comment")
    answered = [ref for ref, state in after.offers.items() if state != before.offers.get(ref, state)]
    taken = [ref for ref in answered if after.offers[ref] in ("accepted", "declined")]
    if taken:
        assert YES_OR_NO.search(text) or not elsewhere, (text, current)
        waiting = [ref for ref, state in before.offers.items() if state == "pending"]
        assert len(waiting) == 1 or len(text) > 2 or not text.isdecimal(), text
    if len(after.ratings) > len(before.ratings):
        assert STARS.search(text), text
        assert not (elsewhere and text.isdecimal()), (text, current)


def publishes_only_what_was_in_full_view(text: str, before: Seen, after: Seen) -> None:
    """A need or a diary is written after its card was shown, as it was shown, and for a yes."""
    card = " ".join(_card_of(reply) for reply in before.shown)
    for ref, problem in after.needs.items():
        if ref not in before.needs:
            assert problem in card, (text, problem, card)
            assert CONFIRMS.search(text), text
    for ref, (hours, firms) in after.diaries.items():
        if ref not in before.diaries:
            assert f"{hours} 小时" in card or "分钟" in card, (text, hours, card)
            assert f"{firms} 家" in card, (text, firms, card)
            assert CONFIRMS.search(text), text


def _card_of(reply: Reply) -> str:
    return " ".join(row.value for row in reply.card.rows) if reply.card else ""
