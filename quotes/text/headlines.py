"""Headlines: whether the first line of an article is one, or prose that tells or quotes.

The line is judged by itself, by its stops, its marks, its capitals and a few words; nothing depends on what stands below it
but a quotation that goes on there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from quotes.lexicon import table
from quotes.text.datelines import body_start
from quotes.text.lines import DOUBLE_MARK, DOUBLE_MARKS, Paragraph
from quotes.text.tokens import abbreviations

__all__ = ["HEADLINE", "goes_on", "is_headline"]

HEADLINE = 170
"""Code points: no headline is longer."""

_WORD = regex.compile(r"[\p{L}][\p{L}.'’]*+")
_SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)]*+\s++[\"'“‘«(]?\p{Lu}")


def is_headline(line: str) -> bool:
    """Whether the first line of an article is its headline: no full stop, or the build of a title in spite of one."""
    if not line or len(line) > HEADLINE or line.endswith((",", ":")) or body_start(line, 0, len(line), False) > 0:
        return False
    words = _WORD.findall(line[body_start(line, 0, len(line), True) :])
    long = [word for word in words if len(word) > 3]
    titled = len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long) and not _ends_low(line)
    if titled or _holds_speech(line) or (_ENDS_IN_SPEECH.search(line) is not None and _tells(words)):
        return titled and _REPORTED_DOUBLE.search(line) is None
    bare = line.rstrip(_CLOSING_SIGNS)
    if not bare or bare[-1] not in ".…":
        speaks = DOUBLE_MARK.search(line) is not None and _ends_inside(line)  # Ann stood up. She said: “Who will pay?”
        return not speaks and (not line.startswith(DOUBLE_MARKS) or not bare.endswith(("!", "?")))
    # A copyist has given it a stop: “Ferry hits pier.”
    return len(line) <= 90 and words != [] and not _tells(words) and not DOUBLE_MARK.search(line) and not _ends_inside(line)


def _holds_speech(line: str) -> bool:
    """Whether words are quoted and reported: “Rain is due,” the farmer said."""
    return _REPORTED.search(line) is not None or (line[0] in _OPENING_MARKS and line[-1] in ".,")


_CLOSER = r"(?:[\"“”«]|[\xa0\u202f ]?»|'')"  # right behind a stop, “ and « close
_REPORTED_DOUBLE = regex.compile(rf"[,.?!…]{_CLOSER}\s+\p{{L}}")
_REPORTED = regex.compile(rf"[,.?!…](?:{_CLOSER}|[’'])\s+\p{{L}}")
_ENDS_IN_SPEECH = regex.compile(rf"[.?!…](?:{_CLOSER}|[’'])$")  # Ann Lee insisted on Monday: “Go home!”
_OPENING_MARKS = frozenset("“\"‘'«„`‚»”")
_CLOSING_SIGNS = "\"'“”’«») ;\xa0\u202f"


def _ends_low(line: str) -> bool:
    """Whether a line ends in a sentence behind a comma whose last word has no capital, as no title's: Ann Cole asked, “Who are you?”"""
    match = _ENDS_IN_SPEECH.search(line)
    return match is not None and _BEHIND_COMMA.search(line) is not None and line[: match.start()].rpartition(" ")[2].islower()


_BEHIND_COMMA = regex.compile(r",\s(?:[\"“”„«»‘']|``|'')\p{Lu}")


def _ends_inside(line: str) -> bool:
    """Whether a sentence ends before the end of the line; the stop of “vs. Hale” and “U.S. Open” ends none."""
    for match in _SENTENCE_END.finditer(line):
        word = line[: match.start() + 1].rpartition(" ")[2]
        if not (word in abbreviations() or (word.count(".") > 1 and "..." not in word) or len(word) == 2):
            return True
    return False


def _tells(words: Sequence[str]) -> bool:
    """Whether a sentence tells what happened, as prose does and a headline does not: a past tense, a day of the week, an article."""
    layout = table("layout")
    if words and words[0].casefold() in layout["prose_opens"]:
        return True
    never = _prose_words()
    return any(word in never or (word.endswith("ed") and len(word) > 4) for word in (word.casefold() for word in words[1:]))


@cache
def _prose_words() -> frozenset[str]:
    layout = table("layout")
    return frozenset([*layout["prose_holds"], *(day for day in layout["weekdays"] if day.endswith("day"))])


def goes_on(text: str, line: str, below: Paragraph) -> bool:
    """Whether the next paragraph repeats the mark of a quotation that a line leaves open: PORTO — “Who will pay? ¶ “We agree,” she said."""
    match = _LEFT_OPEN.search(line)
    return match is not None and text.startswith(match["mark"], below.start, below.end)


_LEFT_OPEN = regex.compile(
    r"(?<![^\s(\[—–-])(?:(?P<mark>[\"“”„«»]|``|'')(?=\w)[^\"“”„«»`]*+|(?P<mark>[‘'])(?=\w)(?:[^‘’']|(?<=\w)[’'](?=\w))*+)$"
)
"""A mark that opens by its place, and no mark after it."""
