"""Texts for the laws of the lowest layers: any characters at all, and words, marks, stops and line ends thrown together."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["odd_texts", "paragraph_texts"]

_MARKS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    "‹",
    "›",
    "„",
    "‚",
    "``",
    "''",
    "`",
    "´",
    "「",
    "」",
    "『",
    "』",
    "＂",
    "〝",
    "〞",
    "‟",
    "‛",
]
_WORDS = [
    *(
        "rain",
        "Hale",
        "Moss",
        "said",
        "readers",
        "’em",
        "'60s",
        "don't",
        "Gen.",
        "U.S.",
        "p.m.",
        "No.",
        "J.",
        "12",
        "6'3",
        "2.5",
        "$",
        "—",
        "--",
        "...",
        "…",
    ),
    *(
        ",",
        ".",
        "!",
        "?",
        ":",
        ";",
        "(",
        ")",
        "[",
        "]",
        "-",
        "•",
        "<b>",
        "<",
        ">",
        "/",
        "@x",
        "HALE (AP) —",
        "By Ada Moss",
        "Video",
        "Q:",
        "MOSS:",
    ),
]
_SPACES = [" ", "", "  ", "\t", "\u00a0", "\u200b", "\x00", "\ufeff"]
_ENDS = ["\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n \n"]

_pieces = st.sampled_from([*_MARKS, *_WORDS, *_SPACES, *_SPACES, *_MARKS])

odd_texts: st.SearchStrategy[str] = st.one_of(
    st.text(st.characters(), max_size=80),  # lone surrogates and NULs too
    st.lists(st.one_of(_pieces, st.sampled_from(_ENDS)), max_size=60).map("".join),
    st.text(st.sampled_from("“”‘’\"' \na.,s1"), max_size=60),
)
"""Any string, and strings rich in marks."""

paragraph_texts: st.SearchStrategy[str] = st.lists(_pieces, max_size=40).map("".join)
"""Strings rich in marks, on one line."""
