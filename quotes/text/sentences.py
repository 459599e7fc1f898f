"""Tokens of one block to its sentences, which no quotation cuts.

A full stop that belongs to an abbreviation, an initial or a number is part of its token and ends nothing, unless what follows
can only begin a sentence (“… at 4 p.m. The ferry …”). Inside a quoted span nothing ends; the span's own last stop ends the
sentence around it only where a capital, a number or a new mark begins the next: “Go home!” Smith said. is one sentence,
He said “Go home.” Then he left. is two.

These are the sentences of the text as it stands, for whoever reads them; the resolver looks for clauses in ranges of masked and
tagged tokens of its own (`quotes.resolve.passages`), which the weights of its ranker were learned on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.lexicon import table
from quotes.model import Token
from quotes.span import Span
from quotes.text.tokens import abbreviation_groups

__all__ = ["split_sentences"]

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset((")", "]", "}", "”", '"', "’", "'", "»", "›", "''", "’’", "」", "』"))
_OPENERS = frozenset(
    ("(", "[", "“", '"', "‘", "'", "«", "‹", "``", "''", "„", "‚", "「", "『", "—", "–", "-", "•", "$", "£", "€")
)
_DASHES = frozenset(("—", "–", "--", "-"))


def split_sentences(text: str, tokens: Sequence[Token], quoted: Sequence[tuple[int, int]] = ()) -> list[Span]:
    """The sentences of one block, in order, each from its first token to its last.

    Arguments: the `text`; the block's `tokens`; the outermost `quoted` spans in it, marks included, in order.

    >>> from quotes.text.tokens import tokenize
    >>> text = "“Go home!” Gen. A. Moss said. They went."
    >>> [sentence.of(text) for sentence in split_sentences(text, tokenize(text), [(0, 10)])]
    ['“Go home!” Gen. A. Moss said.', 'They went.']
    """
    sentences: list[Span] = []
    first = 0
    inside = iter(quoted)
    quotation = next(inside, None)
    number, count = 0, len(tokens)
    while number < count:
        while quotation is not None and quotation[1] <= tokens[number].start:
            quotation = next(inside, None)
        if quotation is not None and quotation[0] <= tokens[number].start:
            last = _last_inside(tokens, number, quotation[1])
            ends = _quotation_ends(tokens, first, number, last)
        else:
            last = _with_closers(tokens, number, quotation) if tokens[number].text[-1] in _STOPS else number
            ends = _stop_ends(tokens, number, last)
        number = last + 1
        if ends:
            sentences.append(Span(tokens[first].start, tokens[last].end))
            first = number
    if first < count:
        sentences.append(Span(tokens[first].start, tokens[-1].end))
    return sentences


def _last_inside(tokens: Sequence[Token], number: int, end: int) -> int:
    """The last token of the quoted span that ends at `end`."""
    while number + 1 < len(tokens) and tokens[number + 1].start < end:
        number += 1
    return number


def _with_closers(tokens: Sequence[Token], number: int, quotation: tuple[int, int] | None) -> int:
    """The last of the further stops, brackets and marks that stand right after a stop."""
    limit = len(tokens) if quotation is None else quotation[0]
    while number + 1 < len(tokens):
        token = tokens[number + 1]
        if (quotation is not None and token.start >= limit) or token.start != tokens[number].end:
            break
        if token.text not in _CLOSERS and token.text[0] not in _STOPS:
            break
        number += 1
    return number


def _stop_ends(tokens: Sequence[Token], number: int, last: int) -> bool:
    """Whether the stop at `number`, with the closing signs up to `last`, ends a sentence of the reporter's."""
    stop = tokens[number]
    if stop.text[-1] not in _STOPS:
        return False
    if last + 1 >= len(tokens):
        return True
    following = tokens[last + 1]
    if stop.kind != "punctuation":
        return stop.text[-1] == "." and _abbreviation_ends(tokens, number, last)
    if following.text[0] in ",;:" or (following.text in _DASHES and stop.text != "."):
        return False
    if stop.text[0] == "." and len(stop.text) == 1:
        return not following.text[0].islower() or following.start == tokens[last].end
    if stop.text in ("!", "?") and last == number:
        return not following.text[0].islower()
    # “He hesitated … then left.” goes on; so does “the film ‘Who?’ was shown”.
    return _begins_sentence(following)


def _abbreviation_ends(tokens: Sequence[Token], number: int, last: int) -> bool:
    """Whether an abbreviation ends a sentence: “at 4 p.m. The ferry”, “Northgate Inc. He”; never “Gen. Moss”, “J. Moss”."""
    word, following = tokens[number].text, tokens[last + 1]
    if last > number:
        return _begins_sentence(following)
    if word in _never_ending() or (len(word) == 2 and word[0].isupper()):
        return False
    low = following.text.lower()
    if low not in _starters():
        return following.kind == "mark" and low in _OPENERS and last + 2 < len(tokens) and tokens[last + 2].text[0].isupper()
    return following.text[0].isupper()


def _quotation_ends(tokens: Sequence[Token], first: int, number: int, last: int) -> bool:
    """Whether the sentence ends with the quoted span of the tokens `number` to `last`."""
    if last + 1 >= len(tokens):
        return True
    following = tokens[last + 1]
    stop = last
    while stop > number and tokens[stop].text in _CLOSERS:
        stop -= 1
    if tokens[stop].text[-1] not in _STOPS or not _begins_sentence(following):
        return False
    if number > first or following.kind == "mark":
        return True
    # A quotation that opens its sentence goes with the clause that reports it, unless that begins as clauses of their own do.
    return not _is_reported(tokens, last + 1)


def _begins_sentence(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit() or token.text in _OPENERS


def _is_reported(tokens: Sequence[Token], number: int) -> bool:
    """Whether a clause that reports a quotation begins here: Smith said · the mayor of Hale told reporters."""
    verbs = _reporting_verbs()
    for token in tokens[number : number + _REACH]:
        if token.text in (".", "!", "?", ";", ":", "…"):
            return False
        if token.text.lower() in verbs:
            return True
    return False


_REACH = 14


@cache
def _never_ending() -> frozenset[str]:
    return frozenset(form for group in abbreviation_groups() if group["ends"] == "never" for form in group["forms"]) - frozenset(
        form for group in abbreviation_groups() if group["ends"] != "never" for form in group["forms"]
    )


@cache
def _starters() -> frozenset[str]:
    return frozenset(table("sentences")["starters"])


@cache
def _reporting_verbs() -> frozenset[str]:
    return frozenset(table("sentences")["reporting"])
