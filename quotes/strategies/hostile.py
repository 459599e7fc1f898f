"""Hostile text: what the web, a broken converter or an ill will can throw at a program that reads quotations.

`HOSTILE` is a table of shapes, each a function from a size to a text of at least that many characters; `hostile_texts`
draws short ones, alone, mixed, and pasted into real articles. `prose` is the peaceful text that costs are held against.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cache, partial
from itertools import count, cycle, islice

from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.strategies.articles import articles
from quotes.strategies.tables import table

__all__ = ["HOSTILE", "hostile_texts", "prose"]

MARKS = "\"'“”‘’„‚«»‹›`‟‛＂＇「」『』〝〞〟❝❞"
BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\n\r", "\r\r\n")
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PAGE = (
    '<div class="story" data-x=\'“\'><p>&ldquo;We agree,&rdquo; <b>Ann Cole</b> said.</p>\n<!-- "cut" --><br/>'
    '<script>var a = \'b\' + "c";</script>&#8220;&nbsp;&amp;lt;a href="x">\n'
)


def _repeat(unit: str, size: int) -> str:
    return unit * (size // len(unit) + 1)


def _nest(size: int) -> str:
    depth = size // 2
    return "".join(islice(cycle("“‘"), depth)) + "We agree" + "".join(islice(cycle("”’"), depth))


def _nest_and_close(size: int) -> str:
    """The same with every mark closed by its own."""
    opening = "".join(islice(cycle("“‘"), size // 2))
    return opening + "We agree" + opening[::-1].translate({0x201C: "”", 0x2018: "’"})


@cache
def _categories() -> str:
    """Two characters of each of Unicode's general categories, surrogates and unassigned ones included."""
    seen: dict[str, int] = {}
    kept = []
    for point in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(point))
        if seen.get(category, 0) < 2:
            seen[category] = seen.get(category, 0) + 1
            kept.append(chr(point))
        if point > 0x3000 and len(seen) == 30:
            break
    return "".join(kept)


def _numbered(unit: str, size: int) -> str:
    """`unit` again and again, each # a number written in letters, so that no two units name the same."""
    parts: list[str] = []
    length = 0
    for number in count():
        if length > size:
            return "".join(parts)
        name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        parts.append(unit.replace("#", name))
        length += len(parts[-1])
    raise AssertionError


def prose(size: int) -> str:
    """Peaceful prose of at least that many characters: short paragraphs, one attributed quotation in each of every three."""
    words = table("words")
    fillers, said = cycle(words["fillers"]), cycle(words["utterances"])
    parts, length = ["Ann Cole opened the meeting."], 28
    while length < size:
        parts.append(f"“{next(said)},” Cole said. {next(fillers)}\n\n{next(fillers)} {next(fillers)}\n\n{next(fillers)}")
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


def _one_line(size: int) -> str:
    return prose(size).replace("\n\n", " ")


UNITS: dict[str, str] = {
    "straight marks": '"',
    "opening marks": "“",
    "closing marks": "”",
    "apostrophes": "'",
    "curly apostrophes": "’",
    "backticks": "`",
    "doubled apostrophes": "''",
    "guillemets": "«",
    "low marks": "„",
    "every mark": MARKS,
    "marks and letters": "“a",
    "marks and spaces": '" ',
    "opened and never closed": "“We agree, Ann Cole said.\n\n",
    "closed and never opened": "We agree,” Ann Cole said.\n\n",
    "crossed marks": "“We ‘agree” now’ ",
    "measures": "6'3\" ",
    "elided letters": "rock 'n' roll 'tis ",
    "plural possessives": "the farmers' ",
    "no spaces": "a",
    "no spaces, capitals": "Ab",
    "only spaces": " ",
    "only tabs": "\t",
    "only new lines": "\n",
    "blank lines": " \n\t\n",
    "carriage returns": "\r",
    "mixed line ends": "".join(f"We agree.{end}" for end in BREAKS),
    "lines of one letter": "a\n",
    "said said said": "said ",
    "quoted said": "“said” said ",
    "name without end": "Ann Cole Marsh ",
    "initials without end": "J. ",
    "titles without end": "President ",
    "name, comma": "Ann Cole, ",
    "appositions": "Ann Cole, the mayor of Porto, ",
    "relative clauses": "who said that Ann Cole, ",
    "pronouns": "he she they ",
    "coordinated": "Ann Cole and ",
    "prepositions": "of the mayor of the city ",
    "said that": "Cole said that ",
    "according to": "according to ",
    "many fragments": "“unfair” and ",
    "many utterances": "“We agree,” Cole said. ",
    "many paragraphs": "“We agree,” Cole said.\n\n",
    "paragraphs left open": "“We agree.\n\n",
    "transcript": "COLE: We agree.\n",
    "datelines": "PORTO, March 3 (Halden News) — \n\n",
    "bullets": "• We agree\n",
    "months": "January 15, ",
    "weekdays": "on Saturday ",
    "years": "2022 ",
    "relative times": "last week ",
    "dashed dates": "2022-01-15-",
    "venues": "at a meeting in Porto ",
    "interviews": "in an interview with ",
    "commas": ",",
    "full stops": ".",
    "spaced full stops": ". ",
    "colons": ": ",
    "dashes": "—",
    "double hyphens": "--",
    "hyphens": "a-",
    "possessives": "'s",
    "numbers": "1,",
    "money": "$1.",
    "abbreviations": "U.S.",
    "question marks": "?!",
    "brackets": "[(",
    "web page": PAGE,
    "tags": "<p>",
    "half a tag": "<a href=",
    "entities": "&quot;",
    "addresses": "http://a.b/?c=",
    "mail addresses": "a@b.",
    "hashes": "#a @b ",
    "NULs": "\0",
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f",
    "surrogates": "\ud800a\udfff ",
    "bidi controls": BIDI + "a",
    "combining marks": "\u0301",
    "letters under combining marks": "a" + "\u0301\u0323" * 8,
    "zero width": "\u200b\u200c\u200d\ufeff\u00ad",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "byte order marks": "\ufeff“a” ",
    "other scripts": "他说：「好」。 Она сказала: «Да». قال «نعم» ",
    "turned case": "ǅİıßŉ",
}
"""What is repeated, by name."""

HOSTILE: dict[str, Callable[[int], str]] = {
    **{name: partial(_repeat, unit) for name, unit in UNITS.items()},
    "nested marks": _nest_and_close,
    "nested and crossed marks": _nest,
    "one line": _one_line,
    "every category": lambda size: _repeat(_categories(), size),
    "many people": partial(_numbered, "“We agree,” Ann Co# said.\n\n"),
    "many people, one line": partial(_numbered, "Mary Co#, John Ma# and "),
    "many people, one name": partial(_numbered, "“We agree,” Ann# Cole said. "),
    "many roles": partial(_numbered, "the mayor of Po#, Ann Co#, said “unfair” "),
    "many words": partial(_numbered, "a# "),
}
"""Every shape of hostile text by name: a function from a size to a text of at least that many characters."""


def _shapes(names: Iterable[str] | None) -> Collection[Callable[[int], str]]:
    if names is None:
        return tuple(HOSTILE.values())
    unknown = [name for name in names if name not in HOSTILE]
    if unknown:
        raise UsageError(f"no hostile shape {unknown[0]!r}; there are: {', '.join(HOSTILE)}")
    return tuple(HOSTILE[name] for name in names)


def _odd_text(size: int) -> st.SearchStrategy[str]:
    """Any characters at all, lone surrogates too; and the characters that matter here, in any order."""
    common = MARKS + BIDI + "".join(BREAKS) + "\0.,:;?!—-()[]aA1 \u0301"
    return (
        st.text(max_size=size)
        | st.text(st.characters(exclude_categories=()), max_size=size)
        | st.text(st.sampled_from(common), max_size=size)
    )


@st.composite
def _pasted(draw: st.DrawFn, size: int, hostile: st.SearchStrategy[str]) -> str:
    """A real article with something hostile pasted in somewhere."""
    text = draw(articles()).text
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(hostile) + text[place:]


def hostile_texts(names: Iterable[str] | None = None, *, size: int = 200) -> st.SearchStrategy[str]:
    """Draws a hostile text: any string; a shape of `HOSTILE` (one of `names`); two of them; one pasted into an article.

    Arguments: `names` of shapes (all, if None); `size`, about how many characters each part has at most. Lone surrogates
    and NULs are drawn.
    """
    shapes = st.tuples(st.sampled_from(list(_shapes(names))), st.integers(0, size)).map(lambda drawn: drawn[0](drawn[1]))
    odd = _odd_text(size)
    return st.one_of(odd, shapes, st.tuples(shapes, odd, shapes).map("".join), _pasted(size, shapes | odd))
