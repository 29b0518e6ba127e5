"""A person's telephone as anybody else reads it: with a mark where nobody has confirmed whose it is (S9.1)."""

UNVERIFIED = "（未核实）"


def marked(phone: str | None, verified: bool) -> str:
    """«13900003333（未核实）», of a number in full or masked; empty where there is none."""
    return f"{phone}{'' if verified else UNVERIFIED}" if phone else ""
