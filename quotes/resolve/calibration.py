"""Confidence: from the ranker's share to how often such an answer is right.

The curve comes with the weights: `quotes train` measures it on newsrooms that were held out. What it does not see is whether the
mention is led to the right person; that depends on what kind of mention it is.
"""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from quotes.resolve.ranking import Curve

__all__ = ["confidence"]

# Measured on some 1,800 answers in articles with every field annotated, own and development, by the kind of mention: how often a
# right one leads to the right name, and how often one that annotators did not choose stands for the right person all the same. The
# latter were 0.56, 0.53 and 0.14 there, but a third in 50 articles that nobody had yet read, which is taken.
_RESOLVED = {"name": 0.99, "pronoun": 0.95, "description": 0.91}
_RIGHT_ALL_THE_SAME = {"name": 0.35, "pronoun": 0.35, "description": 0.15}
_UNRESOLVED = 0.3


def confidence(share: float, curve: Curve, mention: str, named: bool) -> float:
    """The probability that the span is a quotation and its speaker is right.

    Arguments: the ranker's share for the mention; its calibration curve; what kind of mention it is; whether its person is known.

    >>> curve = [(0.5, 0.4), (1.0, 1.0)]
    >>> confidence(0.75, curve, "name", True), confidence(0.75, curve, "pronoun", True), confidence(0.75, curve, "name", False)
    (0.798, 0.77, 0.21)
    """
    mentioned = _on(curve, share)
    if not named:
        return round(mentioned * _UNRESOLVED, 3)
    return round(mentioned * _RESOLVED[mention] + (1 - mentioned) * _RIGHT_ALL_THE_SAME[mention], 3)


def _on(curve: Curve, share: float) -> float:
    """The height of the curve at `share`: straight lines between its points, level beyond its ends."""
    i = bisect_right(curve, (share, inf))
    if not curve or i == 0:
        return curve[0][1] if curve else share
    if i == len(curve):
        return curve[-1][1]
    (low, floor), (high, ceiling) = curve[i - 1], curve[i]
    return floor + (ceiling - floor) * (share - low) / (high - low)
