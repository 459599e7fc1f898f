"""From the likeliest phrase to the one whose words the span reports, where grammar says more than the ranker's shares.

Each rule of `_RULES` is given the likeliest candidate and names another one, or none; the first that names one decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.resolve.candidates import Candidate, Place
from quotes.resolve.cue_links import OWN_SUBJECT, is_quoted
from quotes.resolve.cues import cue_rate, cue_strength, reports
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import asserted_nouns, verb_forms
from quotes.resolve.heads import head_class
from quotes.resolve.roles import title_lemma
from quotes.resolve.shapes import Shape

__all__ = ["whose_words"]

_PEOPLE = frozenset(("people", "peoples", "men", "woman", "womans", "organization"))
_CLAUSE = frozenset(("direct", "climb", "apposition"))
_HELD = OWN_SUBJECT | {"shared"}
_CLAUSAL = frozenset("VXBg")
_BESIDE = frozenset("although though when while whereas because".split())
"""Words that open a clause beside the main one: …, *although* he called it “a gift”."""
_OFTEN = "4"
"""The least bucket of `cue_rate` of a verb whose object may be words: said and shouted, not went and read."""


def whose_words(likeliest: Candidate, found: Sequence[Candidate], place: Place, shape: Shape) -> Candidate:
    """The candidate to take for the likeliest one: the subject of the span's own clause, who says so, the name beside a description."""
    named = (rule(likeliest, found, place, shape) for rule in _RULES)
    own = next((candidate for candidate in named if candidate is not None), likeliest)
    return _named(_who_says_so(own, found), found)


def _who_calls_it(_: Candidate, found: Sequence[Candidate], place: Place, shape: Shape) -> Candidate | None:
    """Who calls something by the words in a relative clause of his own: the storm, which **pilots** call “mad”, is late."""
    passage = place.passage
    if "label" not in shape.governor or not 0 <= shape.verb < place.token:
        return None
    for candidate in found:
        first = candidate.chunk.first
        if candidate.passage is not passage or not 1 < first < place.token:
            continue
        aside = passage.lows[first - 1] == "which" and passage.tags[first - 2] == ","
        gapped = passage.lows[first - 1] in ("which", "that", "what")  # a gift that **pilots** call “mad”
        called = shape.verb in (place.token - 1, place.token - 1 - (passage.lows[place.token - 1] == "as"))
        gapped = gapped and called and candidate.chunk.kind != "pronoun"
        if (aside or gapped) and any(link.cue == shape.verb and link.kind == "direct" for link in candidate.links):
            return candidate
    return None


def _who_says_of_it(best: Candidate, found: Sequence[Candidate], place: Place, _: Shape) -> Candidate | None:
    """Who says what a relative clause tells of a thing: the dam, which **inspectors** said was “sinking”, a step **Lee** said would “help”.

    Not so for a pronoun, which mostly stands for the likeliest one.
    """
    passage, token = place.passage, place.token
    for candidate in found if best.where == "left" and best.passage is passage else ():
        chunk = candidate.chunk
        inner = candidate.passage is passage and best.chunk.last < chunk.first and chunk.last < token
        other = inner and chunk.kind in ("name", "noun") and passage.lows[chunk.head] != passage.lows[best.chunk.head]
        if not other or not _opens_gap(candidate):
            continue
        for link in candidate.links:
            verb = link.cue + 1
            leads = link.kind == "direct" and verb < token and passage.tags[verb] in "XV" and reports(passage, link)
            if leads and _CLAUSAL.isdisjoint(passage.tags[verb + 1 : token]) and "Q" not in passage.tags[verb:token]:
                return candidate
    return None


def _opens_gap(candidate: Candidate) -> bool:
    """Whether a phrase opens a relative clause, behind its pronoun or the noun that it tells of."""
    before = candidate.chunk.first - 1
    return before > 0 and candidate.passage.tags[before] in "WNg#"


def _whose_statement(_: Candidate, found: Sequence[Candidate], place: Place, __: Shape) -> Candidate | None:
    """Whose statement the span tells the words of: the Star ruled that **Lee**’s claim of “fraud” was false."""
    passage, noun = place.passage, place.token - 1
    while noun > 0 and passage.tags[noun] in "IWDJ":
        noun -= 1
    if noun == place.token - 1 or passage.lows[noun] not in asserted_nouns():
        return None
    owners = (c for c in found if c.passage is passage and c.chunk.kind in ("name", "noun"))
    return next((c for c in owners if any(link.kind == "possessor" and link.cue == noun for link in c.links)), None)


def _whom_he_quotes(best: Candidate, found: Sequence[Candidate], _: Place, __: Shape) -> Candidate | None:
    """Whom the likeliest one only quotes: the Star quoted **Lee** as warning that it would end in “tears”."""
    cues = {link.cue + 1 for link in best.links if link.kind in ("direct", "apposition", "climb", "shared")}
    if not cues:
        return None
    quoted = (c for c in found if c.where == best.where == "left" and c.passage is best.passage and c.chunk.first in cues)
    return next((c for c in quoted if is_quoted(c)), None)


def _by_whom(best: Candidate, found: Sequence[Candidate], _: Place, shape: Shape) -> Candidate | None:
    """Who says it of the likeliest one, or to him: Lund, described by **police** as “armed”; people were urged to “go” by the **mayor**."""
    told = {link.cue for link in best.links if link.kind == "patient"} | {shape.verb}
    agents = [candidate for candidate in found if any(link.kind == "agent" for link in candidate.links)]
    if not agents or is_quoted(best):  # Lund was quoted by the Star as saying “no”
        return None
    active = (link.cue for c in found for link in c.links if link.kind in ("direct", "apposition", "shared", "climb"))
    told -= set(active)  # Lund said it was “trusted” by the board
    for candidate in agents:
        passage, last = candidate.passage, candidate.chunk.last
        agent = any(link.kind == "agent" and link.cue in told and cue_strength(passage, link) > 1 for link in candidate.links)
        led = passage.lows[last : last + 1] in (["as"], ["to"])  # not: breaks urged by Lee “do nothing”
        leads = candidate.where == "right" or led
        if agent and leads and passage is best.passage:
            return candidate
    return None


def _who_is_told_of(best: Candidate, found: Sequence[Candidate], place: Place, shape: Shape) -> Candidate | None:
    """Whose words somebody else reports, where they are told as words: police said **the man** had shouted “No!”; the court heard that
    **Lee** told a guard: “Go home”; **the man** had shouted “No!”, police said.

    Not so where the inner subject is a pronoun: of 78 in annotated news, all written of the one who says so, none is named.
    """
    passage, verb = place.passage, shape.verb
    if best.passage is not passage or not 0 <= verb < place.token or not _introduces(verb, place):
        return None
    gapped = verb == place.token - 1 and shape.form == "lower"  # what Lee said “will hurt us,” he added
    closed = best.where == "right" and not gapped
    announced = passage.tags[verb + 1] == ":"  # a card that read: “Get well.”
    for candidate in found:
        own = (link for link in candidate.links if link.kind in OWN_SUBJECT and link.cue == verb)
        inner = (closed and _can_speak(candidate)) or (best.where == "left" and best.chunk.last < candidate.chunk.first)
        who = candidate.passage.lows[candidate.chunk.head]
        named = candidate.chunk.kind in ("name", "noun") or who in ("somebody", "someone")
        told = inner and candidate.where == "left" and named
        if told and any(reports(passage, link) and (announced or cue_rate(passage, link) >= _OFTEN) for link in own):
            return candidate
    return None


def _can_speak(candidate: Candidate) -> bool:
    """Whether a phrase names somebody: a guard, Lee; not “the letter said”."""
    head = candidate.passage.lows[candidate.chunk.head]
    return candidate.chunk.kind == "name" or head_class(head) in _PEOPLE or title_lemma((head,), 0) is not None


def _introduces(verb: int, place: Place) -> bool:
    """Whether a finite verb leads to the span over nothing but whom it tells and how: *told* a guard in tears: “Go home.”"""
    passage = place.passage
    told, tag = verb_forms().get(passage.lows[verb]), passage.tags[verb]
    if told is None or not (tag == "V" or (tag == "n" and passage.lows[verb - 1] in ("had", "has", "have"))):
        return False
    between = passage.tags[verb + 1 : place.token]
    takes_object = (
        between[:1] and between[0] not in "IATW,:" and between != ["H"] and passage.tokens[place.token - 1][2] not in ":,"
    )
    return not _CLAUSAL & set(between) and "," not in between[:-1] and ("hearer" in told.frames or not takes_object)


def _of_own_clause(best: Candidate, found: Sequence[Candidate], place: Place, shape: Shape) -> Candidate | None:
    """The subject of the clause that the span stands in, where `best` stands before that clause.

    The mayor called the plan “bold”; his rival called it “mad”: the words are the rival's.
    """
    if best.where != "left" or best.passage is not place.passage or shape.verb < 0:
        return None
    for candidate in found:
        says = candidate.where == "left" and _says_at(candidate, shape.verb, _CLAUSE)
        if says and best.chunk.last <= _clause_opening(candidate) and not _goes_on(candidate, shape):
            return candidate
    return None


def _goes_on(candidate: Candidate, shape: Shape) -> bool:
    """Whether a pronoun only goes on with what somebody says: Lee said it was over but **he** knows it was “late”; not “but he said”."""
    passage, chunk = candidate.passage, candidate.chunk
    fronted = passage.tags[passage.sentences[passage.sentence_at[chunk.first]][0]] == "B"  # When Lee left, he called it “late”
    if chunk.kind != "pronoun" or fronted:
        return False
    own = (link for link in candidate.links if link.cue == shape.verb and link.kind in _CLAUSE)
    return passage.lows[chunk.head] in ("i", "we") or not any(reports(passage, link) for link in own)


def _before_conjunction(best: Candidate, found: Sequence[Candidate], place: Place, shape: Shape) -> Candidate | None:
    """The subject of the clause that ends with the span, where another one follows: **Lee** called it “a gift,” and Moss said no."""
    passage, verb = place.passage, shape.verb
    joined = passage.tags[place.token + 1 : place.token + 2] == ["C"]
    if best.where != "right" or not joined or not 0 <= verb < place.token or passage.tags[verb] != "V":
        return None
    own = [candidate for candidate in found if candidate.where == "left" and _says_at(candidate, verb, _HELD)]
    return own[0] if len(own) == 1 and own[0].chunk.kind in ("name", "noun") else None


def _says_at(candidate: Candidate, verb: int, kinds: frozenset[str]) -> bool:
    """Whether a candidate is the subject of a verb that reports, by a link of some kinds."""
    own = (link for link in candidate.links if link.cue == verb and link.kind in kinds)
    return any(cue_strength(candidate.passage, link) > 1 for link in own)


def _clause_opening(candidate: Candidate) -> int:
    """The token that sets the candidate's clause off from the one before; -1 for none: called it “bold”**;** his rival called it."""
    passage, chunk = candidate.passage, candidate.chunk
    tags, first = passage.tags, passage.sentences[passage.sentence_at[chunk.first]][0]
    i = chunk.first - 1
    while i > first and tags[i] == "A":
        i -= 1
    if i <= first:
        return -1
    parted = tags[i] in ",Q" and tags[first] == "B"  # While …, his rival called it
    beside = tags[i] == "C" or passage.lows[i] in _BESIDE
    joined = beside and tags[i - 1] in ",;Q-"
    return i if tags[i] == ";" or parted or joined else -1


def _who_says_so(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The subject of the verb that a pronoun stands behind: **Moss** said she hoped to call it “home”.

    Of 360 such pronouns in annotated news one is the source. Not so where the pronoun reports in its turn: Moss said she said “no”.
    """
    passage, i = best.passage, best.chunk.first - 1
    if best.chunk.kind != "pronoun" or best.where != "left":
        return best
    if any(reports(passage, link) for link in best.links if link.cue > i + 1):
        return best
    i -= i > 0 and passage.lows[i] == "that"
    saying = (c for c in found if c.passage is passage and any(link.cue == i and reports(passage, link) for link in c.links))
    return next((c for c in saying if c.chunk.last <= i), best)


def _named(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The name in apposition to a description: “the deputy minister, General Ann Lee, said”."""
    if best.chunk.kind == "relative":
        cues = {link.cue for link in best.links}
        return next((c for c in found if any(link.kind == "relative" and link.cue in cues for link in c.links)), best)
    head = best.passage.lows[best.chunk.head]
    if (best.chunk.kind != "noun" and head_class(head) != "people") or head in words_of("groups", "documents"):
        return best  # a note, signed by Lee, says
    cues = {link.cue for link in best.links if link.kind == "apposition"}
    for candidate in found:
        if candidate.chunk.kind == "name" and any(link.kind == "within" and link.cue in cues for link in candidate.links):
            return candidate
    return best


_RULES = (
    _who_calls_it,
    _who_says_of_it,
    _whose_statement,
    _whom_he_quotes,
    _by_whom,
    _who_is_told_of,
    _of_own_clause,
    _before_conjunction,
)
