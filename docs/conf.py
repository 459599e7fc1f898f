"""How the documentation is built: ``python -m sphinx -W -b html docs OUT``."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "quotes"
author = "The quotes maintainers"
copyright = "The quotes maintainers"
release = installed("quotes-attribution")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.intersphinx", "living_tables"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"quotes {release}"
html_static_path = ["_static"]
html_css_files = ["quotes.css"]

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 90
default_role = "py:obj"  # docstrings write `name` for any Python object
intersphinx_mapping: dict[str, tuple[str, None]] = {}  # the build needs no network
nitpicky = False
