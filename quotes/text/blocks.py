"""Paragraphs to blocks: what part each line or paragraph has in the article's layout, and where its prose begins.

Each line is judged by itself, by the rows of a table; only the head of the article (its headline, the lines down to the first
paragraph of prose) is read in order. A paragraph more or less in the body changes no other block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

import regex

from quotes.lexicon import table
from quotes.model import Block, BlockKind
from quotes.text.datelines import body_start
from quotes.text.furniture import is_furniture
from quotes.text.headlines import HEADLINE, goes_on, is_headline
from quotes.text.lines import DOUBLE_MARK, DOUBLE_MARKS, Paragraph, split_paragraphs

__all__ = ["RULES", "split_blocks"]

RULES: dict[str, str] = {
    "furniture": "The line is a menu, an invitation, a notice, a credit or a leftover tag.",
    "date": "The line holds a date or a time of day and nothing else but words such as “updated”.",
    "byline": "The line names who wrote the article: “By …”, or a name with “correspondent”.",
    "caption": "The line says what a picture shows or who made it.",
    "item": "The line opens with a bullet, or with a number and a bracket or full stop.",
    "turn": "The line opens with “Q:”, or with a speaker's name and a colon, as others of the document do.",
    "crosshead": "A short line without a full stop stands between paragraphs.",
    "headline": "The first line of the article is no prose; so is each line that repeats it.",
    "standfirst": "The lines between the headline and the date, the byline, the repeated headline or the dateline.",
    "paragraph": "Everything else.",
}

_LINE = 220  # A longer line is prose.
_HEAD = 8  # How many blocks after the headline may belong to the head of the article.
_PROSE = frozenset(("paragraph", "item", "turn"))

_BULLET = regex.compile(r"[•‣▪●◦·■►➤✓*]\s*+(?=\S)|[-–—]\s++(?=\S)|(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s++(?=\S)")
_LABEL = regex.compile(
    r"(?P<label>(?:\p{Lu}[\p{L}.'’-]*+(?: (?=\p{Lu})|(?=:))){1,4}|[QA](?=[.:])):?+(?<=:|[QA]) ?(?=[\p{L}“\"‘'(\[…])"
)
_QUESTION = regex.compile(r"(?P<label>Q|A|QUESTION|ANSWER|Question|Answer)[.:]\s++")
_WORD = regex.compile(r"[\p{L}][\p{L}.'’]*+")
_DATE_PART = regex.compile(r"\d{1,4}(?:st|nd|rd|th)?|[\p{L}][\p{L}.]*+")
_FULL_DATE = regex.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)\b")
_CLOCK = regex.compile(r"\b\d{1,2}[:.]\d\d\b")
_NAMES = regex.compile(r"\p{Lu}[\p{L}.'’-]*+(?:,? (?:and |& |de |van |von |bin |al-)?\p{Lu}[\p{L}.'’-]*+){0,9}+")


def split_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text`, in order: they cover every sign that is not white space.

    >>> [block.kind for block in split_blocks("Ferry Hits Pier\\n\\nBy Ada Moss\\n\\nHALE (AP) — A ferry hit the pier.")]
    ['headline', 'byline', 'paragraph']
    """
    paragraphs = split_paragraphs(text)
    lines = [text[p.start : p.end] if p.end - p.start <= _LINE else "" for p in paragraphs]
    kinds: list[BlockKind] = [_kind(line) if line else "paragraph" for line in lines]
    _find_turns(text, paragraphs, kinds)
    _find_captions(paragraphs, lines, kinds)
    _find_crossheads(paragraphs, lines, kinds)
    head_end = _read_head(text, paragraphs, lines, kinds)
    return tuple(
        _block(text, p, kind, number == head_end) for number, (p, kind) in enumerate(zip(paragraphs, kinds, strict=True))
    )


def _block(text: str, paragraph: Paragraph, kind: BlockKind, first: bool) -> Block:
    start, end, _ = paragraph
    body = start
    if kind == "item":
        match = _BULLET.match(text, start, end)
        body = match.end() if match else start
    elif kind == "turn":
        match = _turn_label(text, start, end)
        body = match.end() if match else start
    elif kind == "paragraph":
        body = body_start(text, start, end, first)
    return Block(start, end, kind, body)


# --- one line by itself


def _kind(line: str) -> BlockKind:
    """What a line is by itself: the first row of the table that knows it."""
    for kind, knows in _BY_ITSELF:
        if knows(line):
            return kind
    return "paragraph"


def _is_date(line: str) -> bool:
    """January 3, 1998 · Updated: 14:05 GMT, Tue 3 Jan 1998 · 10:20 p.m. · Hale Post, 03.01.1998"""
    if len(line) > 80 or not any(map(str.isdigit, line)):
        return False
    if _FULL_DATE.search(line) and len(_WORD.findall(line)) <= 5 and not line.endswith((",", ";")):
        return True
    words = [part.rstrip(".").casefold() for part in _DATE_PART.findall(line)]
    names = [word for word in words if not word[0].isdigit()]
    known = _date_words()
    if not names or any(word not in known for word in names):
        return False
    return (
        any(word in _month_words() for word in names) or _CLOCK.search(line) is not None or "ago" in names or "published" in names
    )


@cache
def _month_words() -> frozenset[str]:
    return frozenset(table("layout")["months"])


@cache
def _date_words() -> frozenset[str]:
    layout = table("layout")
    return frozenset([*layout["date_words"], *layout["weekdays"], *layout["months"]])


def _is_byline(line: str) -> bool:
    """By Ada Moss · By ADA MOSS and Tom Reyes, Associated Press · Ada Moss, Correspondent"""
    if len(line) > 120 or DOUBLE_MARK.search(line):
        return False
    low = line.casefold()
    for opening in table("layout")["byline_opens"]:
        if low.startswith(opening):
            rest = line[len(opening) :].strip(" :")
            return (opening[-1] == ":" or line[len(opening) : len(opening) + 1] in (" ", ":", "")) and _is_signature(rest)
    names, _, office = low.rstrip(".").partition(",")
    return _is_office(office.strip()) and _NAMES.fullmatch(line.partition(",")[0]) is not None and len(names.split()) <= 4


def _is_office(words: str) -> bool:
    """Whether a line ends in what writers are: *transport correspondent*, *political staff*."""
    return any(words == office or words.endswith(f" {office}") for office in _offices())


@cache
def _offices() -> frozenset[str]:
    return frozenset(table("layout")["byline_ends"])


def _is_signature(rest: str) -> bool:
    """Whether names, with an office or agency after them, are all that follows “By”."""
    parts = [part.strip(" .") for part in regex.split(r",| \| | in | for |/", rest)]
    if not parts[0]:
        return rest == ""
    return (
        all(_NAMES.fullmatch(part) or part.casefold().rstrip("s") in _offices() or not part for part in parts[:4])
        and len(rest.split()) <= 12
    )


def _is_caption(line: str) -> bool:
    """IMAGE SOURCE: Hale Press · Photo by Ada Moss · Ada Moss via Getty Images · The mayor (L) at the pier"""
    if line.endswith(DOUBLE_MARKS):
        return False
    low = line.casefold()
    opening, colon, rest = low.partition(":")
    if colon and opening.strip("([ ") in _credits() and len(opening) < 40:
        return rest != "" and not rest.strip().startswith(DOUBLE_MARKS)
    if low.startswith(("photo by ", "photos by ", "picture by ", "image by ", "(photo", "(image", "(picture")):
        return True
    # “Ada Moss/Reuters”, not “The Reuters/Hale poll put her ahead by two points on Friday.”
    layout = table("layout")
    if len(line) <= 60 and _holds_any(low, layout["credit_holds"]):
        return True
    return ("(" in low or "[" in low) and _holds_any(low, layout["caption_signs"])


def _holds_any(low: str, phrases: Sequence[str]) -> bool:
    # A loop of `in` is the fastest way to look for a few phrases in a short line.
    for phrase in phrases:  # noqa: SIM110
        if phrase in low:
            return True
    return False


@cache
def _credits() -> frozenset[str]:
    return frozenset(table("layout")["credit_opens"])


def _is_item(line: str) -> bool:
    return _BULLET.match(line) is not None


_BY_ITSELF: tuple[tuple[BlockKind, Callable[[str], bool]], ...] = (
    ("furniture", is_furniture),
    ("date", _is_date),
    ("byline", _is_byline),
    ("caption", _is_caption),
    ("item", _is_item),
)


# --- lines among others


def _turn_label(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The name and colon that open a turn of a transcript."""
    stop = min(end, start + 60)
    return _QUESTION.match(text, start, stop) or _LABEL.match(text, start, stop)


def _find_turns(text: str, paragraphs: Sequence[Paragraph], kinds: list[BlockKind]) -> None:
    """Marks the turns of a transcript: “Q:” and “A:” always, names where two of them, or one of them twice, open a line."""
    labels: dict[int, str] = {}
    for number, (start, end, _) in enumerate(paragraphs):
        if kinds[number] == "paragraph" and (
            ":" in text[start : min(end, start + 60)] or text[start : start + 2] in ("Q.", "A.")
        ):
            match = _turn_label(text, start, end)
            if match is not None and match["label"].strip().casefold() not in _no_speakers():
                labels[number] = match["label"].strip()
    top = next((number for number, kind in enumerate(kinds) if kind == "paragraph"), 0)
    if top + 1 not in labels:
        labels.pop(top, None)
    counted = Counter(labels.values())
    sure = {
        label for label, count in counted.items() if count > 1 or label.rstrip(".").casefold() in ("q", "a", "question", "answer")
    }
    for number, label in labels.items():
        if label in sure or (sure and label.isupper()):
            kinds[number] = "turn"


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(table("layout")["no_speakers"])


def _find_captions(paragraphs: Sequence[Paragraph], lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Marks the line right above a picture credit, without a blank line between, as the picture's caption."""
    for number in range(1, len(kinds)):
        above = number - 1
        if kinds[number] == "caption" and kinds[above] == "paragraph" and lines[above]:
            adjacent = paragraphs[number].group == paragraphs[above].group
            if adjacent and not DOUBLE_MARK.search(lines[above]):
                kinds[above] = "caption"


def _find_crossheads(paragraphs: Sequence[Paragraph], lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Marks short lines without a full stop, alone between paragraphs, as headings."""
    for number in range(1, len(kinds) - 1):
        line = lines[number]
        if (
            kinds[number] == "paragraph"
            and line
            and len(line) <= 70
            and line[-1].isalnum()
            and (line[0].isupper() or line[0].isdigit())
        ):
            group = paragraphs[number].group
            alone = group not in (paragraphs[number - 1].group, paragraphs[number + 1].group)
            if alone and len(line.split()) <= 10 and not DOUBLE_MARK.search(line):
                kinds[number] = "headline"


# --- the head of the article


def _read_head(text: str, paragraphs: Sequence[Paragraph], lines: Sequence[str], kinds: list[BlockKind]) -> int:
    """Marks headline, standfirst and repeated headlines; returns the number of the first block of the body's prose."""
    top = next((i for i, kind in enumerate(kinds) if kind in ("paragraph", "headline")), len(kinds))
    signed = [
        n for n in range(top + 1, min(len(kinds), top + 4)) if kinds[n] == "paragraph" and _has_dateline(text, paragraphs[n])
    ]
    headed = len(kinds) > top + 1 and (is_headline(lines[top]) or (signed and 0 < len(lines[top]) <= HEADLINE))
    if not headed or goes_on(text, lines[top], paragraphs[top + 1]):
        return next((i for i, kind in enumerate(kinds) if kind in _PROSE), -1)
    # A section's name may stand above the headline.
    if (
        len(lines[top].split()) <= 2
        and top + 2 < len(kinds)
        and kinds[top + 1] in ("paragraph", "headline")
        and is_headline(lines[top + 1])
    ):
        kinds[top] = "furniture"
        top += 1
    kinds[top] = "headline"
    repeats = _repeats(lines, top)
    for number in repeats:
        kinds[number] = "headline"
    body = _body_number(text, paragraphs, lines, kinds, top, repeats)
    for number in range(top + 1, body):
        if kinds[number] == "paragraph" or (kinds[number] == "headline" and number not in repeats):
            kinds[number] = "standfirst"
    return next((i for i in range(body, len(kinds)) if kinds[i] in _PROSE), -1)


def _repeats(lines: Sequence[str], top: int) -> list[int]:
    """Where the headline stands again."""
    wanted = lines[top].casefold().rstrip(" .;")
    return [number for number in range(top + 1, len(lines)) if lines[number] and lines[number].casefold().rstrip(" .;") == wanted]


def _body_number(
    text: str, paragraphs: Sequence[Paragraph], lines: Sequence[str], kinds: Sequence[BlockKind], top: int, repeats: Sequence[int]
) -> int:
    """Where the body begins: at the dateline, or after the last line that only a head has."""
    last = top + 1
    # A second deck, right under the headline or without a full stop.
    if last + 1 < len(kinds) and kinds[last] in ("paragraph", "headline") and _is_deck(paragraphs, lines, top):
        last += 1
    prose = 0
    for number in range(top + 1, min(len(kinds), top + 1 + _HEAD)):
        if number in repeats or (kinds[number] in ("date", "byline") and prose <= 1):
            if all(end - start <= 2 * _LINE for start, end, _ in paragraphs[top:number]):
                last, prose = number + 1, 2
        elif kinds[number] == "paragraph":
            if _has_dateline(text, paragraphs[number]):
                return number if number - top <= 4 else last
            prose += 1
    return last


def _has_dateline(text: str, paragraph: Paragraph) -> bool:
    return body_start(text, paragraph.start, paragraph.end, False) > paragraph.start


def _is_deck(paragraphs: Sequence[Paragraph], lines: Sequence[str], top: int) -> bool:
    line = lines[top + 1]
    if not line:
        return False
    below = paragraphs[min(top + 2, len(lines) - 1)].group
    under = paragraphs[top].group == paragraphs[top + 1].group != below
    alone = paragraphs[top].group != paragraphs[top + 1].group != below
    return under or (alone and line[-1].isalnum() and not DOUBLE_MARK.search(line))
