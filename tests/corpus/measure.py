"""What an annotator calls the same answer: the comparison of one document's quotations with its gold.

A gold record is one line of ``seeds.jsonl``: ``{"doc", "published", "sha256", "quotes": [{"start", "end", "kind", "accept"?,
"skip"?, "speaker", "cue", "venue", "date", "date_in_collection"}]}``, spans being half-open ranges of code points. `accept` names
other kinds that are right too, `skip` the fields on which careful readers differ. A part of a venue that another document lent is
not judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from quotes.model import ATTRIBUTED, Phrase, Quotation
from quotes.span import Span, overlap

Gold = dict[str, Any]
PARTS = ("occasion", "place", "medium")
SLACK = 4  # marks, a comma inside or outside, a space


class Fault(NamedTuple):
    """One field of one quotation that is not what the gold says."""

    document: str
    field: str
    quotation: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.document}: {self.field} of {self.quotation!r}: expected {self.expected}, found {self.found}"


def faults(gold: Gold, text: str, quotations: Iterable[Quotation], *, collection: bool = False) -> list[Fault]:
    """Every difference between a document's gold and what the library says of it."""
    judged = [q for q in quotations if q.kind in ATTRIBUTED and q.parent is None]
    pairs, extra = match(gold["quotes"], judged)
    found = [fault for wanted, got in pairs for fault in compare(gold["doc"], text, wanted, got, collection=collection)]
    return found + [Fault(gold["doc"], "detection", q.text[:40], "no quotation", q.kind) for q in extra]


def match(golds: Sequence[Gold], quotations: Sequence[Quotation]) -> tuple[list[tuple[Gold, Quotation | None]], list[Quotation]]:
    """Each gold span with the quotation one of whose segments is that span; then the quotations with a segment left over."""
    left = [(segment, quotation) for quotation in quotations for segment in quotation.segments]
    pairs: list[tuple[Gold, Quotation | None]] = []
    for wanted in golds:
        found = next((item for item in left if same_span((wanted["start"], wanted["end"]), item[0])), None)
        if found:
            left.remove(found)
        pairs.append((wanted, found[1] if found else None))
    return pairs, [quotation for _, quotation in left]


def compare(document: str, text: str, gold: Gold, got: Quotation | None, *, collection: bool) -> Iterator[Fault]:
    """The fields of one quotation that differ from the gold."""
    name = text[gold["start"] : gold["end"]][:40]
    kinds = {gold["kind"], *gold.get("accept", ())}
    if got is None or not kinds & set(ATTRIBUTED):
        if (got is None) == kinds.issubset(ATTRIBUTED):
            yield Fault(document, "detection", name, " or ".join(sorted(kinds)), got.kind if got else "no quotation")
        return
    checks = {
        "kind": (got.kind in kinds, gold["kind"], got.kind),
        "mention": check_span(text, gold["speaker"]["mention"], span_of(got.speaker)),
        "speaker": check_name(gold["speaker"]["name"], got.speaker.name if got.speaker else None),
        "cue": check_span(text, gold["cue"], span_of(got.cue)),
        "venue": check_venue(text, gold["venue"], got),
        "date": check_date(gold, got, collection=collection),
    }
    for field, (right, expected, found) in checks.items():
        if not right and field not in gold.get("skip", ()):
            yield Fault(document, field, name, str(expected), str(found))


Check = tuple[bool, object, object]
"""Whether the answer is right, what was expected, what was found."""


def check_span(text: str, gold: Sequence[int], found: Span | None) -> Check:
    """They share a character, and the answer is a phrase of about that size, not the sentence around it."""
    start, end = gold
    right = found is not None and overlap((start, end), found) > 0 and found.length <= 2 * (end - start) + 40
    return right, text[start:end], found and found.of(text)


def check_name(gold: str, found: str | None) -> Check:
    """The same words, accents and case aside: a title or a family name alone is not the canonical name."""
    return words(gold) == words(found or ""), gold, found


def check_venue(text: str, gold: dict[str, Sequence[int]], got: Quotation) -> Check:
    """At least one part is right; nothing where the gold has nothing."""
    parts = {part: phrase for part in PARTS if (phrase := getattr(got.venue, part)) and phrase.lender is None}
    right = any(same_phrase(text, gold[part], phrase) for part, phrase in parts.items() if part in gold)
    return right if gold else not parts, {k: text[slice(*v)] for k, v in gold.items()}, {k: str(v) for k, v in parts.items()}


def same_phrase(text: str, gold: Sequence[int], phrase: Phrase) -> bool:
    """The same place in the text, or half of the words."""
    if check_span(text, gold, span_of(phrase))[0]:
        return True
    a, b = Counter(words(text[slice(*gold)])), Counter(words(phrase.text))
    return 4 * (a & b).total() >= a.total() + b.total()


def check_date(gold: Gold, got: Quotation, *, collection: bool) -> Check:
    """The same date; where there is none, nothing, or less than what the collection knows. A publication date alone is none."""
    wanted, later = gold["date_in_collection"] if collection else gold["date"], gold["date_in_collection"]
    found = got.date.edtf if got.date and got.date.basis != "published" else None
    vague = bool(found and later) and found != later and all(a in ("X", b) for a, b in zip(found or "", later, strict=False))
    return found == wanted or (wanted is None and vague), wanted, found


def span_of(part: Any) -> Span | None:
    """The span of a speaker, cue or phrase, None where it has none."""
    return None if part is None or part.start is None else Span(part.start, part.end)


def same_span(gold: tuple[int, int], segment: Span) -> bool:
    """At least four fifths of either lie in the other, marks and edges aside."""
    shared = overlap(gold, segment)
    return shared > 0 and all(shared >= 0.8 * (end - start) - SLACK for start, end in (gold, segment))


def words(name: str) -> list[str]:
    """The words of a name, folded: no case, no accents."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", folded.casefold())
