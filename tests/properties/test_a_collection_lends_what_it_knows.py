"""Law: what one article of a collection knows fills the gap of another, names its lender, and overrides nothing."""

from __future__ import annotations

from hypothesis import given, note

from quotes.collection import attribute_all
from quotes.pipeline import attribute
from quotes.strategies import WrittenCollection, collections, differences


@given(collections(strangers=1, constructions=["after", "inverted", "before, colon"], timed=False, placed=False, distract=[]))
def test_what_was_lent_is_read_back(written: WrittenCollection) -> None:
    found = attribute_all(written.documents)
    for alone, together, answers in zip(written.articles, written.together, found, strict=True):
        note(alone.text)
        assert differences(alone, attribute(alone.document)) == []
        assert differences(together, answers) == []


@given(collections())
def test_what_a_document_says_itself_is_kept(written: WrittenCollection) -> None:
    for document, together in zip(written.documents, attribute_all(written.documents), strict=True):
        for alone, lent in zip(attribute(document), together, strict=True):
            assert (alone.segments, alone.kind, alone.cue, alone.addressee) == (
                lent.segments,
                lent.kind,
                lent.cue,
                lent.addressee,
            )
            assert alone.venue.occasion in (None, lent.venue.occasion)
            assert alone.venue.place in (None, lent.venue.place)
            assert alone.venue.medium in (None, lent.venue.medium)
            if alone.date is not None and alone.date.basis == "explicit" and len(alone.date.edtf) == 10:
                assert alone.date == lent.date
