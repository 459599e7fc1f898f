"""What other programs find in annotated articles, as JSON Lines that `quotes score` reads, and what it costs them.

    python tests/benchmarks/peers.py pattern GOLD.jsonl TEXTS >pattern.jsonl
    python tests/benchmarks/peers.py textacy GOLD.jsonl TEXTS --attributions ATTRIBUTIONS.jsonl >textacy.jsonl
    python tests/benchmarks/peers.py spacy GOLD.jsonl TEXTS       only the cost of spaCy's tokenizer, which every parser of it needs
    python tests/benchmarks/peers.py quotes GOLD.jsonl TEXTS      the library, for comparison

`pattern` is one regular expression, what somebody writes first. `textacy` is its function for direct quotations, which needs a
dependency parse. So that no parser's faults are counted against it, the annotators' own sources and cues are handed to it: every cue
that is one of its reporting verbs is a verb, the annotated source its subject, and no other subject could mislead it. No parser knows
as much, so what it reaches is the most that its rules can reach. Seconds, words a second and texts refused go to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import regex

Offsets = tuple[int, int]
Reader = Callable[[str, str], Iterable["Found"]]


class Found(NamedTuple):
    """One quotation: its marked spans, its speaker's phrase, its cue."""

    segments: tuple[Offsets, ...]
    speaker: Offsets | None = None
    cue: Offsets | None = None


class RefusedError(Exception):
    """The program gives no answer for this text."""


# --- one regular expression

_NAME = r"(?P<speaker>(?:[Tt]he \w+|[Hh]e|[Ss]he|[Tt]hey|\p{Lu}[\w.’'-]++(?: \p{Lu}[\w.’'-]++)*+))"
_QUOTED = r"(?P<span>“[^“”]++”|\"[^\"\n]++\")"
_CUE = r"(?P<cue>said|says|told|added|wrote|asked)"
PATTERN = regex.compile(rf"{_QUOTED}(?: (?:{_NAME} {_CUE}|{_CUE} {_NAME}))?+|{_NAME} {_CUE}[,:]? {_QUOTED}")


def by_pattern(text: str, _: str) -> Iterator[Found]:
    """Everything between double marks, and a name beside “said”.

    >>> list(by_pattern("“Rain is due,” Ann Lee said.", ""))
    [Found(segments=((0, 14),), speaker=(15, 22), cue=(23, 27))]
    """
    for match in PATTERN.finditer(text):
        yield Found((match.span("span"),), _group(match, "speaker"), _group(match, "cue"))


def _group(match: regex.Match[str], name: str) -> Offsets | None:
    return match.span(name) if match[name] else None


# --- textacy, with the annotators' knowledge in place of a parse

IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "thought": "think", "argued": "argue", "felt": "feel"}


def lemma(word: str, known: Container[str]) -> str | None:
    """The reporting verb that a word is a form of.

    >>> lemma("Said", {"say"}), lemma("denies", {"deny"}), lemma("noting", {"note"}), lemma("according", {"say"})
    ('say', 'deny', 'note', None)
    """
    word = word.lower()
    stems = [word, IRREGULAR.get(word, word)]
    for ending, others in {"ies": "y", "ied": "y", "s": "", "es": "", "d": "", "ed": "", "ing": ""}.items():
        if word.endswith(ending):
            stem = word.removesuffix(ending) + others
            stems += [stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
    return next((stem for stem in stems if stem in known), None)


class Attribution(NamedTuple):
    """A source and its cue, as annotated."""

    source: Sequence[Offsets]
    cue: Sequence[Offsets]


def annotated(path: Path) -> dict[str, list[Attribution]]:
    """The attributions of each document."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {
        record["doc"]: [Attribution(one["source"], one["cue"]) for one in record["attributions"] if one["source"] and one["cue"]]
        for record in records
    }


class Textacy:
    """textacy's `direct_quotations`, each document parsed as its annotators would."""

    def __init__(self, attributions: Mapping[str, Sequence[Attribution]]) -> None:
        import spacy

        self.attributions = attributions
        self.verbs: Container[str] = import_module("textacy.constants").REPORTING_VERBS["en"]
        self.extract = import_module("textacy.extract.triples").direct_quotations
        self.nlp = spacy.blank("en")
        self.nlp.add_pipe("sentencizer")

    def __call__(self, text: str, name: str) -> Iterator[Found]:
        try:
            found = list(self.extract(self.parsed(text, name)))
        except ValueError as error:
            raise RefusedError(str(error)) from error
        for speaker, cue, content in found:
            yield Found(((content.start_char, content.end_char),), around(speaker), around(cue))

    def parsed(self, text: str, name: str) -> Any:
        """The document with a tree a sentence: its first token over all others, but for the annotated subjects and their parts."""
        from spacy.tokens import Doc

        plain = self.nlp(text)
        heads = [token.sent.start for token in plain]
        parts, lemmas, links = ["X"] * len(plain), [token.lower_ for token in plain], ["dep"] * len(plain)
        for attribution in self.attributions.get(name, ()):
            source, cue = (tokens_at(plain, spans) for spans in attribution)
            for verb, base in ((token, lemma(token.text, self.verbs)) for token in cue):
                if not base or not source or any(token.sent.start != verb.sent.start for token in source):
                    continue
                parts[verb.i], lemmas[verb.i] = "VERB", base
                if links[source[-1].i] == "dep" and source[-1].i != heads[verb.i]:
                    for token in source[:-1]:
                        heads[token.i], links[token.i] = source[-1].i, "compound"
                    heads[source[-1].i], links[source[-1].i] = verb.i, "nsubj"
                break
        words, spaces = [token.text for token in plain], [bool(token.whitespace_) for token in plain]
        return Doc(plain.vocab, words=words, spaces=spaces, pos=parts, lemmas=lemmas, deps=links, heads=heads)


def tokens_at(doc: Any, spans: Iterable[Offsets]) -> list[Any]:
    """The tokens of the document in some spans of its text."""
    return [token for start, end in spans for token in doc.char_span(start, end, alignment_mode="expand") or ()]


def around(tokens: Sequence[Any]) -> Offsets:
    """From the first of some tokens to the last."""
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


# --- for the cost alone, and the library


def tokenizer() -> Reader:
    """spaCy's tokenizer for English, which finds nothing."""
    import spacy

    nlp = spacy.blank("en")

    def read(text: str, _: str) -> Iterable[Found]:
        nlp(text)
        return ()

    return read


def by_library(text: str, _: str) -> Iterator[Found]:
    """What this library finds."""
    import quotes

    for found in quotes.attribute(text):
        speaker, cue = found.speaker, found.cue
        placed = (speaker.start, speaker.end) if speaker and speaker.start is not None and speaker.end is not None else None
        yield Found(tuple((start, end) for start, end in found.segments), placed, (cue.start, cue.end) if cue else None)


# --- the run


def documents(gold: Path, texts: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each annotated article."""
    with gold.open(encoding="utf-8") as lines:
        for name in (json.loads(line)["doc"] for line in lines):
            path = texts / (name if name.endswith(".txt") else f"{name}.txt")
            with path.open(encoding="utf-8", newline="") as file:
                yield name, file.read()


def as_json(document: str, found: Found) -> str:
    """One line for `quotes score`."""
    record: dict[str, object] = {"document": document, "segments": found.segments, "kind": "direct"}
    for field, span in (("speaker", found.speaker), ("cue", found.cue)):
        record[field] = None if span is None else {"name": None, "start": span[0], "end": span[1]}
    return json.dumps(record)


def run(read: Reader, articles: Sequence[tuple[str, str]]) -> None:
    """Write what is found to standard output, the cost to standard error."""
    refused, seconds = 0, 0.0
    for name, text in articles:
        began = process_time()
        try:
            found = list(read(text, name))
        except RefusedError:
            found, refused = [], refused + 1
        seconds += process_time() - began
        for one in found:
            print(as_json(name, one))
    words = sum(len(text.split()) for _, text in articles)
    print(f"{len(articles)} articles, {refused} refused, {seconds:.2f} s, {words / seconds:.0f} words a second", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="What other programs find, as JSON Lines for `quotes score`.")
    parser.add_argument("program", choices=["pattern", "textacy", "spacy", "quotes"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--attributions", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.program == "textacy" and chosen.attributions is None:
        parser.error("textacy needs --attributions")
    programs: dict[str, Callable[[], Reader]] = {
        "pattern": lambda: by_pattern,
        "textacy": lambda: Textacy(annotated(chosen.attributions)),
        "spacy": tokenizer,
        "quotes": lambda: by_library,
    }
    run(programs[chosen.program](), list(documents(chosen.gold, chosen.texts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
