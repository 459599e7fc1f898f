"""Whose a venue is: the source that a sentence puts there, and what looks like a venue and is none.

*Her deputy, Ada Okello, spoke at …* · *Metro Rail managing director Okello said …* · *shouted at Okello* · *occasional interviews*.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotes.resolve.gazetteer import given_gender, is_narrator, words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_clauses import Clause
from quotes.resolve.venue_nouns import Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_sentences import Sentence, Tokens
from quotes.resolve.venue_words import lexis, triggers

__all__ = [
    "about_stranger",
    "answered",
    "apposed",
    "bearer",
    "court_hearing",
    "described",
    "gives",
    "main_subject",
    "met",
    "only_named",
    "partners_of",
    "sets_nothing",
    "spoken_by",
    "spoken_of",
    "vague",
    "verb_medium",
    "was_speaking",
    "without_people",
]

_DOCUMENTS = frozenset(("statement", "writing", "broadcast", "display"))
_GONE = frozenset("previous earlier".split())
"""What an occasion is that the report does not go on with."""


def without_people(sentence: Sentence, names: Mapping[str, str]) -> Sentence:
    """A sentence whose places are no people who are quoted: *shouted at Okello* · *In the old clinic | Okello said*."""
    reader, found = sentence.reader, sentence.findings.found
    if not any(item.part == "place" and reader.lows[item.last - 1] in names for item in found):
        return sentence
    kept = [cut for item in found if (cut := _cut_name(reader, item, names))]
    return sentence._replace(findings=sentence.findings._replace(found=kept))


def _cut_name(reader: Reader, found: Found, names: Mapping[str, str]) -> Found | None:
    """A place without the source's name at its end; None where nothing is left. What *in* leads to keeps its name (*in Wellington*)."""
    if found.part != "place" or reader.lows[found.last - 1] not in names:
        return found
    last = found.last
    while last > found.first and reader.tags[last - 1] == "P":
        last -= 1
    if last > found.first and reader.tags[last - 1] in "NJ":
        return found._replace(last=last)
    owned = last > found.first and reader.lows[last - 1] == "of"  # at the bakery of Ada Okello
    return found if owned or reader.lows[found.first - 1] == "in" else None


def met(reader: Reader, subject: Tokens) -> bool:
    """Whether the writer tells where a source was met: *We met her at …* · *Your correspondent called upon Sir Hugh at …*."""
    first, last = subject
    return is_narrator(reader.lows[first], reader.lows[last - 1]) or (
        reader.lows[first] in ("we", "i") and reader.lows[last : last + 1] in (["met"], ["meet"], ["visited"])
    )


def bearer(sentence: Sentence, subject: Tokens, found: Found) -> str:
    """The source that bears a title which a parser takes for the subject: *Metro Rail | managing director Okello* said …

    Its field may stand before the name: *the minister | for the North and Arctic Al Okello* told …
    """
    reader = sentence.reader
    for i, key in sentence.named:
        if subject[1] <= i < found.by <= i + 2 and {"I", "T", ",", "C", "S"}.isdisjoint(reader.tags[subject[1] : i]):
            return key
    if reader.lows[subject[1] : subject[1] + 1] not in (["for"], ["of"], ["to"]):
        return ""
    right_behind = any(i + 1 == found.by for i, _ in sentence.named)  # Head of the department Ada Okello | told a briefing
    if (found.rule == "sentence-head" or right_behind) and (key := _titled(sentence, subject)):
        return key
    for i, key in sentence.named:
        if not subject[1] < i < found.by or given_gender(reader.texts[i - 1]) is None:
            continue
        if reader.tags[i - 2] == "P" and reader.texts[i - 2][:1].isupper():
            return key
    return ""


def _titled(sentence: Sentence, subject: Tokens) -> str:
    """The one source that is named between a title and its verb: *Speaking at a rally, Chief of the island Tama Okello | said* …"""
    tags = sentence.reader.tags
    stop = next((i for i in range(subject[1], sentence.last) if tags[i] in "VX,"), subject[1])
    inside = {key for i, key in sentence.named if subject[1] < i < stop and i + 1 == stop and tags[i - 1] == "P"}
    return inside.pop() if len(inside) == 1 else ""


def apposed(sentence: Sentence, subject: Tokens, found: Found) -> str:
    """The source that stands beside its description: *Her deputy at the harbour board, Ada Okello, | spoke at* …"""
    reader = sentence.reader
    for i, key in sentence.named:
        between = reader.tags[subject[1] : i]
        if (
            subject[1] < i < (found.by if found.by > subject[1] else sentence.last)
            and _closes(reader, i + 1, sentence.last)
            and "," in between
            and "V" not in between
        ):
            return key
    return ""


def _closes(reader: Reader, i: int, last: int) -> bool:
    """Whether a comma closes what stands beside a description, with or without a town: *Her deputy, Ada Okello* | *of Hale, told* …"""
    if reader.lows[i] == "of":
        i += 1
        while i < last and reader.tags[i] == "P":
            i += 1
    return i < last and reader.tags[i] == ","


def described(reader: Reader, subject: Tokens) -> bool:
    """Whether a phrase describes somebody who was named: *the captain*, *the 34-year-old actor*."""
    return reader.lows[subject[0]] == "the" and reader.tags[subject[1] - 1] == "N"


def was_speaking(reader: Reader, found: Found) -> Tokens | None:
    """Who was speaking there: *The captain | was speaking at a rally*."""
    i = found.by
    if i < 2 or reader.lows[i] != "speaking" or reader.lows[i - 1] != "was" or reader.passage.chunk_at[i - 2] < 0:
        return None
    chunk = reader.passage.chunks[reader.passage.chunk_at[i - 2]]
    return chunk.first, chunk.last


def gives(reader: Reader, found: Found) -> bool:
    """Whether a sentence opens with what somebody gives: *At her news conference*, *In his speech*; not *At his trial*."""
    own = found.rule == "sentence-head" and reader.lows[found.first] in ("his", "her")
    return own and found.family in ("press", "speech", "interview", "statement", "rally")


def spoken_of(sentence: Sentence, i: int) -> bool:
    """Whether the name at `i` stands in what somebody else reports: *He noted that the captain, Ada Okello, “knows the lake”*."""
    reader = sentence.reader
    for j in range(i - 1, sentence.first, -1):
        if reader.lows[j] == "that" and reader.tags[j] == "W":
            verb = verb_forms().get(reader.lows[j - 1])
            return verb is not None and bool(verb.reporting)
    return False


def answered(sentence: Sentence, clause: Clause | None) -> frozenset[str]:
    """The sources named before a clause in a sentence that begins with *when*, *after*, *as*."""
    reader = sentence.reader
    if clause is None or not sentence.named or reader.lows[sentence.first] not in ("when", "after", "as", "while"):
        return frozenset()
    return frozenset(key for i, key in sentence.named if i < clause.first)


def vague(reader: Reader, found: Found) -> bool:
    """Whether a phrase means no one occasion: *occasional interviews*, *rallies*, *other meetings*."""
    core = reader.core(found.first, found.last)
    if core is None or core.noun is None or found.family in ("outlet", "site", "name", "writing", "channel"):
        return False
    head, first = reader.lows[core.head], core.first
    plural = head.endswith("s") and not head.endswith("ss") and head not in lexis("plural-occasion")
    return plural and reader.tags[first] not in "GP" and reader.lows[first] not in ("the", "two", "three")


def sets_nothing(reader: Reader, found: Found) -> bool:
    """Whether a venue, told without words, is none that is gone on with: on *her previous visit* she paid; in *his opinion* it would."""
    core = reader.core(found.first, found.last)
    if core is None:
        return False
    return not _GONE.isdisjoint(reader.lows[core.first : core.head]) or (
        reader.lows[core.head] == "opinion" and reader.tags[core.first] == "G"
    )


def main_subject(sentence: Sentence, found: Found) -> Tokens | None:
    """The first noun phrase behind a venue at the head of a sentence; else the last source named before it, or a pronoun."""
    reader, passage = sentence.reader, sentence.reader.passage
    reached = found.by == sentence.first and reader.lows[found.by] in lexis("met-with")  # Reached at his home, Okello would not …
    if found.rule == "sentence-head" or reached:
        for i in range(found.last, sentence.last):
            chunk = passage.chunks[passage.chunk_at[i]] if passage.chunk_at[i] >= 0 else None
            if (
                chunk is not None
                and chunk.kind not in ("time", "number")
                and reader.tags[max(chunk.first, found.last) - 1] != "I"
                and set(reader.tags[max(chunk.first, found.last) : chunk.last]) != {"M"}  # In an interview Wednesday, Okello
            ):
                return chunk.first, chunk.last
    before = [i for i, _ in sentence.named if i < min(found.first, found.by)]
    if before:
        return before[-1], before[-1] + 1
    pronoun = next((i for i in range(sentence.first, found.first) if reader.lows[i] in ("he", "she", "they")), None)
    return None if pronoun is None else (pronoun, pronoun + 1)


def partners_of(sentence: Sentence, owner: str) -> list[str]:
    """Who is named with an occasion as one who takes part: at the meeting with *Kamara* in Arusha; not at a rally for Kamara."""
    spans = [range(found.first, found.last) for found in sentence.findings.found if found.part == "occasion"]
    lows = sentence.reader.lows
    met = (
        key for i, key in sentence.named if key != owner and any(i in span and "with" in lows[span.start : i] for span in spans)
    )
    return list(dict.fromkeys(met))


def about_stranger(sentence: Sentence) -> bool:
    """Whether a sentence is about somebody who is not quoted: *he* in the next one is no source."""
    passage = sentence.reader.passage
    at = passage.chunk_at[sentence.first] if sentence.first < sentence.last else -1
    if at < 0 or sentence.members:
        return False
    chunk = passage.chunks[at]
    return chunk.last - chunk.first > 1 and sentence.reader.tags[chunk.last - 1] == "P"


def court_hearing(sentence: Sentence) -> Found | None:
    """The court that a sentence says was told or heard something: *Tabora Crown Court heard*, *the court was told*."""
    reader = sentence.reader
    lows = reader.lows[sentence.first : sentence.last]
    if words_of("acts", "courts").isdisjoint(lows):
        return None
    for i in range(sentence.first, sentence.last - 1):
        if lows[i - sentence.first] not in words_of("acts", "courts") or reader.passage.chunk_at[i] < 0:
            continue
        chunk = reader.passage.chunks[reader.passage.chunk_at[i]]
        verb = i + 1 + (reader.tags[i + 1] == "X")
        before = reader.tags[chunk.first - 1] if chunk.first > sentence.first else ""
        if chunk.last == i + 1 and verb < sentence.last and reader.lows[verb] in ("told", "heard") and before not in ("I", "T"):
            passive = verb == i + 2
            if passive == (reader.lows[verb] == "told"):
                return Found("place", chunk.first, chunk.last, "chamber", "took-place", verb)
    return None


def spoken_by(reader: Reader, clause: Clause) -> Found | None:
    """A source that is itself written or broadcast: *the ministry’s statement said*, *according to court papers*."""
    if clause.mention is None:
        return None
    first, last = clause.mention
    if first > 1 and reader.lows[first - 1] in ("from", "by") and reader.passage.chunk_at[first - 2] >= 0:
        chunk = reader.passage.chunks[reader.passage.chunk_at[first - 2]]
        if clause.cue is None or not chunk.first <= clause.cue[0] < first:
            first = chunk.first  # “a statement from Okello said”; not “the statement by Okello that …”
    lows = reader.lows[first:last]
    if triggers(weak=True).isdisjoint(lows) and triggers(weak=False).isdisjoint(lows):
        return None
    core = reader.core(first, last)
    if core is None or core.noun is None or core.noun.family not in _DOCUMENTS:
        return None
    if lows[-1] == "opinion" and reader.lows[first - 1 : first] == ["in"]:
        return None  # in whose opinion the dam was “a joke”
    limit = clause.cue[0] if clause.cue and clause.cue[0] > first else len(reader.lows)
    return Found("medium", first, max(last, reader.full(core, limit)), core.noun.family, "source-is-medium", first)


def verb_medium(reader: Reader, clause: Clause) -> Found | None:
    """A verb that names its own medium: *tweeted*."""
    last = clause.cue[1] if clause.cue else 0
    verb = verb_forms().get(reader.lows[last - 1]) if last else None
    named = verb is not None and verb.lemma in lexis("verb-medium")
    return Found("medium", last - 1, last, "verb", "verb-names-medium", last - 1) if named else None


def only_named(sentence: Sentence, end: int) -> str:
    """The one source that a sentence names before a token; the empty string where it names none, or several."""
    before = {name for i, name in sentence.named if i < end}
    return before.pop() if len(before) == 1 else ""
