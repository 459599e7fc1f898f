"""Coverage-guided fuzzing of everything that reads a text: analysis, explanation, every format.

    python tests/fuzz/fuzz_quotes.py -max_total_time=1800 -dict=tests/fuzz/quotes.dict tests/fuzz/corpus

Needs atheris (`pip install atheris`, on Linux); the options are libFuzzer's. New inputs that reach new code are added to
the corpus; a finding is written to a file ``crash-…`` in the current folder. `test_fuzz_corpus.py` runs every kept input
in the ordinary tests.
"""

from __future__ import annotations

import importlib
import io
import sys
from typing import Any

__all__ = ["examine", "main", "text_of"]


def text_of(data: bytes) -> str:
    """Bytes as text; what is no UTF-8 becomes lone surrogates, so that every input is one."""
    return data.decode("utf-8", "surrogateescape")


def examine(text: str) -> None:
    """Reads `text` in every way there is; raises where a promise is broken."""
    pipeline, model = (importlib.import_module(f"quotes.{name}") for name in ("pipeline", "model"))
    analysis = pipeline.analyze(model.Document(text, id="fuzz", published="2022-01-15"))
    quotations = analysis.quotations
    wrong = importlib.import_module("quotes.strategies").faults(analysis.document, quotations)
    assert not wrong, wrong
    check_tokens(text, analysis.tokens)
    for quotation in quotations:
        importlib.import_module("quotes.explanation").explain(quotation, text)
    check_formats(analysis.document, quotations)
    assert pipeline.attribute(analysis.document) == tuple(
        q for q in quotations if q.kind in model.ATTRIBUTED and q.parent is None
    )


def check_tokens(text: str, tokens: Any) -> None:
    """Tokens stand in order and slice to their words; what lies between them is blank."""
    place = 0
    for token in tokens:
        assert place <= token.start < token.end, token
        assert text[token.start : token.end] == token.text, token
        place = token.end
    assert place <= len(text)


def check_formats(document: Any, quotations: Any) -> None:
    """Every format read back gives what was written."""
    formats = importlib.import_module("quotes.formats")
    for entry in formats.FORMATS.values():
        if isinstance(entry, formats.Format):
            data = "".join(entry.write([(document, quotations)])).encode("utf-8")
            read = list(entry.read(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")))
        else:
            read = list(entry.read_files(entry.write_files([(document, quotations)])))
        assert read == list(quotations), entry.name


def main() -> None:
    """Fuzzes until libFuzzer's options say stop."""
    try:
        import atheris  # pyright: ignore[reportMissingImports]
    except ImportError:
        sys.exit("fuzzing needs atheris: pip install atheris")
    with atheris.instrument_imports(include=["quotes"]):  # pyright: ignore[reportAttributeAccessIssue]
        for name in ("pipeline", "explanation", "formats", "model"):
            importlib.import_module(f"quotes.{name}")
    importlib.import_module("quotes.strategies")
    atheris.Setup(sys.argv, lambda data: examine(text_of(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
