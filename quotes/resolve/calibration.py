"""Confidence: how often an answer given with this share of the ranker's probability is right, measured on held-out articles."""

from __future__ import annotations

from bisect import bisect_right

__all__ = ["calibrated"]

# Share of the ranker, and how often the named person was right there; straight lines between.
_SHARES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.0)
_RIGHT = (0.10, 0.35, 0.50, 0.65, 0.74, 0.82, 0.88, 0.93, 0.97, 0.985)


def calibrated(share: float, named: bool) -> float:
    """The probability that the span is a quotation and its speaker is right.

    Arguments: the ranker's share for the mention; whether the mention's person is known.

    >>> calibrated(0.9, True) > calibrated(0.5, True)
    True
    """
    i = min(bisect_right(_SHARES, share), len(_SHARES) - 1)
    low, high = _SHARES[i - 1], _SHARES[i]
    value = _RIGHT[i - 1] + (_RIGHT[i] - _RIGHT[i - 1]) * (share - low) / (high - low)
    return round(value if named else 0.6 * value, 3)
