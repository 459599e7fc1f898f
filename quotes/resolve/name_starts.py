"""Where a name begins: how much before it is title, trade, place or field of office."""

from __future__ import annotations

from quotes.resolve.gazetteer import adjective_place, family_gender, given_gender, is_country, place_of, words_of
from quotes.resolve.roles import honorific_gender, title_lemma, title_length

__all__ = ["field_end", "name_start"]

_TRADE = 5
"""Letters: no noun in -er or -or for a trade that a name is read behind is shorter."""


def name_start(texts: list[str]) -> int:
    """Where the name begins behind its titles, places and modifiers; ``len(texts)`` where all of it is a role."""
    split = i = 0
    count = len(texts)
    while i < count:
        length = title_length(texts, i)
        if length and not _is_own_name(texts, i, length, split) and not _is_members(texts, i + length):
            i += length
            split = i
        else:
            i += 1
    outside = words_of("names", "outside")
    while split < count - 1:
        step = _leading_place(texts, split) or int(texts[split] in outside or _is_trade(texts[split : split + 3]))
        if not step:
            break
        split += step
    return split


def _is_trade(texts: list[str]) -> bool:
    """Whether the first of three words says what a person is whose given name follows: *Cook* Ada Brown, *Plater* Al Brown,
    *Nine-year-old* Ada Brown; not “Sergei Al Brown”."""
    if len(texts) < 3 or not (given_gender(texts[1]) or (len(texts[1]) == 2 and texts[1][1] == ".")):
        return False
    word = texts[0].lower()
    told = title_lemma((word,), 0) is not None or word.endswith(("-old", "-grader"))
    made = len(word) >= _TRADE and word.endswith(("er", "or")) and texts[0][1:].islower()
    return given_gender(texts[0]) is None and (told or made)


def _is_members(texts: list[str], end: int) -> bool:
    """Whether a title in the plural that ends there tells whose body it is: the Northern *Farmers* Union; not Senator Church."""
    return 0 < end < len(texts) and texts[end - 1].endswith("s") and texts[end] in words_of("names", "organizations")


def _is_own_name(texts: list[str], i: int, length: int, split: int) -> bool:
    """Whether a word that can be a title is somebody's own name here: Dean Moss, Ada King, Mike Judge Jr."""
    if length > 1 or texts[i].endswith("."):
        return False
    after = len(texts) - i - 1
    # “Dean Moss”, “Earl Brown”: given names that are titles too, before one more word.
    if after == 1 and i == split and given_gender(texts[i]) is not None:
        return True
    behind = texts[i + 1 :]
    last = not [text for text in behind if text not in words_of("names", "suffixes")]
    if last and i > split and family_gender(texts[i]) is not None:
        return True  # Rahela Begum; not Begum Rahela
    # “Ada King”: a given name, an initial or a form of address stands before it and nothing behind it.
    return last and i > split - (split > 0) and _opens_name(texts[i - 1] if i else "", texts[i], split, i)


def _opens_name(before: str, word: str, split: int, i: int) -> bool:
    """Whether the word before one that can be a title shows it to be a name: *Ada* King, *Mrs.* King, *J.* King; not *Mr.* President."""
    if not before:
        return False
    if i == split:  # “Sen. Boxer”, “Mrs. King”, but “Mr. President”
        return (honorific_gender(before) is None and before.endswith(".")) or (
            honorific_gender(before) is not None and word not in words_of("roles", "addressed")
        )
    return given_gender(before) is not None or len(before.rstrip(".")) == 1 or (before[:1].isupper() and before.endswith("."))


def _leading_place(texts: list[str], i: int) -> int:
    """How many words a place takes that stands before a person's name: President of *Belarus* Ada Brown; 0 for none."""
    for length in (3, 2, 1):
        left = len(texts) - i - length
        if left < 1:
            continue
        text = " ".join(texts[i : i + length])
        if adjective_place(text):
            return length if left > 1 else 0
        if not place_of(text):
            continue
        # “Jordan Moss”, “Paris Brown”: a place that is a given name too, a city or a state, right before one word, is part of the name.
        given = given_gender(text) is not None
        if (left > 1 and not (given and not is_country(text))) or (left == 1 and not given and is_country(text)):
            return length
    return 0


def field_end(texts: list[str]) -> int:
    """Where a person's name begins behind what an office is over: Secretary of *Homeland Security* Ada Brown; 0 where none does."""
    for i in range(1, len(texts) - 1):
        if given_gender(texts[i]) is not None and given_gender(texts[i - 1]) is None:
            return i
    return _past_field(texts)


def _past_field(texts: list[str]) -> int:
    """Where a name begins behind what a title is over: *Energy* Rano Sulik, the *Harbour Board* Rano Sulik; 0 where nothing tells.

    The words stand behind *of*: Minister of *Energy* Rano Sulik, chair of the *Harbour Board* Rano Sulik.
    """
    fields, bodies = words_of("roles", "fields"), words_of("names", "organizations")
    i = 0
    while i < len(texts) and texts[i] in fields:
        i += 1
    if not i:
        i = max((j + 1 for j, text in enumerate(texts) if text in bodies), default=0)
        if len(texts) - i < 2:
            return 0
    rest = texts[i:]
    return i if rest and not any(text in bodies or place_of(text) or adjective_place(text) for text in rest) else 0
