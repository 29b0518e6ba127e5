"""PAIRING: which expert fits a need, and why. Pure."""
