"""Checks what is about to be published: ``python .ci/distribution.py dist/*.whl dist/*.tar.gz``.

The wheel holds the package exactly as it lies in the checkout (code, word lists, weights, schema, the pages' assets, the
marker of types) and nothing else; the source archive holds what building and testing need; the core asks for two packages.
Prints every fault and exits with status 1 where there is one.
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from email.parser import Parser
from fnmatch import fnmatch
from pathlib import Path

REQUIRED = (
    "quotes/py.typed",
    "quotes/__init__.py",
    "quotes/lexicon/en/verbs.toml",
    "quotes/lexicon/en/*weights.tsv",
    "quotes/schema/*.json",
    "quotes/index/*.js",
    "quotes/index/*.css",
)
"""One file at least must match each; ``*`` crosses folders."""

SOURCE = (
    "quotes/__init__.py",
    "tests/corpus/seeds.jsonl",
    "seeds/*.txt",
    "docs/index.md",
    "README.md",
    "LICENSE",
    "pyproject.toml",
)
NEEDLESS = ("*.pyc", "*__pycache__*", "*.DS_Store", "*~", "*.orig", "*/_build/*", "*.sqlite", "*.log", "*.ipynb_checkpoints*")
CORE = {"attrs", "regex"}
MOST = 4 * 2**20
"""More than this many bytes in a wheel needs a reason."""


def missing(names: set[str], patterns: tuple[str, ...]) -> list[str]:
    """Patterns that no name matches."""
    return [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in names)]


def needless(names: set[str]) -> list[str]:
    """Names that nobody wants in an archive."""
    return [name for name in sorted(names) if any(fnmatch(name, pattern) for pattern in NEEDLESS)]


def wheel_faults(path: Path, package: Path) -> list[str]:
    """What is wrong with a wheel, held against the package's folder."""
    with zipfile.ZipFile(path) as wheel:
        names = {name for name in wheel.namelist() if not name.endswith("/")}
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        needs = Parser().parsestr(wheel.read(metadata).decode()).get_all("Requires-Dist") or []
    info = metadata.rpartition("/")[0]
    packed = {name for name in names if not name.startswith(f"{info}/")}
    present = {file.relative_to(package.parent).as_posix() for file in package.rglob("*") if file.is_file()}
    present = {name for name in present if "__pycache__" not in name}
    core = {match[0] for need in needs if "extra ==" not in need and (match := re.match(r"[\w.-]+", need))}
    return [
        *(f"lacks {name}" for name in sorted(present - packed)),
        *(f"holds {name}, which is not in the package's folder" for name in sorted(packed - present)),
        *(f"lacks anything like {pattern}" for pattern in missing(packed, REQUIRED)),
        *(f"holds {name}" for name in needless(names)),
        *([f"needs {sorted(core)}, not {sorted(CORE)}"] if core != CORE else []),
        *([f"is {size} bytes long, more than {MOST}"] if (size := path.stat().st_size) > MOST else []),
    ]


def source_faults(path: Path) -> list[str]:
    """What is wrong with a source archive."""
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    return [
        *(f"lacks anything like {pattern}" for pattern in missing(names, SOURCE)),
        *(f"holds {name}" for name in needless(names)),
    ]


def main(paths: list[str]) -> int:
    """Check every archive named; the exit status."""
    package = Path(__file__).resolve().parent.parent / "quotes"
    faults = [
        f"{path.name} {fault}"
        for path in map(Path, paths)
        for fault in (wheel_faults(path, package) if path.suffix == ".whl" else source_faults(path))
    ]
    print("\n".join(faults) or f"{len(paths)} archives hold what they should")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
