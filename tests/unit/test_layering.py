"""The house rules of the imports: downward only, no circle, none inside a function, and a core of two dependencies."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import quotes.span

PACKAGE = Path(quotes.span.__file__).parent

LAYERS: tuple[tuple[str, ...], ...] = (
    ("span", "errors", "garbage"),
    ("model",),
    ("lexicon",),
    ("text",),
    ("detect",),
    ("resolve",),
    ("processes", "pipeline"),
    ("collection", "inputs"),
    ("explanation",),
    ("formats",),
    ("learning",),
    ("index",),
    ("strategies", "integrations"),
    ("",),  # the public face: quotes/__init__.py
    ("cli", "__main__"),
)
"""Bottom to top; a module imports from its own row and from those above it in this table."""

CORE = {"regex", "attrs", "attr"}
DEFERRED = {
    "quotes": "the public face may fetch a name on first use",
    "quotes.integrations.hypothesis": "Hypothesis calls the hook while it is itself being imported; strategies need it whole",
}
"""Modules that may import the package inside a function, and why."""

NEEDS_EXTRAS = {"strategies", "integrations"}
"""Layers that nobody imports without asking for the packages that they stand on."""


class Import(NamedTuple):
    """One imported module: who imports it, on which line, and whether it may fail or never run (`guards`)."""

    source: str
    target: str
    line: int
    in_function: bool
    guarded: bool


def modules_of(package: Path) -> dict[str, Path]:
    """Dotted name → file, for every module below a package folder."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports_of(name: str, path: Path, modules: dict[str, Path]) -> Iterator[Import]:
    """Every import of a module, relative ones made absolute, ``from package import module`` taken for that module."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]

    def walk(node: ast.AST, in_function: bool, guarded: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            inside = in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            careful = guarded or guards(child)
            for target in targets_of(child, package, modules):
                yield Import(name, target, child.lineno, inside, careful)  # type: ignore[attr-defined]
            yield from walk(child, inside, careful)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), False, False)


def guards(node: ast.AST) -> bool:
    """Whether what stands below is imported only where it is installed, or only for the type checker."""
    match node:
        case ast.Try(handlers=handlers):
            return any("ImportError" in ast.unparse(handler) for handler in handlers)
        case ast.If(test=test):
            return ast.unparse(test).endswith("TYPE_CHECKING")
    return False


def targets_of(node: ast.AST, package: str, modules: dict[str, Path]) -> Iterator[str]:
    """The modules that one statement or call imports; only constant names of ``import_module`` can be read."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            parts = package.split(".")
            base = ".".join([*parts[: len(parts) - level + 1], *filter(None, [module])]) if level else module or ""
            yield from (whole if (whole := f"{base}.{alias.name}") in modules else base for alias in names)
        case ast.Call(func=function, args=[ast.Constant(value=str(target)), *_]) if "import_module" in ast.unparse(function):
            yield target


def layer_of(module: str, package: str) -> int | None:
    """The row of the module's layer, None where the table does not know it."""
    head = module.removeprefix(package).lstrip(".").partition(".")[0]
    return next((row for row, names in enumerate(LAYERS) if head in names), None)


def internal_imports(package: Path) -> tuple[dict[str, Path], list[Import]]:
    modules = modules_of(package)
    every = [i for name, path in modules.items() for i in imports_of(name, path, modules)]
    return modules, [i for i in every if i.target.partition(".")[0] == package.name]


def faults(package: Path) -> list[str]:
    """Every breach of the rules, in words."""
    modules, imports = internal_imports(package)
    found = [f"{name}: no layer; add it to LAYERS" for name in modules if layer_of(name, package.name) is None]
    for source, target, line, in_function, _ in imports:
        if in_function and source not in DEFERRED:
            found.append(f"{source}, line {line}: imports {target} inside a function")
        if (layer_of(target, package.name) or 0) > (layer_of(source, package.name) or 0):
            found.append(f"{source}, line {line}: imports {target}, which lies above it")
    return found + [f"circle: {' → '.join(circle)}" for circle in circles(imports)]


def circles(imports: list[Import]) -> list[list[str]]:
    """The import circles that a depth-first walk meets, each once."""
    graph: dict[str, set[str]] = {}
    for item in imports:
        graph.setdefault(item.source, set()).add(item.target)
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(module: str, trail: list[str]) -> None:
        if module in trail:
            found.append([*trail[trail.index(module) :], module])
        elif module not in done:
            for target in sorted(graph.get(module, ())):
                visit(target, [*trail, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return found


def test_imports_point_downward_and_stand_at_the_top_of_their_module() -> None:
    assert faults(PACKAGE) == []


def test_only_the_optional_layers_need_more_than_regex_and_attrs() -> None:
    allowed = CORE | {"quotes"} | set(sys.stdlib_module_names)
    modules = modules_of(PACKAGE)
    strange = [
        f"{item.source}, line {item.line}: {item.target}"
        for name, path in modules.items()
        if name.split(".")[1:2] == [] or name.split(".")[1] not in NEEDS_EXTRAS
        for item in imports_of(name, path, modules)
        if not item.in_function and not item.guarded and item.target.partition(".")[0] not in allowed
    ]
    assert strange == []


class Fresh(NamedTuple):
    """What a fresh interpreter holds after ``import quotes`` that it did not hold before."""

    modules: set[str]
    tables: int


@pytest.fixture(scope="module")
def fresh() -> Fresh:
    program = (
        f"import json, sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); before = set(sys.modules); "
        "import quotes; modules = sorted(set(sys.modules) - before); from quotes import lexicon; "
        "print(json.dumps([modules, lexicon.table.cache_info().currsize]))"
    )
    modules, tables = json.loads(
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    )
    return Fresh(set(modules), tables)


def test_importing_quotes_loads_regex_attrs_and_the_standard_library_alone(fresh: Fresh) -> None:
    roots = {name.partition(".")[0] for name in fresh.modules}
    roots -= {"__mp_main__"}  # another name that multiprocessing gives to __main__
    assert roots - set(sys.stdlib_module_names) - CORE == {"quotes"}


def test_importing_quotes_reads_no_table_of_the_lexicon(fresh: Fresh) -> None:
    assert fresh.tables == 0


def test_importing_quotes_leaves_the_index_and_the_command_line_alone(fresh: Fresh) -> None:
    upper = {f"quotes.{name}" for row in LAYERS[LAYERS.index(("index",)) :] for name in row if name}
    assert not upper & fresh.modules


def made_up(folder: Path, **files: str) -> Path:
    """A package of one-line modules to try the walk on."""
    package = folder / "quotes"
    package.mkdir()
    for name, source in {"__init__": "", **files}.items():
        (package / f"{name}.py").write_text(source, encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"span": "from quotes import model", "model": ""}, "quotes.span, line 1: imports quotes.model, which lies above it"),
        ({"span": "from .model import Token", "model": ""}, "quotes.span, line 1: imports quotes.model, which lies above it"),
        ({"model": "def f():\n    import quotes.span", "span": ""}, "line 2: imports quotes.span inside a function"),
        ({"span": "import quotes.errors", "errors": "import quotes.span"}, "circle: quotes.errors → quotes.span → quotes.errors"),
        ({"utils": ""}, "quotes.utils: no layer; add it to LAYERS"),
        ({"cli": "def f():\n    importlib.import_module('quotes.index')"}, "line 2: imports quotes.index inside a function"),
    ],
)
def test_the_walk_sees_each_kind_of_fault(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    assert any(fault in found for found in faults(made_up(tmp_path, **files)))


def test_the_walk_lets_a_downward_import_pass(tmp_path: Path) -> None:
    assert faults(made_up(tmp_path, model="from quotes.span import Span", span="import bisect")) == []


def test_the_public_face_fetches_each_name_from_the_module_that_type_checkers_read() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    read = {
        alias.name: node.module.removeprefix("quotes.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("quotes.")
        for alias in node.names
    }
    assert read == quotes._HOMES
    assert sorted(read) == sorted(quotes.__all__)


def test_importing_the_package_loads_no_more_of_it_than_its_face() -> None:
    code = "import sys, quotes; print([name for name in sys.modules if name.startswith('quotes.')])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"
