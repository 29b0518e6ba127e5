"""Major events 重大突发事件: what a need counts as while one is open, and the order in which needs are seen to (S3.4)."""

EMERGENCY = "emergency"
TRACKS = {EMERGENCY: "应急", "resume": "复工复产", "policy": "政策对接"}
"""By code, the first to be seen to first."""
EVERYTHING_ELSE = len(TRACKS)


def order_of(track: str | None, urgent: bool) -> int:
    """Where a need stands, 0 first: what cannot wait, then production, then policies, then all that has no part in an event."""
    if urgent:
        return 0
    return list(TRACKS).index(track) if track in TRACKS else EVERYTHING_ELSE
