"""Files and folders to documents: each text as its file holds it, each id as promised, each fault told once."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from quotes.errors import InputError, MissingExtraError, QuotesError, UsageError
from quotes.inputs import read_documents
from quotes.model import Document

PAGE = """<!doctype html><html><head><title>Bridge opens | The Lund Post</title>
<meta property="article:published_time" content="2021-03-02T08:00:00Z">
<meta property="og:site_name" content="The Lund Post"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge opens</h1>
<p>The new bridge over the river was opened on Tuesday after years of work and much debate in the council chamber.</p>
<p>“It will last a hundred years,” said Ana Reyes, the mayor, who cut the ribbon in front of several hundred people.</p>
</article><footer>© The Lund Post</footer></body></html>"""


def line(**record: object) -> bytes:
    return json.dumps(record).encode() + b"\n"


def read(*inputs: str | Path, **options: object) -> list[Document]:
    return list(read_documents(inputs, **options))  # type: ignore[arg-type]


def read_on(*inputs: str | Path, **options: object) -> tuple[list[Document], list[str]]:
    """The documents, and what was said of those left out."""
    faults: list[QuotesError] = []
    return read(*inputs, report=faults.append, **options), [str(fault) for fault in faults]


# --- text files


@pytest.mark.parametrize("text", ["a\r\nb\rc\nd\x85e\u2028f", "", " \n", "\0", "“Yes”"])
def test_a_text_is_exactly_what_the_file_holds(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert read(tmp_path / "a.txt") == [Document(text, id="a.txt")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_signature_of_an_encoding_is_no_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("“Ja” ".encode(encoding))
    assert read(tmp_path / "a.txt", encoding=encoding.removesuffix("-sig"))[0].text == "“Ja” "


def test_another_encoding_is_read_when_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“Ja”".encode("cp1252"))
    assert read(tmp_path / "a.txt", encoding="cp1252")[0].text == "“Ja”"


def test_a_file_in_another_encoding_is_told_with_the_byte_and_the_mend(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ok \x93Ja\x94")
    with pytest.raises(InputError, match=r"a\.txt, byte 3: not utf-8 \(0x93\); .*--encoding cp1252") as caught:
        read(tmp_path / "a.txt")
    assert caught.value.byte == 3


# --- folders


def test_a_folder_is_read_in_the_order_of_its_paths_and_ids_are_paths_below_it(tmp_path: Path) -> None:
    for name in ("b/x.txt", "b.txt", "a/c/y.TXT", "a/z.jsonl", "a/notes.md", ".hidden/h.txt", "b/.h.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(line(id="one", text="") if name.endswith("jsonl") else b"")
    assert [document.id for document in read(tmp_path)] == ["a/c/y.TXT", "one", "b.txt", "b/x.txt"]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_bytes(b"")
    original = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match=r"locked: cannot be looked into \(Permission denied\)"):
        read_documents([tmp_path / "locked"])
    documents, faults = read_on(tmp_path)
    assert ([document.id for document in documents], len(faults)) == (["a.txt"], 1)


def test_a_link_back_to_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [document.id for document in read(tmp_path)] == ["a.txt"]


def test_a_quote_index_among_the_documents_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "index").mkdir()
    for name in ("quotes.sqlite", "quotations.jsonl", "index.html"):
        (tmp_path / "index" / name).write_bytes(b"")
    assert [document.id for document in read(tmp_path)] == ["a.txt"]
    with pytest.raises(InputError, match="this folder holds no documents"):
        read(tmp_path / "index")


def test_the_output_of_another_run_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_bytes(3 * line(id="x", document="d", segments=[[0, 1]], text=""))
    documents, faults = read_on(tmp_path)
    assert (documents, len(faults)) == ([], 1)
    assert faults[0].endswith("line 1: this is a quotation that was found, not a document to read")


def test_what_cannot_be_read_in_a_folder_costs_that_document_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    (tmp_path / "b.txt").write_bytes(b"b")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "locked.txt").write_bytes(b"")
    original = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    documents, faults = read_on(tmp_path)
    assert [document.id for document in documents] == ["b.txt"]
    assert [fault.rpartition(os.sep)[2].partition(";")[0] for fault in faults] == [
        "a.txt, byte 0: not utf-8 (0xff)",
        "gone.txt: this is no regular file",
        "locked.txt: cannot be read (Permission denied)",
    ]


@pytest.mark.parametrize("suffix", ["", ".md"])
def test_a_folder_without_documents_is_told_before_anything_is_read(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / f"notes{suffix}").write_bytes(b"")
    with pytest.raises(InputError, match=r"this folder holds no documents \(.txt, .html, .htm, .jsonl\)"):
        read_documents([tmp_path], report=lambda _: None)


# --- JSON Lines


def test_a_line_is_a_document_with_all_that_it_brings(tmp_path: Path) -> None:
    full = line(id="x", text="t\r\n", published="2022-01-15T09:30:00Z", title="T", source="S", url="U", mood="calm")
    bare = line(text="no id", title=None, published="") + line(id=7, text="\ud800", published="2022-01")
    (tmp_path / "d.jsonl").write_bytes(b"\xef\xbb\xbf" + full + b"\n \r\n" + bare)
    assert read(tmp_path / "d.jsonl") == [
        Document("t\r\n", id="x", published="2022-01-15", title="T", source="S", url="U"),
        Document("no id", id="d.jsonl:4"),
        Document("\ud800", id="7", published="2022-01"),
    ]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"{\n", "not JSON: Expecting property name"),
        (b"[" * 100_000 + b"\n", "not JSON: "),
        (b'{"id": ' + b"1" * 5000 + b', "text": ""}\n', "not JSON: "),
        (b'"text"\n', "no JSON object; a line is a document"),
        (line(id="x"), 'no "text"; a line is a document'),
        (line(id="x", text=None), '"text" is no string'),
        (line(id=1.5, text=""), '"id" is neither a string nor a whole number'),
        (line(id=True, text=""), '"id" is neither a string nor a whole number'),
        (line(id="x", text="", published="2022-13-45"), 'published="2022-13-45" is no date: there is no month 13'),
        (line(id="x", text="", published=2022), '"published" is no string'),
        (line(id="x", text="", source={"name": "S"}), '"source" is no string'),
        (line(id="x", document="d", segments=[[0, 1]], text=""), "this is a quotation that was found, not a document"),
        (line(id="first", text=""), "a document called 'first' was read before"),
        (b'{"id": "x", "text": "\x93"}\n', "byte 21: not utf-8 (0x93)"),
    ],
)
def test_a_bad_line_is_told_by_number_and_the_others_are_read(tmp_path: Path, bad: bytes, message: str) -> None:
    (tmp_path / "d.jsonl").write_bytes(line(id="first", text="") + bad + line(id="last", text=""))
    documents, faults = read_on(tmp_path / "d.jsonl")
    assert [document.id for document in documents] == ["first", "last"]
    assert len(faults) == 1
    assert faults[0].startswith(f"{tmp_path / 'd.jsonl'}, line 2")
    assert message in faults[0]
    assert "\n" not in faults[0]


def test_without_a_report_the_first_bad_line_is_raised(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_bytes(line(id="a", text="") + b"{")
    documents = read_documents([tmp_path / "d.jsonl"])
    assert next(documents).id == "a"
    with pytest.raises(InputError, match=r"d\.jsonl, line 2: not JSON"):
        next(documents)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_lines_in_another_encoding_are_read_when_named(tmp_path: Path, encoding: str) -> None:
    text = "".join(json.dumps({"id": name, "text": "“Ja”"}, ensure_ascii=False) + "\n" for name in "ab")
    (tmp_path / "d.jsonl").write_bytes(text.encode(encoding))
    assert read(tmp_path / "d.jsonl", encoding=encoding) == [Document("“Ja”", id="a"), Document("“Ja”", id="b")]


def test_lines_flow_as_they_come() -> None:
    def pipe() -> io.BufferedIOBase:
        class Endless(io.RawIOBase):
            count = 0

            def readable(self) -> bool:
                return True

            def readinto(self, buffer: Any) -> int:
                self.count += 1
                data = line(id=self.count, text="")
                buffer[: len(data)] = data
                return len(data)

        return io.BufferedReader(Endless(), buffer_size=64)

    documents = read_documents(["-"], stdin=pipe())  # type: ignore[arg-type]
    assert [next(documents).id for _ in range(3)] == ["1", "2", "3"]


# --- standard input


@pytest.mark.parametrize(
    ("data", "documents"),
    [
        (b"It rained.\r\n", [Document("It rained.\r\n", id="-")]),
        (b"", [Document("", id="-")]),
        (b"\xef\xbb\xbf\n \t" + line(id="a", text="t") + line(id="b", text="u"), [Document("t", id="a"), Document("u", id="b")]),
        (b"\n\n a { is a brace", [Document("\n\n a { is a brace", id="-")]),
    ],
)
def test_standard_input_is_lines_if_it_opens_with_a_brace_else_one_text(data: bytes, documents: list[Document]) -> None:
    assert read("-", stdin=io.BytesIO(data)) == documents


def test_standard_input_may_be_utf_16() -> None:
    data = json.dumps({"id": "a", "text": "“Ja”"}, ensure_ascii=False).encode("utf-16")
    assert read("-", stdin=io.BytesIO(data), encoding="utf-16") == [Document("“Ja”", id="a")]


def test_standard_input_that_is_no_utf_8_is_told() -> None:
    assert read_on("-", stdin=io.BytesIO(b"a \xff"))[1][0].startswith("standard input, byte 2: not utf-8 (0xff)")


# --- what the caller names


def test_a_date_of_publication_is_given_to_documents_that_bring_none(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_bytes(line(id="a", text="", published="2020-05-01") + line(id="b", text=""))
    assert [d.published for d in read(tmp_path / "d.jsonl", published="2022-01-15T10:00")] == ["2020-05-01", "2022-01-15"]


@pytest.mark.parametrize(
    ("inputs", "options", "error", "message"),
    [
        (["nowhere.txt"], {}, InputError, "nowhere.txt: there is no such file or folder"),
        (["a\0b"], {}, InputError, "there is no such file or folder"),
        (["x" * 5000], {}, InputError, "there is no such file or folder"),
        ([__file__], {}, InputError, r"\.txt, \.html, \.htm, \.jsonl and folders are read, nothing else"),
        (["-"], {"published": "yesterday"}, UsageError, 'published="yesterday" is no date'),
        (["-"], {"encoding": "klingon"}, UsageError, "no text encoding is called 'klingon'"),
        (["-"], {"encoding": "hex"}, UsageError, "no text encoding is called 'hex'"),
        (["-", "-"], {}, UsageError, "can be read only once"),
    ],
)
def test_a_mistake_in_the_call_is_told_before_anything_is_read(
    inputs: list[str], options: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        read_documents(inputs, report=lambda _: None, stdin=io.BytesIO(), **options)


def test_one_path_need_not_stand_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    assert list(read_documents(str(tmp_path))) == list(read_documents(tmp_path / "a.txt")) == [Document("a", id="a.txt")]


def test_two_files_of_one_name_are_told_and_the_first_is_kept(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(folder)
    documents, faults = read_on(tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt")
    assert ([d.text for d in documents], len(faults)) == (["a"], 1)
    assert f"{tmp_path / 'b' / 'x.txt'}: a document called 'x.txt' was read before" in faults[0]


# --- pages


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_gives_its_article_with_title_date_and_site(tmp_path: Path, encoding: str) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "p.html").write_bytes(PAGE.encode(encoding))
    (document,) = read(tmp_path, encoding=encoding)
    assert "“It will last a hundred years,” said Ana Reyes" in document.text
    assert "Sport" not in document.text
    assert (document.id, document.published, document.source) == ("p.html", "2021-03-02", "The Lund Post")


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"\0\xff<<<"])
def test_a_page_without_an_article_is_told(tmp_path: Path, page: bytes) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "p.html").write_bytes(page)
    assert read_on(tmp_path / "p.html") == ([], [f"{tmp_path / 'p.html'}: no article was found in this page"])


def test_without_trafilatura_a_page_asks_for_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "p.htm").write_text(PAGE)
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(MissingExtraError, match=r'pip install "quotes-attribution\[html\]"'):
        read(tmp_path / "p.htm")
    documents, faults = read_on(tmp_path)
    assert ([d.id for d in documents], len(faults)) == (["a.txt"], 1)
