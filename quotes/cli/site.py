"""Write the pages of an index again.

No document is read: the pages are made of what the index holds.

  quotes site quote-index --title "The council's words"
"""

from __future__ import annotations

import argparse
from pathlib import Path

from quotes.index import Index, write_site

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes site``."""
    parser.add_argument("index", metavar="DIR", help="the folder of the index")
    parser.add_argument("--title", default="Quotations", help="what the pages are headed with (default: %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    """Writes the pages; gives the exit status."""
    with Index.open(arguments.index) as index:
        write_site(index, arguments.index, title=arguments.title)
    print(f"Open {Path(arguments.index, 'index.html')}")
    return 0
