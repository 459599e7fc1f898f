"""The cost a byte of every hostile text, against peaceful prose measured in the same run.

    python tests/benchmarks/hostile.py                 the table, dearest first
    python tests/benchmarks/hostile.py --size 262144   other sizes (characters)
    python tests/benchmarks/hostile.py --large         also 100,000 opening marks, marks nested 10,000 deep, one line of 10 MB

`ratio` is the cost a byte (UTF-8) by that of prose; it may be at most 3. `growth` is how the cost a byte changes when the text is
four times as long: 1 is linear, 4 quadratic. `each` is the cost a quotation by that of prose: a text that is nothing but marks has
a thousand times as many, and may cost more a byte as long as each costs no more. The exit status is 1 where both are too high.
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from time import process_time
from typing import NamedTuple

from quotes.pipeline import analyze
from quotes.strategies import HOSTILE, prose

LIMIT = 3.0


class Row(NamedTuple):
    """One text: its name, seconds a megabyte, ratio to prose, growth, ratio to prose of the cost a quotation."""

    name: str
    seconds: float
    ratio: float
    growth: float
    each: float

    @property
    def dear(self) -> bool:
        """Whether it costs more than it may."""
        return self.ratio > LIMIT and self.each > 1.0


def size_of(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


class Cost(NamedTuple):
    """Seconds a byte and seconds a quotation."""

    byte: float
    quotation: float


def cost(text: str, runs: int = 3) -> Cost:
    """The best of some runs: tokens, people, quotations with everything about them."""
    best, found = float("inf"), 1
    for _ in range(runs):
        started = process_time()
        analysis = analyze(text)
        assert analysis.tokens is not None
        found = len(analysis.quotations) or 1
        best = min(best, process_time() - started)
    return Cost(best / size_of(text), best / found)


def measure(size: int) -> list[Row]:
    base = cost(prose(size))
    rows = [Row("prose", base.byte * 1e6, 1.0, cost(prose(4 * size)).byte / base.byte, 1.0)]
    for name, make in HOSTILE.items():
        found = cost(make(size))
        growth = cost(make(4 * size), runs=1).byte / found.byte
        rows.append(Row(name, found.byte * 1e6, found.byte / base.byte, growth, found.quotation / base.quotation))
    return sorted(rows, key=lambda row: -row.ratio)


LARGE = {
    "100,000 opening marks": lambda share: "“" * (100_000 // share),
    "nested 10,000 deep": lambda share: HOSTILE["nested marks"](20_000 // share),
    "one line of 10 MB": lambda share: HOSTILE["one line"](10_000_000 // share),
}
"""The three texts that the project's plan names, whole or a part of them."""


def large() -> None:
    """Their time, and their peak memory a character (taken from a tenth of each: the count itself is slow)."""
    for name, make in LARGE.items():
        tenth = make(10)  # type: ignore[no-untyped-call]
        tracemalloc.start()
        assert analyze(tenth).quotations is not None
        peak = tracemalloc.get_traced_memory()[1] / len(tenth)
        tracemalloc.stop()
        started = process_time()
        found = len(analyze(make(1)).quotations)  # type: ignore[no-untyped-call]
        print(f"{name:<24} {process_time() - started:8.2f} s  {found:>7} spans  {peak:6.0f} bytes a character at the peak")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=65_536)
    parser.add_argument("--large", action="store_true")
    choices = parser.parse_args()
    rows = measure(choices.size)
    print(f"{'text':<30} {'s/MB':>8} {'ratio':>7} {'growth':>7} {'each':>7}")
    for row in rows:
        print(
            f"{row.name:<30} {row.seconds:>8.2f} {row.ratio:>7.2f} {row.growth:>7.2f} {row.each:>7.2f}{'  *' if row.dear else ''}"
        )
    if choices.large:
        large()
    return int(any(row.dear for row in rows))


if __name__ == "__main__":
    sys.exit(main())
