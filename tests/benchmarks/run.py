"""What everything costs, in one table: every figure is a ratio of two things that this run has measured.

    python tests/benchmarks/run.py                   on the seed documents and on drawn articles
    python tests/benchmarks/run.py FOLDER            on the texts of a folder
    python tests/benchmarks/run.py FOLDER --quick    without the parts that take minutes: growth, memory, hostile texts
    python tests/benchmarks/run.py FOLDER --markdown a table for the documentation

The unit is the *pass*: one `regex.findall(r"\\w+|[^\\w\\s]", text)` over the same text. Times are those of the process, the best of some
runs; those of child processes and of `--jobs` are times on the wall, which other work on the machine makes longer: the last line
says how busy it was. The exit status is 1 where a figure is beyond its limit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

import regex
from children import growing_memory, import_seconds, peak_of, timed
from hostile import measure
from samples import documents_of, joined, unmarked

from quotes.index import build_index
from quotes.model import Document
from quotes.pipeline import PASSES, analyze, attribute, attribute_each

_WORDS = regex.compile(r"\w+|[^\w\s]")
SMALL, LARGE = 65_536, 6_553_600


class Figure(NamedTuple):
    """One line of the table: what was measured, the ratio, how much it may be (None for no limit), whether less is better."""

    what: str
    ratio: float
    limit: float | None = None
    less: bool = True

    @property
    def held(self) -> bool:
        """Whether the figure is within its limit."""
        return self.limit is None or (self.ratio <= self.limit if self.less else self.ratio >= self.limit)


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The shortest of some runs, in seconds of this process."""
    best = float("inf")
    for _ in range(runs):
        started = process_time()
        work()
        best = min(best, process_time() - started)
    return best


def pass_seconds(texts: list[str], runs: int = 9) -> float:
    """The unit: one pass over the texts."""
    return seconds(lambda: [_WORDS.findall(text) for text in texts], runs)


def analysis(documents: list[Document], unit: float) -> Iterator[Figure]:
    """The whole analysis, and the share of each pass when they are asked for in their order."""
    whole = seconds(lambda: [attribute(document) for document in documents], 3)
    yield Figure("whole analysis / pass", whole / unit, 15)
    shares = {row.layer: 0.0 for row in PASSES if row.layer not in ("tokens", "sentences", "quotations")}
    best = dict.fromkeys(shares, float("inf"))
    for _ in range(3):
        spent = dict.fromkeys(shares, 0.0)
        for document in documents:
            made = analyze(document)
            for layer in spent:
                started = process_time()
                made.layer(layer)
                spent[layer] += process_time() - started
        best = {layer: min(best[layer], spent[layer]) for layer in spent}
    for layer, share in best.items():
        yield Figure(f"– {layer} / pass", share / unit)


def without_marks(documents: list[Document]) -> Iterator[Figure]:
    """A document in which nothing is quoted."""
    texts = unmarked(documents)
    spent = seconds(lambda: [attribute(text) for text in texts])
    yield Figure("documents without marks / pass", spent / pass_seconds(texts), 1)


def growth(documents: list[Document]) -> Iterator[Figure]:
    """A hundred times the characters in one document, against its own hundredths, each read once as the whole is: a text that is read
    again finds all its words and names remembered."""
    large = joined(documents, LARGE)
    parts = [large[start : start + SMALL] for start in range(0, LARGE, 10 * SMALL)]
    little = seconds(lambda: [attribute(part) for part in parts], 1) / len(parts)
    yield Figure("6.4 MiB / 64 KiB", seconds(lambda: attribute(large), 1) / little, 115)


def hostile() -> Iterator[Figure]:
    """The dearest hostile text (see `hostile.py`): where one is nothing but marks, each quotation counts, not each byte."""
    rows = measure(SMALL // 4)
    yield Figure("hostile text / prose, a byte, the dearest", max(min(row.ratio, row.each * 3) for row in rows), 3)


def memory(documents: list[Document], folder: str) -> Iterator[Figure]:
    """The peak of one large document, and that of the command over ten times the documents."""
    large = Path(folder) / "large.txt"
    large.write_text(joined(documents, LARGE), encoding="utf-8", errors="replace", newline="")
    yield Figure("peak memory at 6.4 MiB, bytes / character", growing_memory(large) / LARGE, 80)
    few, many = _written(documents, folder, 1), _written(documents, folder, 10)
    yield Figure("peak memory of extract, 10 × / 1 ×", peak_of("extract", many) / peak_of("extract", few), 1.1)


def commands(documents: list[Document], folder: str) -> Iterator[Figure]:
    """The command and its processes against the same work in this process."""
    few = _written(documents, folder, 4)
    repeated = documents * 4
    alone = timed("extract", few)
    inside = seconds(lambda: [len(found) for found in attribute_each(repeated)], 2)
    yield Figure("quotes extract / in-process", alone / inside)
    yield Figure("extract --jobs 1 / --jobs 2", alone / timed("extract", few, "--jobs", "2"), 1.7, less=False)


def index(documents: list[Document], unit: float, folder: str) -> Iterator[Figure]:
    """An index made of the documents, with and without its pages."""
    number = iter(range(100))
    for what, site in (("index without pages / pass", False), ("index with pages / pass", True)):
        spent = seconds(lambda site=site: build_index(documents, f"{folder}/index{next(number)}", site=site), 1)  # type: ignore[misc]
        yield Figure(what, spent / unit)


def imports() -> Iterator[Figure]:
    """Importing the package against importing what it needs."""
    needed = import_seconds("regex, attrs")
    yield Figure("import quotes / import regex, attrs", import_seconds("quotes") / needed, 2)
    yield Figure("import of all that reading needs / the same", import_seconds("quotes.collection") / needed)


def _written(documents: list[Document], folder: str, times: int) -> str:
    """A folder with every document so many times over."""
    place = Path(folder) / f"texts{times}"
    if not place.exists():
        place.mkdir()
        for number, document in enumerate(documents * times):
            (place / f"{number:06}.txt").write_text(document.text, encoding="utf-8", errors="replace", newline="")
    return str(place)


def figures(documents: list[Document], quick: bool) -> Iterator[Figure]:
    """Every figure, as soon as it is there."""
    texts = [document.text for document in documents]
    seconds(lambda: [attribute(document) for document in documents], 1)  # lexicon read, patterns compiled
    unit = pass_seconds(texts)
    with tempfile.TemporaryDirectory() as folder:
        yield from analysis(documents, unit)
        yield from without_marks(documents)
        yield from imports()
        yield from commands(documents, folder)
        yield from index(documents, unit, folder)
        if not quick:
            yield from growth(documents)
            yield from memory(documents, folder)
            yield from hostile()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--most", type=int, default=200, help="how many documents at most (default: %(default)s)")
    choices = parser.parse_args()
    documents = documents_of(choices.folder)
    documents = documents[:: -(-len(documents) // choices.most)]
    print(f"{len(documents)} documents, {sum(len(document.text) for document in documents):,} characters")
    line = "| {:<44} | {:>8} | {:>6} | {:<4} |" if choices.markdown else "{:<44} {:>8} {:>7} {:<4}"
    print(line.format("what", "ratio", "limit", ""))
    if choices.markdown:
        print("| --- | --: | --: | --- |")
    held = True
    for figure in figures(documents, choices.quick):
        sign = "" if figure.limit is None else ("≤ " if figure.less else "≥ ") + f"{figure.limit:g}"
        print(line.format(figure.what, f"{figure.ratio:.2f}", sign, "" if figure.held else "over"), flush=True)
        held = held and figure.held
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
