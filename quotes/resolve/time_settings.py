"""Occasions in force while a document is read, and the day that an attribution gets from one."""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.acts import Act
from quotes.resolve.edtf import Edtf
from quotes.span import Span

__all__ = ["Dating", "Setting"]


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
        return self.act.role == "presence" or self.act.event in ("contest", "assembly", "press")

    @property
    def lasting(self) -> bool:
        """Whether it stays in force while the report goes on: a telling, or the deed that the report opens with."""
        return self.near and self.exact and (self.act.role != "act" or self.block <= 2)

    def dating(self, rule: str) -> Dating | None:
        """What an attribution that belongs to it gets."""
        return None if self.date is None else Dating(self.date, self.span, rule, self.act)
