"""One document's predictions held against its gold: which answer belongs to which quoted span, and whether each field is right.

Each field is one function, one row of `_FIELDS`. A span that nobody found is wrong in every field that the gold has an answer for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from quotes.learning.agreement import PRONOUNS, common_share, no_date, points_at, same_date, same_name, same_span, same_words
from quotes.learning.figures import Fault, Finding, Sure, Verdict
from quotes.learning.gold import PARTS, GoldDocument, GoldSpan
from quotes.learning.predictions import Answer
from quotes.span import Span, overlap

__all__ = ["Judgement", "judge"]

Judgement = Verdict | Finding | Sure

_LONG = 6  # words of a quotation that is no mere fragment
_LETTERS_A_WORD = 6  # to guess the number of words where the text is not known


def judge(
    gold: GoldDocument, answers: Sequence[Answer], *, text: str | None = None, together: bool = False
) -> Iterator[Judgement]:
    """The verdicts on one document.

    Arguments: its gold; what was predicted for it; its text, where it is known (pronouns can be told apart then, words compared and
    shown); whether dates are those that the collection tells.
    """
    predicted = [_Predicted(segment, answer) for answer in answers for segment in answer.segments]
    found = _match(gold.spans, predicted)
    for number, span in enumerate(gold.spans):
        if not span.broken:
            answer = predicted[found[number]].answer if number in found else None
            yield from _of_span(_Case(gold, span, answer, text, together))
    used = set(found.values())
    for number, extra in enumerate(predicted):
        if number not in used and extra.answer.reported:
            yield from _of_extra(gold, extra, text)


@attrs.frozen(slots=True)
class _Predicted:
    """A segment of a prediction: each is held against the gold by itself."""

    segment: Span
    answer: Answer


@attrs.frozen(slots=True)
class _Case:
    """A quoted span of the gold beside the answer that covers it; `answer` is None where none does."""

    document: GoldDocument
    gold: GoldSpan
    answer: Answer | None
    text: str | None
    together: bool

    @property
    def found(self) -> Answer:
        """The answer, or one that says nothing."""
        return self.answer or Answer(self.document.name, ())

    @property
    def reported(self) -> bool:
        """Whether the answer says that the span is somebody's words."""
        return self.answer is not None and self.answer.reported

    def judged(self, field: str) -> bool:
        """Whether careful readers agree on the field."""
        return field not in self.gold.skip

    def words(self, span: Span | None) -> str | None:
        """What a span covers, or its offsets where the text is not known."""
        if span is None:
            return None
        return f"{span.start}–{span.end}" if self.text is None else " ".join(span.of(self.text).split())

    def fault(self, figure: str, expected: str | None = None, found: str | None = None) -> Fault:
        """What to tell of a wrong answer."""
        return Fault(figure, self.document.name, self.gold.span.start, self.words(self.gold.span) or "", expected, found)

    def verdict(self, figure: str, right: bool, expected: str | None, found: str | None) -> Verdict:
        """A verdict that tells both sides where it is wrong."""
        return Verdict(figure, right, None if right else self.fault(figure, expected or "nothing", found or "nothing"))


def _match(golds: Sequence[GoldSpan], predicted: Sequence[_Predicted]) -> dict[int, int]:
    """Which prediction belongs to which gold span: the largest common share first, reported words before others; each once."""
    pairs = sorted(
        (-common_share(gold.span, one.segment), not one.answer.reported, number, i)
        for number, gold in enumerate(golds)
        for i, one in enumerate(predicted)
        if same_span(gold.span, one.segment)
    )
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, _, number, i in pairs:
        if number not in found and i not in used:
            found[number] = i
            used.add(i)
    return found


def _of_span(case: _Case) -> Iterator[Judgement]:
    if case.gold.optional and not case.reported:
        return
    if not case.gold.reported:
        yield from _unreported(case)
        return
    if case.reported:
        yield Finding("detection", "found")
    else:
        yield Finding("detection", "missed", case.fault("missed"))
    for rich, field in _FIELDS:
        if case.document.rich or not rich:
            yield from field(case)


def _unreported(case: _Case) -> Iterator[Judgement]:
    """A span that reports nobody's words."""
    if case.reported:
        yield Finding("detection", "made up")
        yield from _sure(case, False)
    yield Verdict("scare, title rejected", not case.reported, case.fault("scare, title rejected") if case.reported else None)


def _of_extra(gold: GoldDocument, extra: _Predicted, text: str | None) -> Iterator[Judgement]:
    """A prediction that covers no gold span.

    Gold that labels sources alone does not mark every quotation: what it leaves bare is not judged.
    """
    touched = [span for span in gold.spans if overlap(extra.segment, span.span)]
    broken = gold.rich and touched and all(span.broken for span in touched)
    if broken or not (gold.rich or touched):
        return
    case = _Case(gold, GoldSpan(extra.segment, ()), extra.answer, text, False)
    yield Finding("detection", "made up", case.fault("not in gold"))
    yield from _sure(case, False)


def _sure(case: _Case, right: bool) -> Iterator[Sure]:
    if case.reported and case.found.confidence is not None:
        yield Sure(case.found.confidence, right)


# --- one function a field


def _kind(case: _Case) -> Iterator[Judgement]:
    yield case.verdict("kind", case.found.kind in case.gold.kinds, " or ".join(case.gold.kinds), case.found.kind)


def _mention(case: _Case) -> Iterator[Judgement]:
    sources, found = case.gold.sources, case.found.mention
    right = any(points_at(source, found) for source in sources)
    if sources and case.judged("mention"):
        yield case.verdict("mention", right, " or ".join(filter(None, map(case.words, sources))), case.words(found))
        yield Verdict("mention, long" if _length(case) >= _LONG else "mention, short", right)
        if case.reported and found is not None:
            yield Verdict("mention precision", right)
    if sources and not case.document.rich:
        yield from _sure(case, right)


def _length(case: _Case) -> int:
    """How many words the span has, marks included."""
    span = case.gold.span
    return span.length // _LETTERS_A_WORD if case.text is None else len(span.of(case.text).split())


def _speaker(case: _Case) -> Iterator[Judgement]:
    gold = case.gold
    if not gold.name or not case.judged("speaker"):
        return
    right = same_name(gold.name, case.found.name, gold.type or "person")
    yield case.verdict("speaker", right, gold.name, case.found.name)
    yield Verdict(f"speaker, {gold.kinds[0]}", right)
    if gold.sources and case.text is not None:
        pronoun = gold.sources[0].of(case.text).lower() in PRONOUNS
        yield Verdict("speaker, pronoun" if pronoun else "speaker, named or described", right)
    yield from _sure(case, right)


def _cue(case: _Case) -> Iterator[Judgement]:
    gold, found = case.gold.cue, case.found.cue
    if gold is not None and case.judged("cue"):
        yield case.verdict("cue", points_at(gold, found), case.words(gold), case.words(found))


def _venue(case: _Case) -> Iterator[Judgement]:
    if not case.judged("venue"):
        return
    right = [_venue_part(case, part) for part in PARTS]
    for findings in right:
        yield from findings
    if case.gold.venue:
        yield Verdict("venue, any part", any(item.outcome == "found" for findings in right for item in findings))
    elif case.answer is not None:
        quiet = not case.found.venue
        yield Verdict("no venue where none", quiet, None if quiet else case.fault("no venue where none"))


def _venue_part(case: _Case, part: str) -> list[Finding]:
    figure = f"venue.{part}"
    expected = [span for span in (case.gold.venue.get(part), case.gold.venue_also.get(part)) if span]
    found = case.found.venue.get(part)
    if not expected and not found:
        return []
    if found and any(points_at(span, found.span) or _alike(case, span, found.text) for span in expected):
        return [Finding(figure, "found")]
    fault = case.fault(figure, case.words(expected[0]) if expected else "nothing", found.text if found else "nothing")
    wrong = [Finding(figure, "made up", fault)] if found else []
    return wrong + ([Finding(figure, "missed", None if wrong else fault)] if expected else [])


def _alike(case: _Case, span: Span, words: str) -> bool:
    return case.text is not None and same_words(span.of(case.text), words)


def _date(case: _Case) -> Iterator[Judgement]:
    if not case.judged("date"):
        return
    gold, found = case.gold.date_together if case.together else case.gold.date, case.found.date
    if gold:
        yield case.verdict("date", same_date(gold, found), gold, found)
    elif case.answer is not None:
        yield case.verdict("no date where none", no_date(found, case.gold.date_together), None, found)


_FIELDS: tuple[tuple[bool, Callable[[_Case], Iterator[Judgement]]], ...] = (
    (True, _kind),
    (False, _mention),
    (True, _speaker),
    (True, _cue),
    (True, _venue),
    (True, _date),
)
"""Each field, and whether only rich gold has it."""
