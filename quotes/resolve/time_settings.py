"""Occasions in force while a document is read, and the day that an attribution gets from one."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from quotes.resolve.acts import Act
from quotes.resolve.edtf import Edtf
from quotes.span import Span

__all__ = ["Dating", "Setting", "is_near", "nearest"]


class Dating(NamedTuple):
    """The day of an attribution: the date, the words that told it, the rule that tied them to it, and the act that they date."""

    date: Edtf
    span: Span
    rule: str
    act: Act


class Setting(NamedTuple):
    """An occasion in force: its date, None where that is not known, the act that told it, its words and block, and the words of its
    sentence, those of its venue. It is `near` if it belongs to the report's own days, `exact` if its date is a day or a weekend."""

    date: Edtf | None
    act: Act
    span: Span
    block: int
    words: frozenset[str]
    venue: frozenset[str]
    near: bool
    exact: bool

    @property
    def shared(self) -> bool:
        """Whether several people speak on such an occasion."""
        alone = self.act.event == "interview"  # reached by telephone
        return (self.act.role == "presence" and not alone) or self.act.event in ("contest", "assembly", "press")

    @property
    def lasting(self) -> bool:
        """Whether it stays in force while the report goes on: a telling, or the deed that the report opens with."""
        return self.near and self.exact and (self.act.role != "act" or self.block <= 2)

    def dating(self, rule: str) -> Dating | None:
        """What an attribution that belongs to it gets."""
        return None if self.date is None else Dating(self.date, self.span, rule, self.act)


NEAR = 9
"""How many days before publication still belong to the report's own story."""


def is_near(date: Edtf | None, today: datetime.date | None) -> bool:
    """Whether a date belongs to the days that a report of `today` tells of."""
    if date is None:
        return False
    earliest = date.bounds[0]
    return today is None or earliest is None or (today - earliest).days <= NEAR


_ACTS = 16  # of a sentence with more times than that, an attribution looks at the nearest


def nearest(settings: Sequence[Setting], token: int) -> Sequence[Setting]:
    """The settings of a sentence whose times stand nearest to a token: all of them, but for sentences that are lists."""
    if len(settings) <= _ACTS:
        return settings
    place = bisect_left(settings, token, key=lambda setting: setting.act.phrase.first)
    start = max(0, min(place - _ACTS // 2, len(settings) - _ACTS))
    return settings[start : start + _ACTS]
