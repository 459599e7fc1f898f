"""A property that is computed when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

__all__ = ["kept"]

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801
    """As `functools.cached_property`, which before Python 3.12 takes a lock for each answer: half of what small answers cost.

    An analysis makes one layer at a time; where two threads ask for one answer at once, both find the same.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any]) -> T: ...

    def __get__(self, instance: object, owner: type[Any]) -> Self | T:
        if instance is None:
            return self
        found = instance.__dict__[self._name] = self._make(instance)  # found there from now on, past the descriptor
        return found
