"""What one test reads is not known in the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from programme.packs import available, known_packs, load_pack

OWN = Path(__file__).parent / "packs" / "stations-year.toml"


@pytest.mark.parametrize("turn", ["first", "again"])
def test_a_pack_read_from_a_file_is_known_in_its_own_test_alone(turn: str) -> None:
    assert {pack.id for pack in known_packs()} == set(available()), turn
    own = load_pack(OWN)
    assert own in known_packs()
