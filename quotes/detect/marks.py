"""Characters to quotation marks: which of them are marks at all, and whether each opens, closes, or may do either.

A mark's glyph and its neighbours decide together: straight marks by position alone; “ ” « » and the like by glyph, unless their
position speaks against it (“word“ closes, ”word” opens). Apostrophes inside words are no marks, nor is what stands in a leftover
tag. What may as well be an apostrophe or a prime (readers’ letters, a 12" pipe) is a *weak* mark: it counts only where nothing
better answers its partner.

One scan; each mark looks at its neighbours, a run of adjacent marks at those of the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import regex

from quotes.lexicon import table

__all__ = ["EDGES", "Family", "Mark", "Role", "find_marks", "has_marks"]

EDGES = "\"'“”‘’«»„‚`‹›「」『』 \xa0\u202f"
"""What may stand at the edges of a quotation and is none of its words: marks, and the spaces that some conventions set inside."""

Role = Literal["open", "close", "either"]
Family = Literal["double", "single", "guillemet", "angle", "corner", "white corner", "prime"]


class Mark(NamedTuple):
    """A quotation mark: where it stands, what it can do, and with which others it pairs (marks pair within a family).

    `weak` marks may be apostrophes or primes: one that opens needs a strong partner, one that closes yields to a strong one. An
    opening mark of weakness 2 is an apostrophe unless a stop or comma stands before its partner: ’Tis late,’ she said.
    """

    start: int
    end: int
    role: Role
    family: Family
    weak: int = 0


_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "＂", "``", "''", "‘‘", "’’"), "double"),
    **dict.fromkeys(("'", "‘", "’", "‚", "‛", "`", "´"), "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("〝〞〟", "prime"),
}
_OPENING_GLYPHS = frozenset(("“", "‟", "„", "``", "‘‘", "‘", "‚", "‛", "`", "«", "‹", "「", "『", "〝"))
_CLOSING_GLYPHS = frozenset(("”", "’’", "»", "›", "」", "』", "〞", "〟"))
_ONE_WAY = frozenset("「」『』〝〞〟„‚")

# An apostrophe between letters (don’t, O’Hara) is no mark; a leftover tag is passed over whole, with the marks in it.
_MARK = regex.compile(r"""["“”„‟«»‹›「」『』〝〞〟＂]|``|''|‘‘|’’|['‘’‚‛`´](?!(?<=\w.)\w)|<[/!]?[A-Za-z][^<>]{0,1000}+>""")

_BEFORE_OPENING = frozenset("([{<—–-―‒/=~*_|>•")
_CLOSING_STOPS = frozenset(".,;:!?)]}>/|…")
_SPEECH_STOPS = frozenset(".,!?…")
_DASHES = frozenset("—–-―‒")
_POSSESSIVE_ENDS = frozenset("sSxXzZ")

_MEASURE = regex.compile(r"(?<![\w$£€.,])(?:\d{1,3}(?:\.\d{1,3}|/\d{1,2})?+|\d{0,2}+\p{No})")
_LONGEST_MEASURE = 9
_WORD = regex.compile(r"\w*+")
_LONGEST_ELISION = 12
_DECADE = regex.compile(r"\d0s")


def find_marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """The quotation marks of ``text[start:end]``, in order; what lies outside counts as white space.

    >>> [(mark.start, mark.role) for mark in find_marks('"Don\\'t," he said.')]
    [(0, 'open'), (7, 'close')]
    """
    return list(_scan(text, start, len(text) if end is None else end))


def has_marks(text: str) -> bool:
    """Whether anything in the text may be a quotation mark: what a document without any costs.

    >>> has_marks("It doesn’t rain."), has_marks("“Rain.”")
    (False, True)
    """
    return _MARK.search(text) is not None


def _scan(text: str, start: int, end: int) -> Iterator[Mark]:
    run: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, start, end):
        span = match.span()
        if text[span[0]] == "<":
            continue
        if run and run[-1][1] != span[0]:
            yield from _read_run(text, run, start, end)
            run = []
        run.append(span)
    if run:
        yield from _read_run(text, run, start, end)


def _read_run(text: str, run: list[tuple[int, int]], start: int, end: int) -> Iterator[Mark]:
    """The marks of one run of adjacent marks: all of `.'"` close, all of `"'` before a word open."""
    first, last = run[0][0], run[-1][1]
    before = text[first - 1] if first > start else "\n"
    position = _position(before, text[last : min(last + 3, end)])
    for at, stop in run:
        glyph = text[at:stop]
        family = _FAMILIES[glyph]
        if family == "single":
            mark = _single_mark(text, at, stop, position, start, end)
            if mark is not None:
                yield mark
        else:
            weak = at == first and before.isnumeric() and position != "open" and _is_measure(text, at, start)
            yield Mark(at, stop, _role(glyph, position, before), family, int(weak))


def _position(before: str, after: str) -> Role:
    """What a mark between these neighbours looks like to a reader who cannot see its shape."""
    follower = after[:1]
    if _is_space(follower):
        return "either" if _is_space(before) else "close"
    free = _is_space(before) or before in _BEFORE_OPENING
    if follower in _CLOSING_STOPS:
        return "open" if free and _begins_with_dots(after) else "close"
    if follower in _DASHES:
        return "open" if free else "close"
    return "open" if free else "either"


def _is_space(sign: str) -> bool:
    return not sign or sign.isspace() or not sign.isprintable()


def _begins_with_dots(after: str) -> bool:
    """“...and so on”, “…and”, “. . . and”, “.45-calibre” open; what stands before “. ” does not."""
    return after[0] == "…" or (after[0] == "." and (not _is_space(after[1:2]) or after[2:3] == "."))


def _role(glyph: str, position: Role, before: str) -> Role:
    """Glyph and position together, for every family but the single marks."""
    if glyph in _ONE_WAY:
        return "open" if glyph in _OPENING_GLYPHS else "close"
    if glyph in _OPENING_GLYPHS:
        # “Rain.“[Reuters] closes with the wrong glyph.
        return "either" if position == "close" or before in _SPEECH_STOPS else "open"
    if glyph in _CLOSING_GLYPHS:
        return "either" if position == "open" or before == "\n" else "close"
    return position


def _is_measure(text: str, at: int, start: int) -> bool:
    """Whether a short number ends at `at`: 12" pipe, 6'3", 3/4"; not the year that ends a quotation."""
    low = max(start, at - _LONGEST_MEASURE)
    return any(match.end() == at for match in _MEASURE.finditer(text, low, at))


def _single_mark(text: str, at: int, stop: int, position: Role, start: int, end: int) -> Mark | None:
    """A single mark, or None where it is an apostrophe for certain."""
    glyph = text[at:stop]
    opening = glyph in _OPENING_GLYPHS
    if position == "open" or (position == "either" and opening):
        return _opening_single(text, at, stop, end)
    if position == "either":
        return Mark(at, stop, "either", "single", 1)
    if glyph in "‚`" or _closes_elision(text, at, start):
        return None
    return Mark(at, stop, "close", "single", int(not opening and _may_be_apostrophe(text, at, stop, start, end)))


def _closes_elision(text: str, at: int, start: int) -> bool:
    """Whether this is the second sign of rock 'n' roll."""
    word = text[max(start, at - 3) : at].rpartition(text[at])[2]
    return word.lower() in _elisions("closed") and at - len(word) > start and text[at - len(word) - 1] == text[at]


def _may_be_apostrophe(text: str, at: int, stop: int, start: int, end: int) -> bool:
    """Whether the sign after a word may stand for what is left out, or for feet: readers' letters, goin' home, 6' 3"."""
    previous = text[at - 1] if at > start else " "
    if previous.isnumeric():
        return True
    if previous in _POSSESSIVE_ENDS and text[stop : stop + 1] in _SPEECH_STOPS and text[stop + 1 : stop + 2] == text[at]:
        # 'They met the Joneses'.'
        return True
    if not (previous.isalpha() and text[stop : stop + 1] == " " and text[stop + 1 : min(stop + 2, end)].isalnum()):
        return False
    if previous in _POSSESSIVE_ENDS:
        return True
    word = text[max(start, at - _LONGEST_ELISION) : at].rpartition(" ")[2].lower()
    return (len(word) > 4 and word.endswith("in")) or word in _elisions("clipped")


def _opening_single(text: str, at: int, stop: int, end: int) -> Mark | None:
    """A single mark before a word: ’em and ’60s are words; ’16, ’round and whatever opens with ’ may be; ’n’ is nothing else."""
    following = _WORD.match(text, stop, min(end, stop + _LONGEST_ELISION))
    word = following[0].lower() if following else ""
    after = stop + len(word)
    if word in _elisions("closed") and after < end and text[after] in "'’":
        return None
    if word in _elisions("open") or _DECADE.fullmatch(word):
        return Mark(at, stop, "open", "single", 2)
    elided = word in _elisions("doubtful") or (len(word) == 2 and word.isdigit())
    spoken = word == "is" and following is not None and following[0] == "Is"  # 'Is that all?
    doubtful = text[at] in "’`´" or (elided and text[at] == "'" and not spoken)
    return Mark(at, stop, "open", "single", int(doubtful))


@cache
def _elisions(kind: str) -> frozenset[str]:
    return frozenset(table("elisions")[kind])
