"""How names are compared: family names without articles, given names by their forms, transliterations by what they share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from quotes.resolve.gazetteer import fold, given_variants, words_of

__all__ = ["compatible", "deletions", "family_key", "particles_before", "skeleton", "split_name"]

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq", "esq."})


@lru_cache(maxsize=16384)
def split_name(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded name words and generation suffixes.

    >>> split_name(("Tom", "Whitlock", "Jr."))
    (('tom', 'whitlock'), ('jr',))
    """
    folded = [fold(word) for word in words]
    end = len(folded)
    while end > 1 and folded[end - 1] in SUFFIXES:
        end -= 1
    return tuple(folded[:end]), tuple(word.rstrip(".") for word in folded[end:])


@lru_cache(maxsize=32768)
def family_key(word: str) -> str:
    """A folded word as family names are looked up: without an Arabic article (*al-assad* → *assad*)."""
    head, hyphen, rest = word.partition("-")
    return rest if hyphen and rest and head in ("al", "el", "as", "an", "ar", "at", "ash", "ad", "ul", "ud") else word


_SKELETON: tuple[tuple[str, ...], ...] = tuple(
    tuple(pair.split("="))
    for pair in [
        "sch=sh",
        "tch=ch",
        "zh=j",
        "kh=h",
        "ph=f",
        "ck=k",
        "ts=z",
        "tz=z",
        "dzh=j",
        "dj=j",
        "gh=g",
        "ff=v",
        "w=v",
        "q=k",
        "x=ks",
        "yy=y",
        "iy=y",
        "ii=y",
        "yi=y",
        "ye=e",
        "yo=o",
        "ya=a",
        "yu=u",
        "ie=e",
        "ou=u",
        "oo=u",
        "ee=i",
        "ij=y",
        "j=y",
        "y=i",
        "c=k",
        "'=",
        "-=",
    ]
)


@lru_cache(maxsize=32768)
def skeleton(word: str) -> str:
    """What the transliterations of a name have in common: *tokayev*, *tokaev*; *zelensky*, *zelenskyy*, *zelenskiy*.

    >>> skeleton("tokayev") == skeleton("tokaev"), skeleton("brown") == skeleton("braun")
    (True, False)
    """
    for spelling, plain in _SKELETON:
        word = word.replace(spelling, plain)
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def _agree(a: str, b: str) -> bool:
    """Whether two given names, folded, may be one: equal, an initial, a short form, another spelling."""
    if a == b:
        return True
    if len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1 or "." in a or "." in b:
        return a[0] == b[0]
    return given_variants(a, b) or (len(a) > 3 and skeleton(a) == skeleton(b))


def compatible(a: tuple[tuple[str, ...], tuple[str, ...]], b: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether two full names, each as words and suffixes, may be one person's; their last words are known to agree."""
    if a[1] != b[1]:
        return False
    short, long = sorted((a[0], b[0]), key=len)
    if len(short) > 1 and short == long[-len(short) :]:
        # “Suu Kyi” in “Aung San Suu Kyi”; “Rodham Brown” in “Ada Rodham Brown”
        return True
    if not _agree(short[0], long[0]):
        return False
    middle_short, middle_long = short[1:-1], long[1:-1]
    return not middle_short or not middle_long or all(_agree(x, y) for x, y in zip(middle_short, middle_long, strict=False))


def deletions(word: str) -> Iterator[str]:
    """The word, and the word without each one of its letters."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def particles_before(text: str, start: int) -> int:
    """Where a name begins that lower-case particles open: *von der* Heide, *de* Souza; `start` without any."""
    particles = words_of("names", "particles")
    left = text[max(0, start - 16) : start]
    words = left.split(" ")
    while (
        len(words) > 1
        and words[-1] == ""
        and words[-2].lower() in particles
        and words[-2] not in ("of'", "a", "i", "e", "y", "to")
    ):
        start -= len(words[-2]) + 1
        words = [*words[:-2], ""]
    return start
