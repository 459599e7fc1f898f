"""Conventions of quotation marks: which marks open and close, what stands inside them, and where the comma goes.

`CONVENTIONS` is the table; `conventions` draws from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs
from hypothesis import strategies as st

from quotes.errors import UsageError

__all__ = ["CONVENTIONS", "Convention", "convention", "conventions"]


@attrs.frozen(slots=True)
class Convention:
    """One way to set quotation marks.

    `outer` and `inner` are the opening and closing marks of a quotation and of one nested in it (a third level takes
    `outer` again); `apostrophe` is the character that goes with them; `comma` says whether the comma after an utterance
    stands inside the marks, `stop` whether the comma or full stop after a fragment does; `padding` is what stands between
    the marks and the words.
    """

    name: str
    outer: tuple[str, str]
    inner: tuple[str, str]
    apostrophe: str = "’"
    comma: bool = True
    stop: bool = True
    padding: str = ""

    @property
    def single(self) -> bool:
        """Whether the outer closing mark is also an apostrophe."""
        return self.outer[1] in ("'", "’")

    def at(self, depth: int) -> tuple[str, str]:
        """The opening and closing marks at a depth of nesting, 0 outermost.

        >>> convention("curly").at(1)
        ('‘', '’')
        """
        return self.inner if depth % 2 else self.outer


CONVENTIONS: tuple[Convention, ...] = (
    Convention("straight", ('"', '"'), ("'", "'"), apostrophe="'"),
    Convention("curly", ("“", "”"), ("‘", "’")),
    Convention("curly, logical", ("“", "”"), ("‘", "’"), stop=False),
    Convention("single", ("‘", "’"), ("“", "”"), stop=False),
    Convention("single straight", ("'", "'"), ('"', '"'), apostrophe="'", stop=False),
    Convention("guillemets", ("«", "»"), ("‹", "›"), comma=False, stop=False),
    Convention("guillemets, spaced", ("«", "»"), ("“", "”"), comma=False, stop=False, padding="\N{NO-BREAK SPACE}"),
    Convention("guillemets, reversed", ("»", "«"), ("›", "‹"), stop=False),
    Convention("german", ("„", "“"), ("‚", "‘"), comma=False, stop=False),
    Convention("polish", ("„", "”"), ("‚", "’"), comma=False, stop=False),
    Convention("swedish", ("”", "”"), ("’", "’"), stop=False),
    Convention("typewriter", ("``", "''"), ("`", "'"), apostrophe="'"),
    Convention("doubled apostrophes", ("''", "''"), ('"', '"'), apostrophe="'"),
)
"""Every convention, simplest first."""


def convention(name: str) -> Convention:
    """The convention of that name; raises `UsageError` for an unknown one.

    >>> convention("german").outer
    ('„', '“')
    """
    for row in CONVENTIONS:
        if row.name == name:
            return row
    raise UsageError(f"no convention of marks {name!r}; there are: {', '.join(row.name for row in CONVENTIONS)}")


def conventions(names: Iterable[str] | None = None, *, without: Collection[str] = ()) -> st.SearchStrategy[Convention]:
    """Draws a convention of marks: one of `names` (all, if None), none of `without`."""
    chosen = CONVENTIONS if names is None else tuple(convention(name) for name in names)
    return st.sampled_from([row for row in chosen if row.name not in without])
