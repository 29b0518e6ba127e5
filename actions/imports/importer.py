"""Who takes a roster in, for which place, with which ground."""

from __future__ import annotations

from dataclasses import dataclass

from actions.access import may, require
from actions.applications.recommend import NO_GROUND, direct_track
from actions.refusal import Refused
from actions.steps import StepAt, StepOwners
from programme.packs import Kind, RulePack
from programme.packs.offices import Step
from programme.programmes import taking_recommended
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

KINDS = ("experts", "stations", "enterprises", "diaries")
HOLDERS: dict[str, Kind] = {"experts": "expert", "stations": "station"}
"""The kinds of rosters that ask for a title."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Who answers for it: a member of staff, or None for the command line of the machine.

    `region`: where its places lie and beyond which nobody is taken in. `included`: those in it enter the register directly,
    as bodies may who have certified them (S2.2); else their applications wait for a reviewer. `ground`: by whom and when
    they were certified.
    """

    person_id: int | None
    region: str
    included: bool = False
    ground: str = ""


def importer(speaker: Speaker, included: bool = False, ground: str = "") -> Importer:
    """A member of staff for their own place. Refused as by `require`."""
    region = speaker.jurisdiction or ""
    require(speaker, "import_roster", region)
    if included and not may(speaker, "review", region):
        raise Refused("wrong_role", "直接纳入要由审核人员来办，可以先推荐。")
    return Importer(speaker.person_id, region, included, ground)


def pack_of_roster(kind: str, rules: RulePack) -> RulePack:
    """The pack under which a roster of this kind is taken in: of several programmes the first that takes in whom others recommend."""
    return (taking_recommended(rules, HOLDERS[kind]) if kind in HOLDERS else None) or rules


def require_steps(work: UnitOfWork, who: Importer, kind: str, rules: RulePack) -> None:
    """Refused «wrong_level» where putting forward, or taking in at once, is another level's; whoever runs the server may do both."""
    if kind not in HOLDERS or who.person_id is None:
        return
    steps: tuple[Step, ...] = ("file", "certify") if who.included else ("file",)
    for step in steps:
        StepOwners(work).require_office(who.region, step_of_roster(kind, step, who.region, rules))


def step_of_roster(kind: str, step: Step, region: str, rules: RulePack) -> StepAt:
    """A step about all in a roster of this kind, which is of one place."""
    return StepAt(step, pack_of_roster(kind, rules), HOLDERS[kind], region)


def require_ground(kind: str, included: bool, ground: str, rules: RulePack) -> None:
    """What a roster of titles needs: a track of the pack, and, to be taken in at once, who certified them when."""
    if kind in HOLDERS:
        direct_track(HOLDERS[kind], pack_of_roster(kind, rules))
        if included and not ground:
            raise Refused("no_reason", NO_GROUND)
