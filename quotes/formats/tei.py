r"""TEI P5: one ``<teiCorpus>``, a ``<TEI>`` a document, its text with the quotations marked up inside it.

==================  ==========================================================================================
direct, mixed       ``<said who="#…">``; a mixed one, a fragment in the reporter's own clause, holds a ``<quote>``
scare, title,       ``<q type="soCalled">``, ``<title>``, ``<q>``
other
mention, addressee  ``<rs type="speaker">``, ``<rs type="addressee">``
cue                 ``<seg type="cue">``
venue               ``<rs type="occasion">``, ``<placeName>``, ``<rs type="medium">``
date                ``<date when="…">`` (or ``from`` and ``to``, or ``notBefore`` and ``notAfter``)
==================  ==========================================================================================

A quotation of several segments, and what had to be cut so that elements nest, is a chain of elements tied by ``next``
and ``prev``. ``<standOff>`` holds the speakers, an ``<event>`` with ``when`` for each dated quotation, and for each
quotation its whole record as a feature structure, to which ``<span target="…" ana="…">`` ties the elements; reading
takes it from there. All the characters of the text are there, in order: ``"".join(body.itertext())`` is the document,
but for characters that XML cannot carry, which are written ``\uXXXX`` (see `quotes.formats.escape`).
``quotes/schema/quotations-tei.rng`` describes the part of TEI that is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple
from xml.etree import ElementTree

import regex

from quotes.errors import DataError
from quotes.formats.escape import NOT_IN_XML, escaped_characters
from quotes.formats.features import TEI, feature_structure, markup, read_structure, xml
from quotes.formats.inline import Piece, Stretch, nest
from quotes.formats.record import quotation_from_json, quotation_to_json
from quotes.model import ATTRIBUTED, Date, Document, Kind, Quotation, Speaker, SpeakerType

__all__ = ["read", "when", "write"]

_KINDS: Final[dict[Kind, str]] = {
    "direct": "a whole clause or utterance, reported as somebody's words",
    "mixed": "a fragment of somebody's words inside the reporter's own clause",
    "scare": "a so-called word, term or nickname: nobody's words",
    "title": "the name of a work, programme or product: nobody's words",
    "other": "a broken pair of marks, or a measure",
}
_OPENING: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
    "<teiHeader><fileDesc><titleStmt><title>Quotations</title></titleStmt>"
    "<publicationStmt><p>Written by quotes.</p></publicationStmt>"
    "<sourceDesc><p>The documents are named in their own headers.</p></sourceDesc></fileDesc>\n"
    "<encodingDesc><p>Quotation marks stand inside the elements. A character that XML cannot carry is written as "
    "a backslash, u and four hexadecimal digits.</p><classDecl><taxonomy>"
    + "".join(f'\n<category xml:id="{kind}"><catDesc>{says}</catDesc></category>' for kind, says in _KINDS.items())
    + "\n</taxonomy></classDecl></encodingDesc></teiHeader>\n"
)

_GAP: Final = regex.compile(r"\n[ \t\r]*\n[ \t\r\n]*")
_DAY: Final = regex.compile(r"\d{4}(-\d\d){0,2}")
_YEARLESS: Final = regex.compile(r"XXXX(-\d\d(?:-\d\d)?)")
_LINK: Final = regex.compile(r"https?://[^\s<>\"{}|\\^`\p{C}]+")
_ELEMENTS: Final[dict[Kind, tuple[str, str]]] = {
    "direct": ("<said{}>", "</said>"),
    "mixed": ("<said{}><quote>", "</quote></said>"),
    "scare": ('<q{} type="soCalled">', "</q>"),
    "title": ("<title{}>", "</title>"),
    "other": ("<q{}>", "</q>"),
}
_ENTRIES: Final[dict[SpeakerType, tuple[str, str, str]]] = {
    "person": ("listPerson", "person", "persName"),
    "unknown": ("listPerson", "person", "persName"),
    "group": ("listPerson", "personGrp", "persName"),
    "organization": ("listOrg", "org", "orgName"),
    "document": ("listBibl", "bibl", "title"),
}


_People = dict[tuple[str, SpeakerType, str | None], str]


class _Mark(NamedTuple):
    """A stretch of the text to mark up: its span, rank, element (``{}`` stands for more attributes), and chain of elements."""

    start: int
    end: int
    rank: int
    opening: str
    closing: str
    chain: str = ""


def write(results: Iterable[tuple[Document, Sequence[Quotation]]]) -> Iterator[str]:
    """The corpus, in parts of one document. Without any document it is well-formed, but TEI asks for one."""
    yield _OPENING
    for number, (document, quotations) in enumerate(results, 1):
        yield _document(f"d{number}", document, quotations)
    yield "</teiCorpus>\n"


def read(lines: Iterable[str]) -> Iterator[Quotation]:
    """The quotations of a corpus that `write` made.

    Raises `quotes.errors.DataError` where it is no XML, or a feature structure is no quotation's record.
    """
    try:
        root = ElementTree.fromstring("".join(lines))
    except ElementTree.ParseError as error:
        raise DataError(f"not XML ({error})") from None
    for structure in root.iter(f"{TEI}fs"):
        if structure.get("type") == "quotation":
            yield quotation_from_json(read_structure(structure))


def when(date: Date) -> str:
    """The date as TEI's attributes, with a space before each; empty where TEI has no way to say it.

    >>> when(Date("2022-01-15", "weekday")), when(Date("XXXX-01-15", "weekday")), when(Date("2016-10-03/2016-10-05", "explicit"))
    (' when="2022-01-15"', ' when="--01-15"', ' from="2016-10-03" to="2016-10-05"')
    """
    first, slash, last = date.edtf.partition("/")
    if not slash and _DAY.fullmatch(first):
        return f' when="{first}"'
    if not slash and (yearless := _YEARLESS.fullmatch(first)):
        return f' when="-{yearless[1]}"'
    if slash and all(part == ".." or _DAY.fullmatch(part) for part in (first, last)):
        return _attributes(("from", first), ("to", last))
    return _attributes(("notBefore", date.earliest), ("notAfter", date.latest))


def _attributes(*pairs: tuple[str, str | None]) -> str:
    return "".join(f' {name}="{value}"' for name, value in pairs if value and _DAY.fullmatch(value))


# --- one document


def _document(prefix: str, document: Document, quotations: Sequence[Quotation]) -> str:
    people = _people(prefix, quotations)
    unique = dict.fromkeys(_marks(prefix, quotations, people))
    marks = [mark._replace(chain=mark.chain or f"{prefix}.m{number}") for number, mark in enumerate(unique, 1)]
    body, pieces = _body(document.text, marks)
    stand_off = _stand_off(prefix, quotations, people, pieces) if quotations else ""
    return f"<TEI>\n{_header(document)}\n{stand_off}<text><body>{body}</body></text>\n</TEI>\n"


def _header(document: Document) -> str:
    source = [f"<idno>{xml(document.id)}</idno>"]
    source += [f"<publisher>{xml(document.source)}</publisher>"] if document.source else []
    source += [f"<date>{xml(document.published)}</date>"] if document.published else []
    if document.url and _LINK.fullmatch(document.url):
        source.append(f'<ref target="{xml(document.url, attribute=True)}"/>')
    title = xml(document.title or document.id)
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>As given.</p></publicationStmt>"
        f"<sourceDesc><bibl>{''.join(source)}</bibl></sourceDesc></fileDesc></teiHeader>"
    )


def _people(prefix: str, quotations: Sequence[Quotation]) -> _People:
    """Each named speaker of the document with an xml:id."""
    named = dict.fromkeys(_identity(q.speaker) for q in quotations if q.speaker and q.speaker.name)
    return {identity: f"{prefix}.s{number}" for number, identity in enumerate(named, 1)}


def _identity(speaker: Speaker) -> tuple[str, SpeakerType, str | None]:
    return speaker.name or "", speaker.type, speaker.id


# --- the text


def _marks(prefix: str, quotations: Sequence[Quotation], people: _People) -> Iterator[_Mark]:
    for number, quotation in enumerate(quotations, 1):
        who = people.get(_identity(quotation.speaker)) if quotation.speaker else None
        opening, closing = _ELEMENTS[quotation.kind]
        attributes = f'{{}} ana="#{quotation.kind}"' + (f' who="#{who}"' if who and quotation.kind in ATTRIBUTED else "")
        for start, end in quotation.segments:
            yield _Mark(start, end, 0, opening.format(attributes), closing, f"{prefix}.q{number}")
        yield from _parts(quotation, f' ref="#{who}"' if who else "")


def _parts(quotation: Quotation, reference: str) -> Iterator[_Mark]:
    """The words around the quotation that answer a question; quotations that share them share the element."""
    venue, date = quotation.venue, quotation.date
    for part, name, attributes in (
        (quotation.speaker, "rs", f' type="speaker"{reference}'),
        (quotation.cue, "seg", ' type="cue"'),
        (quotation.addressee, "rs", ' type="addressee"'),
        (venue.occasion, "rs", ' type="occasion"'),
        (venue.place, "placeName", ""),
        (venue.medium, "rs", ' type="medium"'),
        (date, "date", when(date) if date else ""),
    ):
        if part is not None and part.start is not None and part.end is not None:
            yield _Mark(part.start, part.end, 1, f"<{name}{{}}{attributes}>", f"</{name}>")


def _body(text: str, marks: Sequence[_Mark]) -> tuple[str, Counter[str]]:
    """The text in paragraphs, marked up, and how many elements each chain became."""
    paragraphs = _paragraphs(text)
    steps = [list(nest(inside, *span)) for span, inside in zip(paragraphs, _by_paragraph(paragraphs, marks), strict=True)]
    opening = [marks[step.number].chain for step in chain.from_iterable(steps) if step.number is not None and step.opens]
    pieces, opened = Counter(opening), Counter[str]()
    characters = escaped_characters(text, NOT_IN_XML)
    out, at = [], 0
    for (start, end), inside in zip(paragraphs, steps, strict=True):
        out.append(markup("".join(characters[at:start])) + "<p>")
        out += [_written(step, marks, characters, opened, pieces) for step in inside]
        out.append("</p>")
        at = end
    return "".join(out) + markup("".join(characters[at:])), pieces


def _written(piece: Piece, marks: Sequence[_Mark], characters: Sequence[str], opened: Counter[str], pieces: Counter[str]) -> str:
    if piece.number is None:
        return markup("".join(characters[piece.start : piece.end]))
    mark = marks[piece.number]
    if not piece.opens:
        return mark.closing
    opened[mark.chain] += 1
    number = opened[mark.chain]
    links = f' xml:id="{_link(mark.chain, number)}"'
    links += f' prev="#{_link(mark.chain, number - 1)}"' if number > 1 else ""
    links += f' next="#{_link(mark.chain, number + 1)}"' if number < pieces[mark.chain] else ""
    return mark.opening.format(links)


def _link(name: str, number: int) -> str:
    return name if number == 1 else f"{name}.{number}"


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The text cut at blank lines: between two paragraphs there is nothing but what XML counts as white space."""
    gaps = [(gap.start(), gap.end()) for gap in _GAP.finditer(text)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    return list(zip(starts, ends, strict=True))


def _by_paragraph(paragraphs: Sequence[tuple[int, int]], marks: Sequence[_Mark]) -> list[list[Stretch]]:
    inside: list[list[Stretch]] = [[] for _ in paragraphs]
    starts = [start for start, _ in paragraphs]
    for number, mark in enumerate(marks):
        row = max(0, bisect_right(starts, mark.start) - 1)
        while row < len(paragraphs) and starts[row] < mark.end:
            inside[row].append(Stretch(mark.start, mark.end, mark.rank, number))
            row += 1
    return inside


# --- what stands beside the text


def _stand_off(prefix: str, quotations: Sequence[Quotation], people: _People, pieces: Counter[str]) -> str:
    chains = [f"{prefix}.q{number}" for number in range(1, len(quotations) + 1)]
    targets = [" ".join(f"#{_link(name, n)}" for n in range(1, pieces[name] + 1)) for name in chains]
    events = "".join(_event(q, target) for q, target in zip(quotations, targets, strict=True) if q.date)
    spans = "".join(
        f'<span target="{target}" ana="#{name}.record"/>\n' for name, target in zip(chains, targets, strict=True) if target
    )
    records = "".join(
        feature_structure(quotation_to_json(quotation), f' xml:id="{name}.record" type="quotation"') + "\n"
        for name, quotation in zip(chains, quotations, strict=True)
    )
    lists = [_entries(people), _wrapped("listEvent", "", events), _wrapped("spanGrp", ' type="quotation"', spans)]
    return f"<standOff>\n{''.join(lists)}{records}</standOff>\n"


def _wrapped(name: str, attributes: str, content: str) -> str:
    return f"<{name}{attributes}>\n{content}</{name}>\n" if content else ""


def _entries(people: _People) -> str:
    lists: dict[str, str] = {}
    for (name, type_, identifier), number in people.items():
        group, entry, label = _ENTRIES[type_]
        known = f"<idno>{xml(identifier)}</idno>" if identifier else ""
        element = f'<{entry} xml:id="{number}"><{label}>{xml(name)}</{label}>{known}</{entry}>\n'
        lists[group] = lists.get(group, "") + element
    return "".join(_wrapped(group, "", content) for group, content in lists.items())


def _event(quotation: Quotation, target: str) -> str:
    """When the words were said, where the date can be told in TEI's terms; the label says who and where."""
    attributes = when(quotation.date) if quotation.date else ""
    if not attributes:
        return ""
    corresponds = f' corresp="{target}"' if target else ""
    label = " · ".join(str(part) for part in (quotation.speaker, quotation.venue) if part)
    return f'<event type="utterance"{attributes}{corresponds}><label>{xml(label)}</label></event>\n'
