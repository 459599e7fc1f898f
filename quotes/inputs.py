"""Files and folders to documents, one at a time, each as it is.

A text is what its file holds: decoded, and nothing else; line ends stay as they are, so that offsets fit the file. An
encoding's signature (the byte-order mark) belongs to the encoding, not to the text: offsets count from the character after it.

===========  =======================================================================================================
``.txt``     one document; its id is the file's name
``.html``    one document: the article without the page around it, as trafilatura reads it (extra ``html``); offsets
             count in that text
``.jsonl``   one document a line: ``{"id", "text", "published"?, "title"?, "source"?, "url"?}``; without an id it is
             called ``FILE:LINE``
a folder     those files below it, in the order of their paths; hidden ones and quote indexes are passed over; an id is
             the path below the folder, with ``/``
``-``        standard input: JSON Lines if its first character that is no white space is ``{``, else one text called ``-``
===========  =======================================================================================================

What the caller names must be there: a missing path, an unknown kind of file, a folder without documents stop the reading
before it begins. What turns out to be unreadable on the way (a broken line, a file in another encoding, an id for the second
time) costs one document: it is reported, and the rest is read.
"""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import attrs

from quotes.errors import InputError, MissingExtraError, QuotesError, UsageError
from quotes.model import Document
from quotes.resolve.edtf import parse

__all__ = ["STDIN", "SUFFIXES", "Report", "read_documents"]

Report = Callable[[QuotesError], None]
"""Takes what was wrong with a document that is left out."""

STDIN: Final = "-"
"""The input that stands for standard input."""

SUFFIXES: Final = (".txt", ".html", ".htm", ".jsonl")
"""The files that are read."""

_SIGNATURE: Final = "\ufeff"
_INDEX: Final = "quotes.sqlite"  # what makes a folder a quote index: its pages and lines are answers, not documents
_A_LINE: Final = 'a line is a document: {"id": …, "text": …}'
_AN_ANSWER: Final = "this is a quotation that was found, not a document to read"


class _Found(NamedTuple):
    """A document, and where it stands, for messages."""

    document: Document
    path: str
    line: int | None = None


class _Source(NamedTuple):
    """What is being read: the path for messages, the name for ids, how to decode it, whom to tell."""

    path: str
    name: str
    encoding: str
    report: Report


def read_documents(
    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    encoding: str = "utf-8",
    published: str | None = None,
    report: Report | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document]:
    """The documents of files, folders and standard input, in order, as a stream.

    Arguments: the `inputs`, paths or ``-``; the `encoding` of their bytes (an HTML page that is no UTF-8 tells its own, unless
    another is given here); `published`, an EDTF date for documents that bring none; `report`, called with each fault that
    costs one document (without it the first such fault is raised); `stdin`, what to read for ``-`` instead of the program's own.
    Raises at once, before anything is read: `UsageError` for an impossible date, an unknown encoding, ``-`` given twice;
    `InputError` for an input that is not there, of an unknown kind, or a folder without documents.

    >>> [document.text for document in read_documents("-", stdin=io.BytesIO(b"It rained, she said."))]
    ['It rained, she said.']
    """
    names = [os.fspath(item) for item in ([inputs] if isinstance(inputs, str | os.PathLike) else inputs)]
    _check_encoding(encoding)
    if published is not None:
        published = str(parse(published, name="published"))
    if names.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    for name in names:
        _check_input(name)
    report = report or _raise
    return _finished(_documents(names, encoding, report, stdin), published, report)


def _raise(error: QuotesError) -> None:
    raise error


def _finished(found: Iterator[_Found], published: str | None, report: Report) -> Iterator[Document]:
    """The documents with the caller's date where they bring none, but for those whose id came before."""
    seen: set[str] = set()
    for document, path, line in found:
        if document.id in seen:
            report(
                InputError(
                    f"a document called {document.id!r} was read before; each needs an id of its own", path=path, line=line
                )
            )
            continue
        seen.add(document.id)
        yield document if document.published or not published else attrs.evolve(document, published=published)


# --- before anything is read


def _check_encoding(encoding: str) -> None:
    try:
        known = codecs.lookup(encoding)
    except (LookupError, ValueError):
        known = None
    if known is None or not getattr(known, "_is_text_encoding", True):
        raise UsageError(f"no text encoding is called {encoding!r}; utf-8, cp1252, latin-1 and utf-16 are")


def _check_input(name: str) -> None:
    if name == STDIN:
        return
    if not os.path.exists(name):
        raise InputError("there is no such file or folder", path=name)
    if os.path.isdir(name):
        faults: list[QuotesError] = []
        if next(_walk(name, "", faults.append), None) is None:
            raise faults[0] if faults else InputError(f"this folder holds no documents ({', '.join(SUFFIXES)})", path=name)
    elif _suffix(name) not in SUFFIXES:
        raise InputError(
            f"{', '.join(SUFFIXES)} and folders are read, nothing else; a text may also come from {STDIN}", path=name
        )


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


# --- documents, one source after the other


def _documents(names: list[str], encoding: str, report: Report, stdin: BinaryIO | None) -> Iterator[_Found]:
    for name in names:
        if name == STDIN:
            yield from _from_stream(stdin or sys.stdin.buffer, _Source("standard input", STDIN, encoding, report))
        elif os.path.isdir(name):
            for path, below in _walk(name, "", report):
                yield from _from_file(_Source(path, below, encoding, report))
        else:
            yield from _from_file(_Source(name, Path(name).name, encoding, report))


def _walk(folder: str, below: str, report: Report) -> Iterator[tuple[str, str]]:
    """The documents below a folder with their paths below it, in the order of these paths; no link to a folder is followed."""
    try:
        entries = sorted(os.scandir(folder), key=_place)
    except OSError as error:
        report(InputError(f"cannot be looked into ({error.strerror})", path=folder))
        return
    if any(entry.name == _INDEX for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{below}{entry.name}/", report)
        elif _suffix(entry.name) in SUFFIXES and not os.path.isdir(entry.path):
            yield entry.path, below + entry.name


def _place(entry: os.DirEntry[str]) -> str:
    """Where an entry stands so that whole paths are in order: “a.txt” before “a/b.txt”, since “.” comes before “/”."""
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


def _from_file(source: _Source) -> Iterator[_Found]:
    suffix = _suffix(source.path)
    try:
        if suffix == ".jsonl":
            with open(source.path, "rb") as stream:
                yield from _from_lines(stream, source)
        elif os.path.isfile(source.path):
            data = Path(source.path).read_bytes()
            yield _Found(_text(data, source) if suffix == ".txt" else _page(data, source), source.path)
        else:
            source.report(InputError("this is no regular file", path=source.path))
    except OSError as error:
        source.report(InputError(f"cannot be read ({error.strerror})", path=source.path))
    except (InputError, MissingExtraError) as error:
        source.report(error)


def _from_stream(stream: BinaryIO, source: _Source) -> Iterator[_Found]:
    """Standard input, read line by line where it is JSON Lines, so that a pipe flows."""
    head: list[bytes] = []
    for line in stream:
        head.append(line)
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            break
    try:
        if _by_lines(source.encoding) and head and head[-1].lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
            yield from _from_lines(chain(head, stream), source)
            return
        document = _text(b"".join(chain(head, stream)), source)
        if document.text.lstrip().startswith("{"):
            yield from _from_lines(io.BytesIO(document.text.encode()), source._replace(encoding="utf-8"))
        else:
            yield _Found(document, source.path)
    except InputError as error:
        source.report(error)


# --- one document


def _text(data: bytes, source: _Source) -> Document:
    return Document(_decoded(data, source), id=source.name)


def _decoded(data: bytes, source: _Source, line: int | None = None) -> str:
    try:
        return data.decode(source.encoding).removeprefix(_SIGNATURE)
    except UnicodeError as error:
        byte = getattr(error, "start", None)
        found = f" (0x{data[byte]:02x})" if byte is not None else ""
        raise InputError(f"not {source.encoding}{found}; {_mend(data)}", path=source.path, line=line, byte=byte) from None


def _mend(data: bytes) -> str:
    """What to do about bytes that another encoding was expected of. No text has zero bytes but in UTF-16 and UTF-32."""
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it holds zero bytes, as programs and pictures do: leave it out"
    likely = "utf-16" if b"\0" in data else "cp1252"
    return f'say which encoding it has: --encoding {likely}, for example (in Python: encoding="{likely}")'


def _page(data: bytes, source: _Source) -> Document:
    """The article of a saved page; the page's own date of publication, title, site and address come with it."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError(f"reading HTML ({source.path})", "html") from None
    page: str | bytes = data if _is_utf8(source.encoding) else _decoded(data, source)
    # no extensive search: a date guessed from the body would pass for that of publication; releases before 2.1 ask for the last day
    dates = {"original_date": True, "extensive_search": False, "max_date": None}
    try:
        found: Any = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except Exception as error:  # whatever a parser makes of a hostile page costs this page alone
        raise InputError(f"trafilatura cannot read this page ({error})", path=source.path) from error
    if found is None:
        raise InputError("no article was found in this page", path=source.path)
    known = found if isinstance(found, dict) else found.as_dict()
    return Document(
        known.get("text") or "",
        id=source.name,
        published=known.get("date"),
        title=known.get("title"),
        source=known.get("sitename"),
        url=known.get("url"),
    )


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")


# --- JSON Lines


def _by_lines(encoding: str) -> bool:
    """Whether lines can be told apart before they are decoded, so that one that cannot be decoded spares the others."""
    return "{\n".encode(encoding).removeprefix(codecs.BOM_UTF8) == b"{\n"


def _from_lines(stream: Iterable[bytes], source: _Source) -> Iterator[_Found]:
    if not _by_lines(source.encoding):
        whole = _decoded(b"".join(stream), source)
        stream, source = io.BytesIO(whole.encode("utf-8", "surrogatepass")), source._replace(encoding="utf-8")
    for number, line in enumerate(stream, 1):
        try:
            text = _decoded(line, source, number)
            if text.strip():
                yield _Found(_from_line(text, source, number), source.path, number)
        except InputError as error:
            source.report(error)
            if number == 1 and error.problem == _AN_ANSWER:
                return  # the output of another run: told once, not for each of its lines


def _from_line(line: str, source: _Source, number: int) -> Document:
    try:
        record = json.loads(line.rstrip())
        return _from_record(record, f"{source.name}:{number}")
    except InputError as error:
        raise InputError(error.problem, path=source.path, line=number) from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} (column {error.colno}); {_A_LINE}", path=source.path, line=number) from None
    except (ValueError, RecursionError) as error:  # a number of too many digits, brackets nested too deep
        raise InputError(f"not JSON: {error}", path=source.path, line=number) from None


def _from_record(record: object, place: str) -> Document:
    if not isinstance(record, dict):
        raise InputError(f"no JSON object; {_A_LINE}")
    if "segments" in record and "document" in record:
        raise InputError(_AN_ANSWER)
    if not isinstance(record.get("text"), str):
        raise InputError('"text" is no string' if "text" in record else f'no "text"; {_A_LINE}')
    return Document(
        record["text"],
        id=_identifier(record.get("id"), place),
        published=_published(record.get("published")),
        title=_string(record, "title"),
        source=_string(record, "source"),
        url=_string(record, "url"),
    )


def _identifier(value: object, place: str) -> str:
    """An id may be a number, as in many data sets; where there is none, the line's place is one."""
    if value is None or value == "":
        return place
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise InputError('"id" is neither a string nor a whole number')
    return str(value)


def _published(value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError('"published" is no string')
    try:
        return str(parse(value, name="published"))
    except UsageError as error:
        raise InputError(str(error).partition("\n")[0]) from None


def _string(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{key}" is no string')
    return value
