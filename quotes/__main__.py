"""``python -m quotes``: the same program as ``quotes``."""

import sys

from quotes.cli import main

if __name__ == "__main__":
    sys.exit(main())
