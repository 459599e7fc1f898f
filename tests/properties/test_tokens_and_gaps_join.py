"""Law: tokens and gaps join to the text; gaps hold only white space, control and format characters."""

from __future__ import annotations

from unicodedata import category

from effort import small
from hypothesis import given
from texts import odd_texts, paragraph_texts

from quotes.text.sentences import split_sentences
from quotes.text.tokens import tokenize


@small
@given(odd_texts)
def test_tokens_and_gaps_join_to_the_text(text: str) -> None:
    joined, position = "", 0
    for start, end, word, kind in tokenize(text):
        assert position <= start < end
        gap = text[position:start]
        assert all(sign.isspace() or category(sign) in ("Cc", "Cf") for sign in gap)
        assert text[start:end] == word
        assert kind in ("word", "number", "mark", "punctuation", "symbol")
        joined += gap + word
        position = end
    rest = text[position:]
    assert all(sign.isspace() or category(sign) in ("Cc", "Cf") for sign in rest)
    assert joined + rest == text


@small
@given(paragraph_texts, paragraph_texts)
def test_words_apart_are_tokenized_apart(before: str, after: str) -> None:
    """Whatever is read from an offset on is read as if the text began there, once a blank line stands before it."""
    text = f"{before}\n\n{after}"
    start = len(before) + 2
    assert [(t.start - start, t.text) for t in tokenize(text, start)] == [(t.start, t.text) for t in tokenize(after)]


@small
@given(paragraph_texts)
def test_sentences_share_out_the_tokens(text: str) -> None:
    tokens = tokenize(text)
    sentences = split_sentences(text, tokens)
    homes = [[n for n, sentence in enumerate(sentences) if sentence.holds((token.start, token.end))] for token in tokens]
    assert all(len(home) == 1 for home in homes)
    assert [home[0] for home in homes] == sorted(home[0] for home in homes)
    assert len({home[0] for home in homes}) == len(sentences)
