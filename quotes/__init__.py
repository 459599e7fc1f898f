"""Who said what, where and when: every direct quotation in a text, with its speaker, venue, date and the evidence.

>>> import quotes
>>> text = "“Rain is due,” Ann Lee said on Monday in an interview with the Gorki Herald."
>>> for quotation in quotes.attribute(text, published="2022-01-19"):
...     print(quotation)
Ann Lee · an interview with the Gorki Herald · 2022-01-17: “Rain is due,”
"""

from quotes.collection import attribute_all
from quotes.errors import InputError, QuotesError, UsageError
from quotes.explain import explain
from quotes.inputs import read_documents
from quotes.model import Cue, Date, Document, Evidence, Mention, Person, Phrase, Quotation, Speaker, Venue
from quotes.pipeline import Analysis, analyze, attribute, attribute_each
from quotes.resolve.known import KnownPeople, load_people
from quotes.resolve.ranking import load_ranker
from quotes.span import Offsets, Span

__all__ = [
    "Analysis",
    "Cue",
    "Date",
    "Document",
    "Evidence",
    "InputError",
    "KnownPeople",
    "Mention",
    "Offsets",
    "Person",
    "Phrase",
    "Quotation",
    "QuotesError",
    "Span",
    "Speaker",
    "UsageError",
    "Venue",
    "analyze",
    "attribute",
    "attribute_all",
    "attribute_each",
    "explain",
    "load_people",
    "load_ranker",
    "read_documents",
]

__version__ = "0.1.0"
