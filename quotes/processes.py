"""The same work on many documents, in several processes, in order: what one core cannot read in time."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from quotes.errors import QuotesError

__all__ = ["batches", "in_order"]

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_BATCH = 16


def in_order(work: Callable[[_Item], _Made], items: Iterable[_Item], jobs: int) -> Iterator[_Made]:
    """What `work` makes of each item, in order, in `jobs` processes that read no more than a few batches ahead.

    Raises `QuotesError` where a process is ended from outside.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    # Imported where they are needed: they take as long to load as the regular expressions, and most programs read in one process.
    from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, initializer=_follow_parent)
    waiting: deque[Future[list[_Made]]] = deque()
    try:
        for batch in batches(items, _BATCH):
            waiting.append(pool.submit(_work_through, work, batch))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenExecutor:
        raise QuotesError("a reading process was ended from outside (for want of memory, perhaps)") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _work_through(work: Callable[[_Item], _Made], items: Sequence[_Item]) -> list[_Made]:
    return [work(item) for item in items]


def _follow_parent() -> None:
    """Leaves an interrupt from the keyboard to the parent process, and ends with it, however it ended: an orphan would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()

    def wait() -> None:
        while os.getppid() == parent:  # the pipe that multiprocessing offers instead stays open in forked processes
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Lists of at most `size` items, in order.

    >>> [len(batch) for batch in batches(["a", "b", "c"], 2)]
    [2, 1]
    """
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
