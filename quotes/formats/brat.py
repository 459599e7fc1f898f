"""brat stand-off: a folder with a ``.txt`` and an ``.ann`` file a document, to look at and correct in the brat annotation tool.

A quotation is an entity (``Direct``, ``Mixed``, ``Scare``, ``Title``, ``Other``; several segments make it
discontinuous), and so are the words that answer a question about it (``Speaker``, ``Cue``, ``Addressee``,
``Occasion``, ``Place``, ``Medium``, ``Date``), each tied to it by a relation of that name in lower case. brat counts code
points, as this package does. A note on the quotation carries its record as JSON; reading takes spans, kinds and
relations from the annotations, which an annotator may have moved, and the rest from the note. The ``.txt`` file is
the text in UTF-8, with U+FFFD for each lone surrogate. A document's files are named after its id, with ``%XX`` for
what some file system forbids. ``annotation.conf`` declares the types.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

import regex

from quotes.errors import DataError
from quotes.formats.escape import replace_surrogates
from quotes.formats.jsonl import dump
from quotes.formats.record import SCHEMA_VERSION, quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation

__all__ = ["read_files", "write_files"]

_KINDS: Final = ("Direct", "Mixed", "Scare", "Title", "Other")
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "Speaker": ("speaker",),
    "Cue": ("cue",),
    "Addressee": ("addressee",),
    "Occasion": ("venue", "occasion"),
    "Place": ("venue", "place"),
    "Medium": ("venue", "medium"),
    "Date": ("date",),
}
"""Each type of part, and where the record keeps it."""

_CONFIGURATION: Final = (
    "\n".join(["[entities]", *_KINDS, *_PARTS, "", "[relations]"])
    + "".join(f"\n{part.lower()}\tArg1:{'|'.join(_KINDS)}, Arg2:{part}" for part in _PARTS)
    + "\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n"
)

_LINE_END: Final = regex.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN: Final = regex.compile(r'[<>:"|?*\\%\p{C}\p{Zl}\p{Zp}]|[. ](?=/|$)|(?<![^/])(?i:con|prn|aux|nul|com\d|lpt\d)(?![^./])')
_LONGEST: Final = 120
_MARKS: Final = "\"'“”‘’«»‹›„‚「」『』`"


class _Entity(NamedTuple):
    """A text-bound annotation: its type, and the spans that it covers."""

    type: str
    spans: tuple[tuple[int, int], ...]


def write_files(results: Iterable[tuple[Document, Sequence[Quotation]]]) -> Iterator[tuple[str, str]]:
    """The files of the folder as pairs of a relative path (with ``/``) and a content, one document after the other.

    >>> [name for name, _ in write_files([(Document("Hello.", id="news/a.txt"), [])])]
    ['annotation.conf', 'news/a.txt', 'news/a.ann']
    """
    yield "annotation.conf", _CONFIGURATION
    taken: set[str] = set()
    for document, quotations in results:
        stem = _stem(document.id, taken)
        text = replace_surrogates(document.text)
        yield f"{stem}.txt", text
        yield f"{stem}.ann", _annotations(text, quotations)


def read_files(files: Iterable[tuple[str, str]]) -> Iterator[Quotation]:
    """The quotations of a folder, given as pairs of path and content in any order.

    Raises `quotes.errors.DataError` with path and line where an ``.ann`` file is malformed or its text is missing.
    """
    texts: dict[str, str] = {}
    annotations: dict[str, str] = {}
    for path, content in files:
        stem, _, suffix = path.rpartition(".")
        if suffix in ("txt", "ann"):
            (texts if suffix == "txt" else annotations)[stem] = content
        if stem in texts and stem in annotations:
            yield from _read_document(stem, texts.pop(stem), annotations.pop(stem))
    for stem in annotations:
        raise DataError(f"there is no {stem}.txt beside it", path=f"{stem}.ann")


# --- writing


def _stem(name: str, taken: set[str]) -> str:
    """A path without suffix for a document, safe on every file system and not given before (in any case of letters)."""
    safe = _FORBIDDEN.sub(_percent, name.removesuffix(".txt"))
    stem = "/".join(part if len(part) <= _LONGEST else _shortened(part) for part in safe.split("/") if part) or "document"
    number = 1
    unique = stem
    while unique.casefold() in taken:
        number += 1
        unique = f"{stem}-{number}"
    taken.add(unique.casefold())
    return unique


def _percent(found: regex.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0][:1].encode("utf-8", "surrogatepass")) + found[0][1:]


def _shortened(part: str) -> str:
    return f"{part[:_LONGEST]}-{sha256(part.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _annotations(text: str, quotations: Sequence[Quotation]) -> str:
    numbers: dict[_Entity, int] = {}
    lines: list[str] = []
    relations = 0
    for own, quotation in enumerate(quotations, 1):
        record = quotation_to_json(quotation)
        lines.append(_entity_line(own, _Entity(quotation.kind.capitalize(), quotation.segments), text))
        for name, path in _PARTS.items():
            part = _look_up(record, path)
            if part and part["start"] is not None:
                other = _Entity(name, ((part["start"], part["end"]),))
                if other not in numbers:  # two quotations that share a mention share the entity
                    numbers[other] = len(quotations) + len(numbers) + 1
                    lines.append(_entity_line(numbers[other], other, text))
                relations += 1
                lines.append(f"R{relations}\t{name.lower()} Arg1:T{own} Arg2:T{numbers[other]}")
        lines.append(f"#{own}\tAnnotatorNotes T{own}\t{dump(record)}")
    return "".join(f"{line}\n" for line in lines)


def _entity_line(number: int, entity: _Entity, text: str) -> str:
    spans = ";".join(f"{start} {end}" for start, end in entity.spans)
    words = " ".join(text[start:end] for start, end in entity.spans)
    return f"T{number}\t{entity.type} {spans}\t{_LINE_END.sub(' ', words)}"


def _look_up(record: dict[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = record
    for key in path:
        value = value[key]
    return value


# --- reading


class _Annotated(NamedTuple):
    """What one ``.ann`` file says."""

    entities: dict[str, _Entity]
    relations: dict[tuple[str, str], str]
    notes: dict[str, dict[str, Any]]


def _read_document(stem: str, text: str, annotations: str) -> Iterator[Quotation]:
    said = _Annotated({}, {}, {})
    for number, line in enumerate(annotations.split("\n"), 1):
        try:
            _read_line(line.rstrip("\r"), said)
        except (ValueError, IndexError, RecursionError) as error:
            raise DataError(f"no annotation that brat writes ({error})", path=f"{stem}.ann", line=number) from None
    for name, entity in said.entities.items():
        if entity.type in _KINDS:
            try:
                yield quotation_from_json(_corrected(name, said, text, stem))
            except DataError as error:
                raise DataError(f"{name}: {error.problem}", path=f"{stem}.ann") from None
            except (KeyError, TypeError, AttributeError):
                raise DataError(f"{name}: its note is no record of a quotation", path=f"{stem}.ann") from None


def _read_line(line: str, said: _Annotated) -> None:
    name, _, rest = line.partition("\t")
    if name.startswith("T"):
        type_, _, spans = rest.partition("\t")[0].partition(" ")
        pairs = [pair.split() for pair in spans.split(";")]
        said.entities[name] = _Entity(type_, tuple((int(start), int(end)) for start, end in pairs))
    elif name.startswith("R"):
        type_, first, second = rest.split()
        said.relations[first.removeprefix("Arg1:"), type_] = second.removeprefix("Arg2:")
    elif name.startswith("#"):
        head, _, note = rest.partition("\t")
        if note.startswith("{"):
            said.notes[head.split()[1]] = json.loads(note)


def _corrected(name: str, said: _Annotated, text: str, stem: str) -> dict[str, Any]:
    """The record of the note, with what the annotations say put over it."""
    entity = said.entities[name]
    segments = [list(span) for span in entity.spans]
    record = said.notes.get(name) or _fresh(stem, segments)
    record["kind"] = entity.type.lower()
    if record["segments"] != segments:
        record["segments"] = segments
        record["text"] = " ".join(text[start:end].strip(_MARKS) for start, end in segments)
    for type_, path in _PARTS.items():
        holder = _look_up(record, path[:-1])
        linked = said.entities.get(said.relations.get((name, type_.lower()), ""))
        holder[path[-1]] = _corrected_part(type_, holder[path[-1]], linked, text)
    return record


def _corrected_part(type_: str, part: dict[str, Any] | None, linked: _Entity | None, text: str) -> dict[str, Any] | None:
    if linked is None:
        return part if part and part["start"] is None else None
    start, end = linked.spans[0][0], linked.spans[-1][1]
    if part and (part["start"], part["end"]) == (start, end):
        return part
    if part is None and type_ == "Date":
        return None
    blank = {"name": None, "type": "unknown"} if type_ == "Speaker" else {}
    return {**blank, **(part or {}), "start": start, "end": end, "text": text[start:end]}


def _fresh(stem: str, segments: list[list[int]]) -> dict[str, Any]:
    """The record of a quotation that an annotator added."""
    venue = {"occasion": None, "place": None, "medium": None}
    known = {"id": f"{stem}.txt#{segments[0][0]}-{segments[-1][1]}", "document": f"{stem}.txt", "segments": [], "text": ""}
    parts = {"speaker": None, "cue": None, "addressee": None, "venue": venue, "date": None}
    return {**known, **parts, "confidence": 1.0, "evidence": [], "version": SCHEMA_VERSION}
