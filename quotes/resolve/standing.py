"""How a phrase stands in its sentence: what its neighbours make of it, for whoever asks whom a pronoun takes up."""

from __future__ import annotations

from quotes.resolve.gazetteer import given_gender, words_of
from quotes.resolve.grammar import work_nouns
from quotes.resolve.names import Name
from quotes.resolve.roles import title_lemma
from quotes.resolve.salience import Near, complement_end
from quotes.span import Span

__all__ = ["acts", "ends_by", "is_human", "is_predicate", "is_thing", "joined_start", "opens_alone", "with_complement"]


def is_thing(near: Near, name: Name) -> bool:
    """Whether an article or a number stands right before a name that is nobody's: *the Lantern*, *the Hale Gazette*, *the 5th Circuit*;
    or the name is a work's, which opens the sentence: Her first novel, *Tin Rain*, sold well."""
    lows, before = near.passage.lows, near.passage.token_at(name.start) - 1
    if before > 1 and lows[before] == "," and lows[before - 1] in work_nouns() and not name.titles:
        work = near.passage.chunks[near.passage.chunk_at[before - 1]]
        return near.passage.tags[work.first] in "DG" and near.passage.sentences[near.passage.sentence_at[before]][0] == work.first
    if before > 1 and lows[before] == "and":
        before -= 2
    if before < 0 or (lows[before] != "the" and near.passage.tags[before] != "#"):
        return False
    return len(name.words) == 1 or all(given_gender(word) is None for word in name.words)


def is_predicate(near: Near) -> bool:
    """Whether *as* makes of a noun what somebody else was: *as a young man*."""
    lows, first = near.passage.lows, near.chunk.first
    return first > 0 and lows[first - 1] == "as" and lows[first] in ("a", "an")


def ends_by(near: Near) -> bool:
    """Whether *by* and a name close the sentence, and it goes on from there: The day was opened by *Mayor Brown*. He said …"""
    lows, first, last = near.passage.lows, near.chunk.first, near.chunk.last
    return first > 0 and lows[first - 1] == "by" and list(lows[last : last + 1]) == ["."]


def acts(near: Near, name: Name) -> bool:
    """Whether a single name does something at the head of a sentence, as people do: *Suwarni voted* against it; *Suwarni, who* did."""
    tags, lows, last = near.passage.tags, near.passage.lows, near.chunk.last
    alone = len(name.words) == 1 and not name.words[0].endswith(("s", "ly"))
    governed = near.chunk.first > 0 and tags[near.chunk.first - 1] == "I"  # “From Hale comes word that …”
    acts = last < len(tags) and tags[last] == "V" and not governed
    return alone and ((near.part == "main" and acts) or list(lows[last : last + 2]) == [",", "who"])


def joined_start(near: Near) -> Span | None:
    """The name that “and” joins to this one: *Al Brown* and Eve Moss."""
    passage, chunk = near.passage, near.chunk
    i = chunk.first - 1
    if chunk.kind != "name" or i < 1 or passage.lows[i] != "and" or passage.chunk_at[i - 1] < 0:
        return None
    other = passage.chunks[passage.chunk_at[i - 1]]
    return Span(other.start, other.end) if other.kind == "name" else None


def with_complement(near: Near) -> int:
    """Where a noun phrase ends with what says whose it is."""
    return complement_end(near.passage, near.chunk.last)


def opens_alone(near: Near, name: Name) -> bool:
    """Whether a single word of which nothing tells whose it is opens its sentence: *Upstairs*, a man sang; *Shares* of Moss fell."""
    passage, chunk = near.passage, near.chunk
    opens = passage.sentences[passage.sentence_at[chunk.first]][0] == chunk.first
    alone = len(name.words) == 1 and name.kind == "unknown" and not name.titles
    return opens and alone and list(passage.lows[chunk.last : chunk.last + 1]) in ([","], ["of"])


def is_human(noun: str) -> bool:
    """Whether a noun in lower case stands for people."""
    return (
        title_lemma((noun,), 0) is not None
        or noun in words_of("groups", "crowds")
        or noun.endswith(tuple(words_of("groups", "agents")))
    )
