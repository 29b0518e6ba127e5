"""PAIRING: which expert fits a need, and why. Pure.

`index` holds the experts with their `phrases`, `ranking` finds the best for one need with `reasons` in plain words, `asking` says
whom of them to ask, `assignment` pairs many needs at once; `evidence` says who knows the matter, helped by `sayings` and `meaning`;
`scoring` and `expert_points` say what each fact is worth, `deduplication` tells the same firm or need.
"""
