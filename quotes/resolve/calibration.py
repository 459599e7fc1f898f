"""Confidence: from the ranker's share to how often such an answer is right.

The curve comes with the weights: `quotes train` measures it on newsrooms that were held out. What it does not see is whether the
mention is led to the right person; that depends on what kind of mention it is.
"""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from quotes.resolve.ranking import Curve

__all__ = ["confidence"]

# How often a right mention leads to the right name, measured on development articles with every field annotated.
_RESOLVED = {"name": 0.99, "pronoun": 0.96, "description": 0.97}
_UNRESOLVED = 0.3
# How often a phrase that annotators did not choose stands for the right person all the same, measured on the same articles.
_RIGHT_ALL_THE_SAME = 0.05


def confidence(share: float, curve: Curve, mention: str, named: bool) -> float:
    """The probability that the span is a quotation and its speaker is right.

    Arguments: the ranker's share for the mention; its calibration curve; what kind of mention it is; whether its person is known.

    >>> curve = [(0.5, 0.4), (1.0, 1.0)]
    >>> confidence(0.75, curve, "name", True), confidence(0.75, curve, "pronoun", True), confidence(0.75, curve, "name", False)
    (0.708, 0.686, 0.21)
    """
    mentioned = _on(curve, share)
    if not named:
        return round(mentioned * _UNRESOLVED, 3)
    return round((mentioned + (1 - mentioned) * _RIGHT_ALL_THE_SAME) * _RESOLVED[mention], 3)


def _on(curve: Curve, share: float) -> float:
    """The height of the curve at `share`: straight lines between its points, level beyond its ends."""
    i = bisect_right(curve, (share, inf))
    if not curve or i == 0:
        return curve[0][1] if curve else share
    if i == len(curve):
        return curve[-1][1]
    (low, floor), (high, ceiling) = curve[i - 1], curve[i]
    return floor + (ceiling - floor) * (share - low) / (high - low)
