"""For how long what people told is kept, by kind; what the notice of consent says (PIPL Art. 17, 19)."""

from dataclasses import dataclass, fields

LEAST = {"messages": 400, "applications": 30, "cases": 365, "files": 1, "unused": 7}
"""Days: reminders look back a year over what was sent, and a complaint may be contested."""


@dataclass(frozen=True)
class Retention:
    """Days. `messages`: after they were sent; `applications`: papers and particulars of those refused or withdrawn;
    `cases`: what was told in complaints and wishes, after they were decided; `files`: made for somebody, rosters and copies;
    `unused`: files that people sent and that nothing was handed in with."""

    messages: int = 730
    applications: int = 365
    cases: int = 1095
    files: int = 7
    unused: int = 30

    def __post_init__(self) -> None:
        for one in fields(self):
            if getattr(self, one.name) < LEAST[one.name]:
                raise ValueError(f"{one.name} 至少 {LEAST[one.name]} 天")

    def in_words(self) -> str:
        """As people are told it; an invitation to apply has an end of its own."""
        return (
            f"消息留{span(self.messages)}，没通过的申请和材料留{span(self.applications)}，投诉和事项办结后留{span(self.cases)}，"
            f"导出的文件留{span(self.files)}，发来没交上去的文件留{span(self.unused)}，没人用的邀请过期就删"
        )


def span(days: int) -> str:
    """«2 年», «400 天», with a space before the figure."""
    return f" {days // 365} 年" if days % 365 == 0 else f" {days} 天"
