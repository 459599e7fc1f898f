"""The same work on many documents, in one process or several, in order, so that no document suffers from another.

A document whose analysis fails costs itself alone: its place is taken by the error. So does one that takes its process along (the
system ends a process that asks for too much memory): other processes take the place of those that broke down, and what these had
in hand is read once more, one document at a time.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from quotes.errors import AnalysisError, InputError, QuotesError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["batches", "in_order", "succeeded"]

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_BATCH = 16


def in_order(
    work: Callable[[_Item], _Made], items: Iterable[_Item], jobs: int, *, start: str | None = None
) -> Iterator[tuple[_Item, _Made | QuotesError]]:
    """Each item with what `work` makes of it, in order; with an error where the work on it failed.

    Arguments: the work, which other processes can import; the items, read as a stream, named by their `id` in errors; how many
    processes work at once, no more than a few batches ahead; how they `start`, where the system's own way will not do.
    Raises `QuotesError` where no process can be had. An interrupt, and what ends the program, ends the stream.
    """
    attempt = partial(_attempt, work)
    if jobs <= 1:
        yield from ((item, attempt(item)) for item in items)
        return
    with closing(_Crew(attempt, jobs, start)) as crew:
        for batch in batches(items, _BATCH):
            crew.hand_out(batch)
            if crew.waiting > 2 * jobs:
                yield from crew.take_in()
        while crew.waiting:
            yield from crew.take_in()


def succeeded(
    results: Iterable[tuple[_Item, _Made | QuotesError]], report: Callable[[InputError], object] | None = None
) -> Iterator[tuple[_Item, _Made]]:
    """Each item with what was made of it, but for those that failed.

    Arguments: the results of `in_order`; what takes the error of each item that is left out (without it the first is raised).
    """
    for item, made in results:
        if not isinstance(made, QuotesError):
            yield item, made
        elif report is None:
            raise made
        else:
            report(made if isinstance(made, InputError) else InputError(str(made), path=_name(item)))


def _attempt(work: Callable[[_Item], _Made], item: _Item) -> _Made | QuotesError:
    try:
        return work(item)
    except QuotesError as error:
        return error
    except Exception as error:
        fault = AnalysisError.after(error, _name(item))
        fault.__cause__ = error
        return fault


def _name(item: object) -> str | None:
    return getattr(item, "id", None)


class _Crew(Generic[_Item, _Made]):
    """Processes that work through batches, and one more that does again, item by item, what they had in hand when one broke down."""

    def __init__(self, attempt: Callable[[_Item], _Made | QuotesError], jobs: int, start: str | None) -> None:
        self._attempt, self._jobs, self._start = attempt, jobs, start
        self._waiting: deque[tuple[list[_Item], Future[list[_Made | QuotesError]]]] = deque()
        self._many, self._lone = _processes(jobs, start), _processes(1, start)
        self._thread = threading.get_ident()

    @property
    def waiting(self) -> int:
        """How many batches were handed out and not taken in."""
        return len(self._waiting)

    def hand_out(self, batch: list[_Item]) -> None:
        """Has a batch worked on."""
        from concurrent.futures import BrokenExecutor

        try:
            future = self._many.submit(_work_through, self._attempt, batch)
        except BrokenExecutor:
            self._many = _processes(self._jobs, self._start)
            future = self._many.submit(_work_through, self._attempt, batch)
        self._waiting.append((batch, future))

    def take_in(self) -> Iterator[tuple[_Item, _Made | QuotesError]]:
        """The items of the oldest batch with what was made of them."""
        from concurrent.futures import BrokenExecutor

        batch, future = self._waiting.popleft()
        try:
            made: Iterable[_Made | QuotesError] = future.result()
        except BrokenExecutor:
            made = map(self._alone, batch)
        yield from zip(batch, made, strict=True)

    def _alone(self, item: _Item) -> _Made | QuotesError:
        from concurrent.futures import BrokenExecutor

        try:
            return self._lone.submit(self._attempt, item).result()
        except BrokenExecutor:
            self._lone = _processes(1, self._start)
        try:  # Is it the item, or can no process be had at all?
            self._lone.submit(_nothing).result()
        except BrokenExecutor:
            raise QuotesError(_NO_PROCESS) from None
        return AnalysisError.killed(_name(item))

    def close(self) -> None:
        """Ends the processes, once they have done what they have in hand."""
        # A stream that nobody reads to its end may be closed by the pool's own thread, which cannot wait for itself. Where one can wait,
        # one must: processes that are forked next, while threads of these still run, may inherit a lock that nobody opens.
        wait = threading.get_ident() == self._thread
        self._many.shutdown(wait=wait, cancel_futures=True)
        self._lone.shutdown(wait=wait, cancel_futures=True)


_NO_PROCESS = (
    "reading processes end as soon as they begin: read in one (jobs=1); "
    'or, where a program of your own asks for more, let it begin below: if __name__ == "__main__":'
)


def _processes(jobs: int, start: str | None) -> ProcessPoolExecutor:
    """So many processes, each begun when it is first needed."""
    # Imported where they are needed: they take as long to load as the regular expressions, and most programs read in one process.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context(start), _follow_parent)


def _work_through(attempt: Callable[[_Item], _Made], items: Sequence[_Item]) -> list[_Made]:
    return [attempt(item) for item in items]


def _nothing() -> None:
    """What any process can do."""


def _follow_parent() -> None:
    """Leaves an interrupt from the keyboard to the parent process, and ends with it, however it ended: an orphan would wait for ever."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent, number = parent_process(), os.getppid()

    def wait() -> None:
        # A forked process holds the pipe open that tells of the parent's end; on Windows the parent's number never changes.
        while parent is not None and parent.is_alive() and os.getppid() == number:
            parent.join(1)
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
