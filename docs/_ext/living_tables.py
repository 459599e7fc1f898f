"""Directives that write a page's tables from the tables that run, so that the documentation cannot lag behind.

- ``{rules} MODULE…``: the rules that the modules can name as evidence, from their ``RULES``.
- ``{passes}``: the passes of the pipeline in the order in which they run.
- ``{schema} FILE``: the fields of a JSON Schema of the package.
- ``{usage} COMMAND``: what ``quotes COMMAND --help`` prints.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterable, Sequence
from importlib import import_module, resources
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class Living(SphinxDirective):
    """A directive with one line of arguments."""

    optional_arguments = 20
    has_content = False

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> list[nodes.Node]:
        """A table whose cells are Markdown."""
        group = nodes.tgroup(cols=len(heads))
        group += [nodes.colspec(colwidth=width) for width in widths]
        head, body = nodes.thead(), nodes.tbody()
        head += self.row(heads)
        body += [self.row(cells) for cells in rows]
        group += [head, body]
        table = nodes.table()
        table += group
        return [table]

    def row(self, cells: Sequence[str]) -> nodes.row:
        """One row, each cell parsed as the page around it is."""
        row = nodes.row()
        for cell in cells:
            entry = nodes.entry()
            entry += self.parse_text_to_nodes(cell)
            row += entry
        return row


class Rules(Living):
    """The rules of one module or several."""

    def run(self) -> list[nodes.Node]:
        rules = {name: words for module in self.arguments for name, words in import_module(module).RULES.items()}
        return self.table(("rule", "what it says"), ((f"`{name}`", words) for name, words in rules.items()), (25, 75))


class Passes(Living):
    """The passes of the pipeline."""

    def run(self) -> list[nodes.Node]:
        passes = import_module("quotes.pipeline").PASSES
        rows = ((f"`{step.layer}`", ", ".join(f"`{layer}`" for layer in step.reads) or "the text", step.about) for step in passes)
        return self.table(("layer", "made from", "what it holds"), rows, (20, 25, 55))


class Schema(Living):
    """The fields of a JSON Schema, one row a property, nested ones with their path."""

    def run(self) -> list[nodes.Node]:
        path = resources.files("quotes") / "schema" / self.arguments[0]
        schema = json.loads(path.read_text(encoding="utf-8"))
        rows = [(f"`{name}`", kind, words) for name, kind, words in fields(schema, schema)]
        return self.table(("field", "type", "meaning"), rows, (25, 20, 55))


def fields(part: dict[str, Any], schema: dict[str, Any], prefix: str = "") -> Iterable[tuple[str, str, str]]:
    """Each property with its type and description, depth first."""
    for name, value in part.get("properties", {}).items():
        options = list(alternatives(value, schema))
        told = next((found["description"] for found in (resolve(value, schema), *options) if "description" in found), "")
        yield f"{prefix}{name}", " or ".join(kinds(options)), told
        for option in options:
            item = resolve(option.get("items", {}), schema)
            yield from fields(option, schema, f"{prefix}{name}.")
            yield from fields(item, schema, f"{prefix}{name}[].")


def alternatives(value: dict[str, Any], schema: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """What a property may be, ``$ref`` and ``anyOf`` followed down."""
    value = resolve(value, schema)
    for option in value.get("anyOf", ()):
        yield from alternatives(option, schema)
    if "anyOf" not in value:
        yield value


def resolve(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A ``$ref`` into the same schema followed, its own description kept."""
    if "$ref" not in part:
        return part
    target: Any = schema
    for step in part["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**target, **{key: value for key, value in part.items() if key != "$ref"}}


def kinds(options: Iterable[dict[str, Any]]) -> list[str]:
    """The JSON types that the options allow, each once."""
    found: dict[str, None] = {}
    for option in options:
        values = option.get("enum", [option["const"]] if "const" in option else [])
        named = option.get("type") or ("one of " if len(values) > 1 else "") + ", ".join(map(json.dumps, values))
        found.update(dict.fromkeys([named] if isinstance(named, str) else named))
    return list(found)


class Usage(Living):
    """The help of one command, or of the program."""

    def run(self) -> list[nodes.Node]:
        printed = io.StringIO()
        os.environ["COLUMNS"] = "92"  # argparse would take the width of the terminal that builds the pages
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            import_module("quotes.cli").main([*self.arguments, "--help"])
        return [nodes.literal_block(printed.getvalue(), printed.getvalue(), language="text")]


def trim(app: Sphinx, page: nodes.document) -> None:
    """Takes the empty line away that ends a doctest in the sources, so that no box has a gap below."""
    for block in page.findall(nodes.literal_block):
        text = block.astext().rstrip("\n")
        block.rawsource, block.children = text, []
        block += nodes.Text(text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directives."""
    for name, directive in (("rules", Rules), ("passes", Passes), ("schema", Schema), ("usage", Usage)):
        app.add_directive(name, directive)
    app.connect("doctree-read", trim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
