"""A person's forms in hand: open, go on, submit, give up, come back to a parked one."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from actions.refusal import Refused
from handlers.engine import fill, returning
from handlers.engine.ask import ask, ask_which, join
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome
from handlers.engine.replies import merged, offering
from handlers.engine.slots import card_of, pending
from handlers.engine.state import DEEPEST, SHOWN_AGAIN, Dialogue, FormState
from handlers.message import Reply

CONSENT = "consent"
CONSENT_WORDS = 2
"""So many of its choices stand beside an answer: 同意, 不同意."""
GONE = "刚才填的那一项现在停用了。还要办什么？"
COUNTED = "听到 {} 件，先看第 1 件。"
QUIET = "「{}」还没确认，回复「继续」接着看。"
"""Said once of a card that no longer comes back by itself."""
UNSAID = "「{}」还没说完，回复「继续」接着说。"
"""The same of a question."""
LATER = "「{}」先放着，这件办完接着说。"
KEPT = "「{}」先放着，要接着办回复「继续」。"
"""Said of what has come back by itself before, and will not again."""
MOST_AT_ONCE = 4
"""How many of the things that one message tells are taken up."""


class Conversation:
    """What can be done with the forms in hand. Every method says what the person sees next."""

    def __init__(self, talk: ConversationContext, dialogue: Dialogue, catalogue: Catalogue) -> None:
        self.talk = talk
        self.dialogue = dialogue
        self.catalogue = catalogue
        self.news = self._settle()

    @property
    def current(self) -> FormState | None:
        return self.dialogue.current

    @property
    def form(self) -> Form:
        """The form of what is in hand; something must be."""
        assert self.current
        return self.form_of(self.current)

    def form_of(self, at: FormState) -> Form:
        return self.catalogue.forms[at.form]

    def at_card(self, at: FormState) -> bool:
        """Whether the read-back card is what the person sees."""
        form, talk = self.form_of(at), self.talk
        return not at.choosing and pending(talk, form, at) is None and bool(card_of(talk, form, at))

    def start(self, entry: Form | Command, values: Values | None = None, text: str = "") -> list[Reply]:
        """Open what a word, a menu entry or a message stands for."""
        if not entry.roles & self.talk.speaker.roles:
            return self.go_on(self.current, f"「{entry.title}」您现在还用不了。")
        if isinstance(entry, Command):
            return self._after(self._answer(entry))
        if why := entry.closed(self.talk, values or {}):
            return self._after(Reply(why))
        if not values and (why := entry.needless(self.talk)):
            return self._after(Reply(why))
        waiting = next((at for at in self.dialogue.stack if at.form == entry.name), None)
        if waiting and not values and not text:
            self.dialogue.front(waiting)
            waiting.anew = True
            return self.go_on(waiting, "接着上次的来；要重新开始先点「取消」。")
        return self._open(entry, values or {}, text)

    def begin(
        self,
        entry: Form | Command,
        intent: str,
        text: str,
        also: Sequence[str] = (),
        about: int | None = None,
    ) -> list[Reply]:
        """Open what serves an intent, for the record that it is `about`, with what the message says besides.

        What it `also` wants is offered afterwards.
        """
        known = self.dialogue.count
        replies = self._begun(entry, intent, text, about)
        begun = [at for at in self.dialogue.stack if at.key > known and at.form == entry.name]
        for at in begun:
            at.heard = True
        if begun:
            begun[0].also, begun[0].told = list(also), text if also else ""
            return replies
        self.dialogue.unclear = text if also else ""
        return [*replies[:-1], offering(replies[-1], also)] if replies else replies

    def _begun(self, entry: Form | Command, intent: str, text: str, about: int | None) -> list[Reply]:
        if isinstance(entry, Command):
            self.talk.said = text
            return self.start(entry)
        if entry.asks_unasked:
            return self.answer_prompt(entry, about, intent, text)
        known = {entry.ref: about} if entry.ref and about is not None else {}
        return self.start(entry, dict(entry.means(intent, text)) | known, text)

    def begin_each(self, told: Sequence[tuple[Form, str, str]]) -> list[Reply]:
        """Open what serves each of several intents with the words that tell it: the first in hand, the others behind it."""
        at = self.current
        if at and not at.values.keys() - set(at.inferred):
            self.dialogue.end(at)
        for place, (form, intent, text) in reversed([*enumerate(told, 1)]):
            self._make_room()
            known = dict(form.means(intent, text))
            at = self.dialogue.begin(form.name, form.version, known, self.talk.now)
            at.heard, at.place = True, place
            fill.begin(self.talk, form, at, text)
        return self.go_on(self.current, COUNTED.format(len(told)))

    def answer_prompt(self, form: Form, asked: Any, intent: str, text: str) -> list[Reply]:
        """Answer what a notice asked: of `asked`, which was pointed at, of what the text names, or the only one; else which?"""
        waiting = form.pending(self.talk)
        about = asked if asked in waiting else None
        if about is None and (named := form.about(self.talk, text, waiting)):
            if named.missing:
                return self._after(Reply(named.missing, choices=ask_which(self.talk, form)))
            about = named.ref
        elif about is None and len(waiting) == 1:
            about = waiting[0]
        known = dict(form.means(intent, text)) | ({form.ref: about} if about is not None else {})
        return self.start(form, known, text)

    def another(self, form: Form, text: str) -> list[Reply]:
        """One more of a form: what is in hand is parked, unless nothing was said in it yet."""
        at = self.current
        if at and at.form == form.name and not text and not at.values.keys() - set(at.inferred):
            return self.go_on(at)
        return self._open(form, {}, text)

    def aside(self, reply: Reply) -> list[Reply]:
        """Say something, and come back to what is in hand."""
        return self._after(reply)

    def go_on(self, at: FormState | None, lead: str = "") -> list[Reply]:
        """Ask for what is missing, show the card, or do the deed when nothing stands in its way."""
        if at is None:
            return [Reply(lead)] if lead else []
        form = self.form_of(at)
        if why := form.closed(self.talk, at.values):
            return self._after(Reply(self._put_aside(at, why)))
        if form.consent and self.talk.speaker.consented_at is None:
            return self._ask_consent()
        if at.choosing or pending(self.talk, form, at) or card_of(self.talk, form, at):
            return [ask(self.talk, form, at, join(self._take_news(), lead))]
        return self.submit(at, lead)

    def submit(self, at: FormState, lead: str = "") -> list[Reply]:
        """Do the deed, and come back to what was parked."""
        form = self.form_of(at)
        self.dialogue.end(at)
        outcome = self.deed(form, at.values)
        for same in returning.done_with(form, at.values, self.dialogue.stack):
            self.dialogue.end(same)
        if at.also:
            self.dialogue.unclear = at.told
            outcome = replace(outcome, reply=offering(outcome.reply, at.also))
        if outcome.forget_parked:
            self.dialogue.forget()
        if outcome.then:
            name, values = outcome.then
            return merged(outcome.reply, self._open(self.catalogue.forms[name], values, ""))
        return self._after(outcome.reply, lead, by_name=form.name != CONSENT, returns=bool(form.card))

    def _answer(self, command: Command) -> Reply:
        """What a command says; refused, it leaves nothing but the reason."""
        try:
            with self.talk.deed():
                return command.answer(self.talk)
        except Refused as refusal:
            return Reply(refusal.text)

    def deed(self, form: Form, values: Values) -> Outcome:
        """Do what the form is for; refused, it leaves nothing but the reason."""
        try:
            with self.talk.deed():
                return form.submit(self.talk, values)
        except Refused as refusal:
            return Outcome(Reply(refusal.text))

    def give_up(self, at: FormState, said: str = "") -> list[Reply]:
        """取消: nothing is done; 恢复 brings it back. Where an answer says the same, it is that answer. `said`: in other words."""
        if refusal := self.form_of(at).cancelled:
            at.values |= refusal
            return self.submit(at)
        self.dialogue.end(at)
        self.dialogue.dropped = at
        form = self.form_of(at)
        title = form.called(self.talk, at.values) or form.title
        cancelled = f"已取消「{title}」。改主意了就回复「恢复」，填过的都还在。"
        return self._after(Reply(said or cancelled), returns=True)

    def take_up(self, key: str) -> None:
        """Take the parked form of this key in hand: the person points at its card."""
        at = next((at for at in self.dialogue.stack if str(at.key) == key), None)
        if at is not None and at is not self.current:
            self.dialogue.front(at)

    def turn_away(self) -> None:
        """«算了，我想问的是…»: what is in hand is given up for something else; 恢复 brings it back."""
        at = self.current
        assert at
        self.dialogue.end(at)
        self.dialogue.dropped = at
        self.news = join(self.news, f"「{self._called(at)}」先不办了，想接着办回复「恢复」。")

    def bring_back(self) -> list[Reply]:
        """恢复: the form cancelled last, else the one in hand once more."""
        dropped = self.dialogue.dropped
        if (at := self.current) and at.is_quiet:
            at.look_at()
            return self.go_on(at, "好的，接着来。")
        if dropped and dropped.form in self.catalogue.forms:
            if not fill.fit(self.talk, self.form_of(dropped), dropped):
                self.dialogue.dropped = None
                return self._after(Reply(GONE))
            if why := self.form_of(dropped).closed(self.talk, dropped.values):
                return self._after(Reply(f"{why}您填过的都还留着。"))
            self.dialogue.dropped = None
            self.dialogue.stack.append(dropped)
            dropped.anew = True
            return self.go_on(dropped, "好的，接着来。")
        return self.go_on(self.current) or [Reply("没有能恢复的，刚才没有取消过什么。")]

    def with_news(self, replies: list[Reply]) -> list[Reply]:
        """What became of a form before this message was heard goes first, where no answer has said it yet."""
        return merged(Reply(news), replies) if (news := self._take_news()) else replies

    def _open(self, form: Form, values: Values, text: str) -> list[Reply]:
        parts = form.several(self.talk, text) if text else ()
        if len(parts) > 1:
            return self._open_each(form, parts[:MOST_AT_ONCE])
        self._let_go(form, values)
        self._make_room()
        if parked := self.current:
            parked.listed = returning.is_listed(self.talk, self.form_of(parked), parked)
        at = self.dialogue.begin(form.name, form.version, values, self.talk.now)
        wrong = fill.begin(self.talk, form, at, text)
        self._drop_same(at)
        parked = parked if parked in self.dialogue.stack else None
        replies = self.go_on(at, wrong)
        if parked is None or self.current is not at or form.name == CONSENT:
            return replies
        return merged(Reply(self._parks(parked)), replies)

    def _parks(self, parked: FormState) -> str:
        """What becomes of a form over which another begins."""
        words = KEPT if parked.returned else LATER
        if parked.returned:
            parked.hush()
        return words.format(self._called(parked))

    def _put_aside(self, at: FormState, why: str) -> str:
        """A form that may not be filled in now: kept for 恢复, as after a 取消."""
        self.dialogue.end(at)
        self.dialogue.dropped = at
        return f"{why}填过的都留着，重新开放后回复「恢复」接着来。"

    def _let_go(self, form: Form, values: Values) -> None:
        """What nobody misses is not parked when something else begins: a menu, and a card in whose place another comes.

        Any other card waits for its 确认, lest somebody believe it done.
        """
        stack = self.dialogue.stack
        stack[:] = [at for at in stack if not self._is_passing(at) or self._stays(at, form, values)]

    def _is_passing(self, at: FormState) -> bool:
        form = self.form_of(at)
        return form.menu or form.stale_after is not None

    def leaves_menu(self) -> bool:
        """Whether what is in hand only led on, and is gone now that something else was said."""
        at = self.current
        if at is None or not self.form_of(at).menu:
            return False
        self.dialogue.end(at)
        return True

    def _stays(self, at: FormState, form: Form, values: Values) -> bool:
        waits = self.form_of(at)
        is_replaced = waits.name == form.name and at.values.get(waits.ref) == values.get(form.ref)
        return bool(waits.card) and not is_replaced

    def _drop_same(self, at: FormState) -> None:
        """A card that takes something back stands once, though it was asked for twice: a second would do it after a stop."""
        form = self.form_of(at)
        slots = [slot.name for slot in form.slots if not slot.free]
        same = [
            one
            for one in self.dialogue.stack
            if one is not at
            and one.form == at.form
            and all(one.values.get(name) == at.values.get(name) for name in slots)
        ]
        for one in same if form.deed(self.talk, at.values).verbs else ():
            self.dialogue.end(one)

    def _make_room(self) -> None:
        """The oldest of too many is set aside, and that is said."""
        stack = self.dialogue.stack
        if len(stack) >= DEEPEST:
            self.news = join(
                self.news, f"手上的事有点多，「{self._called(stack[0])}」先放下，回复「恢复」接着来。"
            )

    def _called(self, at: FormState) -> str:
        return returning.called(self.talk, self.form_of(at), at)

    def _open_each(self, form: Form, parts: Sequence[tuple[Values, Set[str]]]) -> list[Reply]:
        """One message told of several: a form for each, the first in hand, the others parked behind it."""
        named = [values[form.ref] for values, _ in parts if form.ref in values]
        for at in [
            at for at in self.dialogue.stack if at.form == form.name and at.values.get(form.ref) in named
        ]:
            self.dialogue.end(at)
        for place, (values, unsaid) in reversed([*enumerate(parts, 1)]):
            self._make_room()
            at = self.dialogue.begin(form.name, form.version, values, self.talk.now)
            at.place = place
            at.inferred.extend(unsaid & values.keys())
            fill.begin(self.talk, form, at)
        return self.go_on(self.current, form.counted.format(len(parts)))

    def _ask_consent(self) -> list[Reply]:
        """First of all, and once: what was already asked comes to the front again."""
        self.dialogue.mark_early()
        if (asked := next((at for at in self.dialogue.stack if at.form == CONSENT), None)) is None:
            welcome = self.form_of(self.current).welcome if self.current else ""
            replies = self._open(self.catalogue.forms[CONSENT], {"welcome": welcome}, "")
            self.dialogue.stack[-1].inferred.append("welcome")
            return replies
        self.dialogue.front(asked)
        return self.go_on(asked)

    def _after(
        self, reply: Reply, lead: str = "", *, by_name: bool = True, returns: bool = False
    ) -> list[Reply]:
        """What was said, then the parked form's question where there is one; `by_name`: with what it is about.

        `returns`: another card is done with, and this one's turn has come; else something was answered beside it.
        """
        while (at := self.current) and (self.form_of(at).menu or self._is_moot(at)):
            self.dialogue.end(at)
        said = replace(reply, text=join(self._take_news(), lead, reply.text))
        if at is None:
            return [said]
        if at.form == CONSENT:
            return [self._beside_consent(at, said)]
        self._count(at, said, returns=returns)
        if at.is_quiet:
            waits = (QUIET if self.at_card(at) else UNSAID).format(self._called(at))
            return [replace(said, text=join(said.text, waits if at.asides == SHOWN_AGAIN + 1 else ""))]
        back = f"接着说「{self._called(at)}」：" if by_name else ""
        return merged(said, self.go_on(at, back))

    def _count(self, at: FormState, said: Reply, *, returns: bool) -> None:
        """Once it comes back beside an answer, and once after what it was parked for, unless that asks something."""
        at.anew = at.anew or (returns and not at.place)
        if not returns:
            at.asides += 1
        elif at.returned:
            at.asides = max(at.asides, SHOWN_AGAIN) + 1
        else:
            at.asides, at.returned = SHOWN_AGAIN, True
        if returns and not at.is_quiet and returning.asks_itself(said):
            at.hush()

    def _beside_consent(self, at: FormState, said: Reply) -> Reply:
        """What is asked before somebody consents is answered; what they would consent to is not said again, only how."""
        asked = ask(self.talk, self.form_of(at), at).choices
        return replace(said, choices=(*said.choices, *asked[:CONSENT_WORDS]))

    def _is_moot(self, at: FormState) -> bool:
        return returning.is_moot(self.talk, self.form_of(at), at)

    def _settle(self) -> str:
        """Before anything is heard: drop what nobody misses, make the rest fit the forms as they are today."""
        news = []
        for at in list(self.dialogue.stack):
            form = self.catalogue.forms.get(at.form)
            is_older = form is not None and at.version != form.version
            if form is None or not fill.fit(self.talk, form, at):
                self.dialogue.end(at)
                news.append(GONE)
            elif why := form.closed(self.talk, at.values):
                news.append(self._put_aside(at, why))
            elif returning.is_settled(self.talk, form, at) or (
                form.stale_after and datetime.fromisoformat(at.since) + form.stale_after < self.talk.now
            ):
                self.dialogue.end(at)
            elif is_older:
                news.append(f"「{form.title}」改过版，填过的还在，接着来。")
        return "\n".join(news)

    def _take_news(self) -> str:
        news, self.news = self.news, ""
        return news
