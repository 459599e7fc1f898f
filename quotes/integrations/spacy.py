"""Quotations on spaCy documents (extra ``spacy``): a component for any pipeline, a blank one too.

``nlp.add_pipe("quotes")`` gives each document ``doc._.quotations``, a tuple of `Quotation` as `quotes.attribute`
gives it, and the span group ``doc.spans["quotations"]``: a span for each segment, widened to whole tokens where a
quotation mark shares a token with a word, with the kind as its label and the quotation's id as ``span.id_``;
``span._.quotation`` is the quotation. Offsets of quotations count characters of ``doc.text``, as ``token.idx`` does.
Where ``doc._.published`` is set before the component runs, it is the date of publication. What the component stores
is plain text, so that documents can be saved and sent between processes.
"""

# no postponed annotations here: older releases of spaCy read those of `make_quotes`, and cannot resolve strings
import json
from typing import Final

from quotes.errors import MissingExtraError
from quotes.formats.jsonl import dump
from quotes.formats.record import quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation
from quotes.pipeline import analyze
from quotes.resolve.known import KnownPeople, load_people

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
except ImportError:
    raise MissingExtraError("quotations in a spaCy pipeline", "spacy") from None

__all__ = ["QuotesComponent", "make_quotes"]

_STORED: Final = "quotes.quotations"
_GROUP: Final = "quotations"


class QuotesComponent:
    """The component: a document in, the same document with its quotations out.

    Arguments: the path of a file of known people, or None; whether scare quotations, titles and nested quotations are
    given too; the key of the span group.
    """

    def __init__(self, people: str | None = None, *, every_kind: bool = False, spans_key: str = _GROUP) -> None:
        self._people: KnownPeople | None = load_people(people) if people else None
        self._every_kind, self._spans_key = every_kind, spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Adds the quotations."""
        analysis = analyze(Document(doc.text, published=doc._.published), people=self._people)
        found = analysis.quotations if self._every_kind else analysis.reported
        doc.user_data[_STORED] = dump([quotation_to_json(quotation) for quotation in found])
        doc.spans[self._spans_key] = [span for quotation in found for span in _spans(doc, quotation)]
        return doc


def _spans(doc: Doc, quotation: Quotation) -> list[Span]:
    aligned = (
        doc.char_span(start, end, label=quotation.kind, span_id=quotation.id, alignment_mode="expand")
        for start, end in quotation.segments
    )
    return [span for span in aligned if span is not None]


def _quotations(doc: Doc) -> tuple[Quotation, ...]:
    return tuple(quotation_from_json(record) for record in json.loads(doc.user_data.get(_STORED, "[]")))


def _quotation(span: Span) -> Quotation | None:
    return next((quotation for quotation in _quotations(span.doc) if quotation.id == span.id_), None)


def make_quotes(nlp: Language, name: str, people: str | None, every_kind: bool, spans_key: str) -> QuotesComponent:
    """What spaCy calls for ``nlp.add_pipe("quotes", config={…})``."""
    return QuotesComponent(people, every_kind=every_kind, spans_key=spans_key)


Language.factory(
    "quotes",
    assigns=["doc._.quotations", "doc.spans"],
    default_config={"people": None, "every_kind": False, "spans_key": _GROUP},
    func=make_quotes,
)
if not Doc.has_extension("quotations"):
    Doc.set_extension("quotations", getter=_quotations)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
if not Span.has_extension("quotation"):
    Span.set_extension("quotation", getter=_quotation)
