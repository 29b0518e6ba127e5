"""PAIRING: which expert fits a need, and why. Pure.

`index` holds the experts, `ranking` finds the best for one need with `reasons` in plain words, `assignment` pairs many
needs at once, `scoring` and `expert_points` say what each fact is worth, `deduplication` tells the same firm or need.
"""
