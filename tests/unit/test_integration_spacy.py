"""The spaCy component: the same quotations, at the right tokens, on pipelines without anything else."""

from __future__ import annotations

import importlib
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import MissingExtraError
from quotes.pipeline import attribute

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # spaCy's dependencies warn about one another
    spacy = pytest.importorskip("spacy")

from quotes.integrations.spacy import QuotesComponent

BLANK = spacy.blank("en")
TEXT = "  “Rain is due,” Ann Lee said on Monday.\n\n“It will,” she added, “be heavy.”\n"


@pytest.fixture
def nlp() -> Any:
    made = spacy.blank("en")
    made.add_pipe("quotes")
    return made


def test_a_blank_pipeline_gives_what_attribute_gives(nlp: Any) -> None:
    assert nlp(TEXT)._.quotations == attribute(TEXT)
    assert len(nlp(TEXT)._.quotations) == 2


def test_each_segment_is_a_span_with_kind_and_quotation(nlp: Any) -> None:
    doc = nlp(TEXT)
    spans = list(doc.spans["quotations"])
    assert [span.text for span in spans] == ["“Rain is due,”", "“It will,”", "“be heavy.”"]
    assert [span.label_ for span in spans] == ["direct", "direct", "direct"]
    assert [span._.quotation for span in spans] == [doc._.quotations[n] for n in (0, 1, 1)]
    assert doc[0:1]._.quotation is None


def test_a_mark_inside_a_token_widens_the_span_to_the_token() -> None:
    doc = QuotesComponent()(spacy.tokens.Doc(BLANK.vocab, words=["“Rain", "is", "due,”", "Ann", "Lee", "said."]))
    assert [span.text for span in doc.spans["quotations"]] == ["“Rain is due,”"]


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.sampled_from("“”\"'’ abA.,\n\t😀é\u0301\xa0\u200b"), max_size=60))
def test_every_span_covers_its_segment(text: str) -> None:
    doc = QuotesComponent(every_kind=True)(BLANK(text))
    segments = [segment for quotation in doc._.quotations for segment in quotation.segments]
    spans = list(doc.spans["quotations"])
    assert len(spans) == len(segments)
    for span, (start, end) in zip(spans, segments, strict=True):
        assert span.start_char <= start < end <= span.end_char
        assert span.start_char > start - len(span[0].text)
        assert span.end_char < end + len(span[-1].text)


def test_documents_are_saved_and_sent_with_their_quotations(nlp: Any) -> None:
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.quotations == doc._.quotations
    assert [span.text for span in again.spans["quotations"]] == [span.text for span in doc.spans["quotations"]]
    assert [d._.quotations for d in nlp.pipe([TEXT, "Nobody spoke."])] == [doc._.quotations, ()]


def test_the_date_of_publication_may_be_set_on_the_document(nlp: Any) -> None:
    doc = nlp.make_doc("“Rain is due,” Ann Lee said on Monday.")
    doc._.published = "2022-01-19"
    assert nlp(doc)._.quotations == attribute(doc.text, published="2022-01-19")


def test_known_people_kinds_and_the_groups_name_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text('[[person]]\nname = "Ann Lee"\nid = "Q0"\n', encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"people": str(tmp_path / "people.toml"), "every_kind": True, "spans_key": "said"})
    doc = nlp("“I read ‘The Long Rain’,” Ann Lee said.")
    assert [span.text for span in doc.spans["said"]] == ["“I read ‘The Long Rain’,”", "‘The Long Rain’"]
    assert doc._.quotations[0].speaker.id == "Q0"


def test_without_spacy_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy.language", None)
    monkeypatch.delitem(sys.modules, "quotes.integrations.spacy")
    with pytest.raises(MissingExtraError, match=r'pip install "quotes-attribution\[spacy\]"'):
        importlib.import_module("quotes.integrations.spacy")
