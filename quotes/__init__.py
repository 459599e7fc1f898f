"""Who said what, where and when: every direct quotation in a text, with its speaker, venue, date and the evidence.

>>> import quotes
>>> text = "“Rain is due,” Ann Lee said on Monday in an interview with the Gorki Herald."
>>> for quotation in quotes.attribute(text, published="2022-01-19"):
...     print(quotation)
Ann Lee · an interview with the Gorki Herald · 2022-01-17: “Rain is due,”
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes.collection import attribute_all
    from quotes.errors import InputError, QuotesError, UsageError
    from quotes.explanation import explain
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

# A name is fetched when it is first asked for, so that a program which may never read a document does not load what reading needs:
# some ninety modules, their patterns compiled. What each name is, type checkers read above.
_HOMES = {
    "Analysis": "pipeline",
    "Cue": "model",
    "Date": "model",
    "Document": "model",
    "Evidence": "model",
    "InputError": "errors",
    "KnownPeople": "resolve.known",
    "Mention": "model",
    "Offsets": "span",
    "Person": "model",
    "Phrase": "model",
    "Quotation": "model",
    "QuotesError": "errors",
    "Span": "span",
    "Speaker": "model",
    "UsageError": "errors",
    "Venue": "model",
    "analyze": "pipeline",
    "attribute": "pipeline",
    "attribute_all": "collection",
    "attribute_each": "pipeline",
    "explain": "explanation",
    "load_people": "resolve.known",
    "load_ranker": "resolve.ranking",
    "read_documents": "inputs",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
