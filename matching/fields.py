"""A need's field as chances, by the reader; what a person has said of it goes before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from language import topics
from matching.related_domains import CODES

LEAST = 0.01
"""No field is quite shut out."""
_SAID, _BESIDE = 0.7, 0.2
"""Where the need's field is not what reading makes of its text, somebody has set it, and is believed so far."""

Chances = NDArray[np.float64]


def chances(domain: str, also: tuple[str, ...], text: str, *, deep: bool) -> Chances:
    """The chance of each field, in the order of `CODES`, of a need in this domain and perhaps in `also`; the need's own words
    alone, where there are any."""
    read = dict(topics.of_need(text, deep=deep)) if text else {}
    found = np.array([read.get(code, 0.0) for code in CODES])
    if not text or max(read, key=read.__getitem__) != domain:
        found *= 1 - _SAID
        for code, share in ((domain, _SAID), *((code, _BESIDE) for code in also)):
            if code in CODES:
                found[CODES.index(code)] = max(found[CODES.index(code)], share)
    return found


def logged(found: Chances) -> NDArray[np.float64]:
    """For each set of fields, as bits, how much likelier than `LEAST` it is that one of them is the need's, as a logarithm."""
    sums = np.zeros(1)
    for chance in found:
        sums = np.concatenate([sums, sums + chance])
    return np.log(np.clip(sums, LEAST, 1) / LEAST)
