"""`python -m tests.mutation.timed FILE PYTEST-OPTION…`: pytest, writing how long each test took."""

import sys
from pathlib import Path

import pytest

from tests.mutation.plugin import LOADED_BEFORE, Timed

if __name__ == "__main__":
    sys.exit(pytest.main([*LOADED_BEFORE, *sys.argv[2:]], plugins=[Timed(Path(sys.argv[1]))]))
