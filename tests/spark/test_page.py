"""Every example of the page about Spark runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "spark.md"


def test_the_examples_of_the_page_run(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block.replace('"archive/', f'"{tmp_path}/archive/'), names)  # Spark's own folder is that where it started
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "my-index"]
