"""The garbage collector waits while a long document is read.

It looks through all that lives each time that this has grown by a quarter; the notes on a long document are a million small records, none
of which refers back to what holds it, so that there is nothing to find.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

__all__ = ["collector_waits"]

_LONG = 500_000
"""Code points from which a document is long."""


def collector_waits(length: int) -> AbstractContextManager[None]:
    """A context in which the collector waits, for a document of `length` code points; one that changes nothing for others.

    Whoever switched it off himself finds it off. Threads that read long documents at once may switch it on again early, never leave it off.
    """
    return _waiting() if length >= _LONG and gc.isenabled() else nullcontext()


@contextmanager
def _waiting() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
