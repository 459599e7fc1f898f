"""Law: every span of an answer lies in the text and covers the words that the answer says it covers."""

from __future__ import annotations

from effort import small
from hypothesis import given

from quotes.pipeline import Analysis, analyze
from quotes.strategies import Written, articles, faults, hostile_texts


def check_layers(analysis: Analysis) -> None:
    """The layers below the quotations: in range, in order, apart."""
    text = analysis.text
    for layer in (analysis.blocks, analysis.sentences):
        edges = [edge for part in layer for edge in (part[:2] if isinstance(part, tuple) else (part.start, part.end))]
        assert edges == sorted(edges)
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
    for block in analysis.blocks:
        assert block.start <= block.body <= block.end
    for person in analysis.people:
        for mention in person.mentions:
            assert text[mention.start : mention.end] == mention.text != ""


@given(articles(nesting=2))
def test_in_articles(written: Written) -> None:
    analysis = analyze(written.document)
    assert faults(written.document, analysis.quotations) == []
    check_layers(analysis)


@small
@given(hostile_texts())
def test_in_any_string(text: str) -> None:
    analysis = analyze(text)
    assert faults(analysis.document, analysis.quotations) == []
    check_layers(analysis)
