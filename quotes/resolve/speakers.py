"""From ranked sources to attributions: mention, cue, addressee, kind, person and confidence of every marked span."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotes.model import ATTRIBUTED, Attribution, Evidence, MarkedSpan, Speaker
from quotes.resolve.addressees import addressee_of
from quotes.resolve.calibration import confidence
from quotes.resolve.candidates import Candidate
from quotes.resolve.kinds import kind_of
from quotes.resolve.people import People
from quotes.resolve.ranking import Curve
from quotes.resolve.sources import Source, cue_of, mention_of
from quotes.span import Span

__all__ = ["RULES", "attribute_spans", "rule_of"]

RULES: dict[str, str] = {
    "direct": "The phrase stands before the reporting verb as its subject.",
    "patient": "The phrase is the subject of a passive.",
    "climb": "The phrase is the subject of the reporting verb, with a prepositional phrase between them.",
    "inner": "The phrase stands right before the reporting verb, inside a prepositional phrase.",
    "apposition": "The phrase is the subject of the reporting verb, with an apposition or a clause in commas between them.",
    "within": "The phrase is the apposition before the reporting verb.",
    "relative": "A relative pronoun that stands for the phrase is the subject of the reporting verb.",
    "pronoun": "The relative pronoun is the subject of the reporting verb.",
    "inverted": "The phrase follows the reporting verb: “…,” said X.",
    "shared": "The phrase is the subject of an earlier verb that shares it with the reporting verb.",
    "participle": "The phrase is the subject of the main clause, and a participle reports: X spoke, calling it “…”.",
    "infinitive": "The phrase is the subject of the main clause, and an infinitive reports: X refused to call it “…”.",
    "embedded": "The phrase is the subject of the clause before, and a participle or infinitive reports.",
    "control": "The phrase is the object of the verb before: a paper quoted X as saying, the vote prompted X to say.",
    "gapped": "The verb is not said twice: one called it “…”, X “…”.",
    "viewpoint": "The sentence tells the phrase's view: for X, it is “…”; to quote X, “…”.",
    "agent": "The phrase follows “by” after the reporting verb.",
    "source": "The phrase follows “according to” or “per”.",
    "possessor": "The phrase owns a reporting noun: X's claim of “…”.",
    "author": "The phrase follows a reporting noun and “by” or “from”.",
    "colon": "The phrase stands before a colon that opens the quotation.",
    "byline": "The phrase is set off from the quotation by a dash, or stands in a line of its own above or below it.",
    "statement": "The sentence after it says whose words they were: “This was stated by X”.",
    "label": "A transcript's label inside the marks names the speaker.",
    "carry": "The quotation goes on with the one before, whose source it keeps.",
    "nearby": "The phrase is the likeliest source near the quotation, though no verb links them.",
    "joined": "Two segments of one utterance, with the attribution between them.",
    "nobody": "No phrase near the span is likelier to be its source than that it has none.",
}
"""How the source hangs together with its cue, by the name of the link."""


def attribute_spans(
    text: str, marked: Sequence[MarkedSpan], sources: Sequence[Source], people: People, curve: Curve
) -> list[Attribution]:
    """The attribution of every marked span, in order; interrupted quotations joined.

    Arguments: the text; the outermost marked spans; what the ranker says about each; the people of the document; the
    ranker's calibration curve.
    """
    found: list[Attribution] = []
    before: Source | None = None
    for span, source in zip(marked, sources, strict=True):
        attribution = _attribution(text, span, source, people, found, curve)
        if found and before is not None and _continues(found[-1], before, attribution, source):
            found[-1] = _joined(found[-1], attribution)
        else:
            found.append(attribution)
        before = source
    return found


def _attribution(
    text: str, marked: MarkedSpan, source: Source, people: People, before: Sequence[Attribution], curve: Curve
) -> Attribution:
    kind, kind_rule = kind_of(text, marked, source)
    evidence = [Evidence("span", marked.rule, marked.segments), Evidence("kind", kind_rule, (marked.segments[0],))]
    if kind not in ATTRIBUTED or not source.chosen or source.candidate is None:
        evidence.append(Evidence("speaker", "nobody", (), source.rivals))
        return Attribution(
            marked.segments, kind, None, None, confidence=0.0 if kind not in ATTRIBUTED else 0.3, evidence=tuple(evidence)
        )
    mention = _stressed(source.candidate) or mention_of(source)
    cue = cue_of(source)
    evidence.append(Evidence("speaker", rule_of(source), (mention, cue) if cue else (mention,), source.rivals))
    speaker, reasons = people.speaker(mention, before=before)
    sure = confidence(_share_of(source, speaker, people), curve, _mention_kind(source), speaker.name is not None)
    return Attribution(
        marked.segments,
        kind,
        mention,
        cue,
        speaker,
        addressee_of(source),
        carried=source.candidate.where not in ("left", "right", "label"),
        confidence=sure,
        evidence=(*evidence, *reasons),
    )


def _stressed(candidate: Candidate) -> Span | None:
    """Whom *himself* only stresses: **Moss** himself said the plan was “mad”."""
    passage, chunk = candidate.passage, candidate.chunk
    before = passage.chunk_at[chunk.first - 1] if chunk.first else -1
    if before < 0 or not passage.lows[chunk.head].endswith(("self", "selves")) or passage.chunks[before].last != chunk.first:
        return None
    return Span(passage.chunks[before].start, passage.chunks[before].end)


def _share_of(source: Source, speaker: Speaker, people: People) -> float:
    """The ranker's share for the person: that of the mention, and of each rival that stands for the same one."""
    if speaker.name is None:
        return source.probability
    same = (rival.score for rival in source.rivals if people.referent(rival.start, rival.end).name == speaker.name)
    return min(1.0, source.probability + sum(same))


def _mention_kind(source: Source) -> str:
    kind = source.candidate.chunk.kind if source.candidate is not None else "name"
    return "pronoun" if kind in ("pronoun", "relative", "object") else "description" if kind == "noun" else "name"


def rule_of(source: Source) -> str:
    """The rule that a source with a candidate rests on: a name in `RULES`."""
    candidate = source.candidate
    assert candidate is not None
    if candidate.where in ("label", "byline"):
        return candidate.where
    if candidate.where not in ("left", "right"):
        return "carry"
    return source.link.kind if source.link is not None else "nearby"


def _continues(found: Attribution, before: Source, attribution: Attribution, source: Source) -> bool:
    """Whether two direct quotations are one utterance: the same mention, and their attribution stands between them."""
    return (
        found.kind == attribution.kind == "direct"
        and before.candidate is not None
        and source.candidate is not None
        and found.mention is not None
        and found.mention == attribution.mention
        and found.cue == attribution.cue  # “We wait,” she said, adding: “It rains.” are two
        and found.end <= found.mention.start
        and found.mention.end <= attribution.start
        and before.look.place.passage is source.look.place.passage
        and _only_attribution_between(before, source)
    )


def _only_attribution_between(before: Source, source: Source) -> bool:
    """No second sentence of the reporter's stands between the segments."""
    return source.look.place.sentence - before.look.place.sentence <= 1


def _joined(first: Attribution, second: Attribution) -> Attribution:
    joined = Evidence("span", "joined", (*first.segments, *second.segments))
    return attrs.evolve(
        first,
        segments=(*first.segments, *second.segments),
        confidence=min(first.confidence, second.confidence),
        evidence=(*first.evidence, joined),
    )
