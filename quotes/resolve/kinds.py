"""What a marked span is, once its source is known or known to be missing: direct, mixed, scare or title.

Direct speech holds a clause that stands as an utterance of its own; a mixed quotation is a grammatical part of the reporter's clause.
A span whose words nobody said is a scare quotation, or the title of a work. Each rule is a row of `_RULES`; the first that holds decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import regex

from quotes.lexicon import table
from quotes.model import Kind, MarkedSpan
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.kept import kept
from quotes.resolve.passages import Passage
from quotes.resolve.sources import Source
from quotes.resolve.tagger import tag_tokens
from quotes.text.tokens import abbreviations, tokenize_folded

__all__ = ["RULES", "kind_of"]

_SENTENCE_BREAK = regex.compile(r"(\p{L}{2,}[.!?…])[\"'”’»)]*+(?:\s*+(?:\.\.\.|…))?+\s++[\"'“‘«(]*+\p{Lu}")
_STOP = re.compile("[.!?…]")
_MEASURE = regex.compile(r"[\d\s.,/½¼¾'\"′″-]*+$")
_REACH = 30  # words read inside the marks: a clause shows itself by then
_CLAUSE_OPENERS = frozenset(["that", "whether", "how", "why", "what", "where", "if", "because"])
_VERBS = frozenset("VgnbX")


class _View:
    """One span with what the rules ask about it, each answer found once."""

    def __init__(self, text: str, marked: MarkedSpan, source: Source) -> None:
        self.text, self.marked, self.source = text, marked, source
        self.passage: Passage = source.look.place.passage
        self.token = source.look.place.token
        self.first, self.last = self.passage.sentences[source.look.place.sentence]
        self.inside = marked.inner[0].of(text).strip() if marked.inner else ""
        if self.inside[-1:].isalnum() and text.startswith(",", marked.segments[0].end):
            self.inside += ","  # “It rains”, said Moss
        tags, token = self.passage.tags, self.token
        # The tags left and right of the span in its sentence (^ and $ at its edges), and the word left of it.
        self.before = tags[token - 1] if token > self.first else "^"
        self.before_low = self.passage.lows[token - 1] if token > self.first else ""
        self.after = tags[token + 1] if token + 1 < self.last else "$"

    @kept
    def words(self) -> int:
        """How many words stand inside the marks, over all segments."""
        return sum([len(span.of(self.text).split()) for span in self.marked.inner])

    @kept
    def inner_tags(self) -> list[str]:
        """The tags of the first words inside."""
        start, end = self.marked.inner[0]
        tokens, lows = tokenize_folded(self.text, start, min(end, start + 8 * _REACH))
        return tag_tokens(tokens[:_REACH], lows[:_REACH])

    @kept
    def clause(self) -> bool:
        """Whether a subject meets a finite verb inside: “the road is closed”, “we are ready”."""
        subject = self.inside[:6].lower().startswith(("that", "there", "this", "what", "who"))
        for tag in self.inner_tags:
            if tag in "HNPO#D":
                subject = True
            elif tag in "VX" and subject:
                return True
            elif tag == "W":
                subject = False
        return False

    @kept
    def imperative(self) -> bool:
        """Whether it opens with a bare verb: “Stop the trains.”"""
        return bool(self.inner_tags) and self.inner_tags[0] in "bX"

    @kept
    def upper(self) -> bool:
        """Whether it opens with a capital."""
        head = self.inside.lstrip("[(…. ")
        return head[:1].isupper()

    @kept
    def sentences(self) -> bool:
        """Whether a second sentence begins inside, or a second paragraph."""
        if len(self.marked.segments) > 1:
            return True
        return _STOP.search(self.inside, 0, max(0, len(self.inside) - 2)) is not None and any(
            match[1].capitalize() not in abbreviations() for match in _SENTENCE_BREAK.finditer(self.inside)
        )

    @kept
    def titled(self) -> bool:
        """Whether its words carry capitals as titles do."""
        words = [word for word in self.inside.split() if word[:1].isalpha()]
        if not words or not words[0][:1].isupper():
            return False
        capitals = len([word for word in words if word[:1].isupper()])
        if capitals * 2 <= len(words):
            return False
        closed = closed_class()
        return capitals + len([word for word in words if word.lower() in closed]) >= len(words)

    @property
    def labelled(self) -> bool:
        """Whether the span hangs on a verb that gives something a name: he calls it his “Rain Plan”."""
        return "label" in self.source.look.shape.governor

    @property
    def cue_before(self) -> bool:
        """Whether a verb of saying stands right before the span."""
        verb = verb_forms().get(self.before_low)
        return self.before in _VERBS and verb is not None and verb[1] in ("say", "ask", "add", "write", "manner", "tell")


def _works() -> frozenset[str]:
    return _table_words("work")


@cache
def _table_words(name: str) -> frozenset[str]:
    words = table("nouns")[name]["lemmas"].split()
    return frozenset(words) | frozenset(word + "s" for word in words)


_WORD_NOUNS = frozenset(["word", "words", "term", "terms", "phrase", "phrases"])
_KNOWN = frozenset("known so-called nicknamed dubbed aka supposed purported self-styled would-be".split())


_KNOWN_BY = 12
"""Tokens: by whom and where a thing is known as something."""


def _known_as(view: _View) -> bool:
    """Whether the words are what something is commonly called: known as the “Rain Act”, the so-called “rain tax”, his supposed “plan”."""
    if view.before_low in _KNOWN:
        return True
    tags, lows = view.passage.tags, view.passage.lows
    i = view.token - 1
    while i > view.first and tags[i] in "DGJ":
        i -= 1
    if lows[i] != "as":
        return False
    # known to the crew as “Morning Tide”, known in the corridors as the “rain tax”
    clause = next((j for j in range(i - 1, max(view.first, i - _KNOWN_BY), -1) if tags[j] in "VbgQ;:"), view.first)
    return "known" in lows[clause:i]


_TITLING = frozenset(
    """
    titled entitled headlined on in of for from at hosts hosted watched watching
    sing sings sang sung singing perform performs performed performing
    """.split()
)


_SLOGAN = regex.compile(r"[Vgnb](?:say|claim|commit|manner) of$")  # announced a policy of “Calm at Sea”
_HELD = frozenset("during at after before in on from by".split())


def _names_a_work(view: _View) -> bool:
    """Whether what stands before is how works are named: Channel 5's “Morning Tide”, on “Morning Tide”, during a “Harbour Day”."""
    if view.labelled or _SLOGAN.match(view.source.look.shape.governor):
        return False
    held = view.before == "D" and view.token - 1 > view.first and view.passage.lows[view.token - 2] in _HELD
    return view.before == "S" or view.before_low in _TITLING or held


_CALLED = frozenset("called named titled dubbed entitled christened".split())


def _is_named(view: _View) -> bool:
    """Whether the words are but the name of what stands beside them: a “safe streets” scheme, a band called “Rain”, the name “Rain”."""
    agent = view.token + 1 < view.last and view.passage.lows[view.token + 1] == "by"  # a bill called “a theft” by critics
    if view.words > 5 or view.sentences or agent:
        return False
    return _names_beside(view) and (view.titled or not view.clause)


def _names_beside(view: _View) -> bool:
    """Whether what stands beside the words takes a name: a “safe streets” **scheme**, a band **called** “Rain”."""
    named = view.before_low in _names(True) and view.titled and not view.labelled  # the national project “Rain”
    if named or view.before_low in _table_words("naming"):
        return True
    sure = view.words > 1 or view.upper or "-" in view.inside  # a “right-to-know” bill
    led = view.before in "DG" or (view.titled and view.before in "NJ")  # the opposition “Rain and Sun” faction
    if led and view.after in "Ng" and view.passage.lows[view.token + 1] in _names(sure):
        return True
    return view.before_low in _CALLED and view.token - 2 >= view.first and _thing(view, view.token - 2)


@cache
def _names(sure: bool) -> frozenset[str]:
    """What marked words in front of a noun only name; `sure` where they cannot be one adjective."""
    return _table_words("marked") | (_table_words("named") if sure else frozenset())


def _thing(view: _View, i: int) -> bool:
    """Whether the noun at token `i` is a thing behind a preposition, a verb or an opening: under a programme | called “Rain”."""
    passage, low = view.passage, view.passage.lows[i]
    if passage.tags[i] != "N" or passage.chunk_at[i] < 0 or _speaks(low):
        return False
    first = passage.chunks[passage.chunk_at[i]].first
    return first > view.first and passage.tags[first - 1] in "IVngbC" and passage.tags[first] in "DG"


@cache
def _speakers() -> frozenset[str]:
    return _table_words("people") | _table_words("organization")


def _speaks(low: str) -> bool:
    return low in _speakers() or low.endswith(("er", "ers", "ist", "ists"))


def _named_behind(view: _View) -> bool:
    """Whether an apposition behind a title says what it is of: “Rain on Tin,” her first album."""
    if not (view.titled and view.words > 1 and view.inside[-1:] == ",") or view.after not in "DG":
        return False
    tags, lows = view.passage.tags, view.passage.lows
    for i in range(view.token + 2, min(view.last, view.token + 7)):
        if lows[i] in _works():
            return i + 1 >= view.last or tags[i + 1] in ",.;I$"
        if tags[i] not in "JN#PS":
            return False
    return False


def _under_a_title(view: _View) -> bool:
    """Whether the sentence gives a title: The title of the show: “Rain on Tin”."""
    opening = view.passage.lows[view.first : view.first + 2]
    return view.titled and view.before == ":" and not {"title", "name", "motto"}.isdisjoint(opening)


def _generic_we(view: _View) -> bool:
    """Whether the writer says what people call a thing: We used to call it “lunch.”"""
    candidate = view.source.candidate
    low = candidate.passage.lows[candidate.chunk.head] if candidate is not None else ""
    return view.labelled and view.words <= 3 and low in ("we", "you", "one") and candidate.chunk.kind == "pronoun"  # type: ignore[union-attr]


def _after_work(view: _View) -> bool:
    near = view.passage.lows[max(view.first, view.token - 3) : view.token]
    if not any(low in _works() for low in near):
        return False
    # The column, “Shut the gate, Lee,” was fair: a title need not be set in capitals where it stands in apposition.
    apposed = view.before == "," and near[-2:-1] and near[-2] in _works() and view.after in "XV"
    return view.titled or bool(apposed)


Rule = tuple[str, Kind, Callable[[_View], bool]]

_UNSOURCED: tuple[Rule, ...] = (
    ("stray-mark", "other", lambda v: not v.inside),
    ("measure", "other", lambda v: _MEASURE.match(v.inside) is not None),
    (
        "unsourced-utterance",
        "direct",
        lambda v: v.words >= 6 and v.upper and (v.clause or v.sentences) and not v.titled and v.before in "^,:-",
    ),
    ("sentence-of-its-own", "direct", lambda v: v.before in "^Q" and v.after in "$Q" and _stands_alone(v)),
    ("title-after-work", "title", _after_work),
    ("title-case", "title", lambda v: v.titled and v.words > 1),
    ("nobody-said-it", "scare", lambda v: True),
)
_NOT_REPORTED: tuple[Rule, ...] = (
    ("stray-mark", "other", lambda v: not v.inside),
    ("known-as", "title", lambda v: v.titled and v.words > 1 and _known_as(v)),
    ("known-as", "scare", lambda v: _known_as(v)),
    ("word-mentioned", "scare", lambda v: v.words < 5 and v.before_low in _WORD_NOUNS and not v.clause and v.after not in "DG"),
    ("name-of-a-thing", "title", lambda v: v.titled and v.words > 1 and _is_named(v)),
    ("name-of-a-thing", "scare", lambda v: _is_named(v) or _generic_we(v)),
    (
        "title-after-work",
        "title",
        lambda v: _after_work(v) and (not v.labelled or (v.titled and v.words > 1 and v.before == ",")),
    ),
    ("title-in-place", "title", lambda v: _named_behind(v) or _under_a_title(v)),
    (
        "title-as-subject",
        "title",
        lambda v: v.titled and v.words > 1 and v.before == "^" and v.after in "XV" and v.inside[-1:] not in ",?!",
    ),
    ("title-in-place", "title", lambda v: v.titled and v.words > 1 and _names_a_work(v)),
)
"""What is no quotation whatever the ranker says."""

_SOURCED: tuple[Rule, ...] = (
    ("several-sentences", "direct", lambda v: v.sentences),
    ("after-that", "mixed", lambda v: v.before_low in _CLAUSE_OPENERS),
    ("opens-its-sentence", "direct", lambda v: v.before == "^" and _set_off(v) and (v.upper or v.clause) and _utterance(v)),
    ("opens-a-sentence-of-the-reporter", "mixed", lambda v: v.before == "^" and not v.clause),
    ("after-comma-or-colon", "direct", lambda v: v.before in ",:-.;" and (v.upper or v.clause or v.imperative) and _utterance(v)),
    ("goes-on-after-the-cue", "direct", lambda v: v.before in ",:" and _continues(v)),
    ("after-cue-verb", "direct", lambda v: v.cue_before and v.upper and (v.clause or v.words == 1 or v.imperative)),
    ("clause-in-capitals", "direct", lambda v: v.upper and v.clause and v.words > 4 and v.before not in "DGJS"),
    ("fragment", "mixed", lambda v: True),
)

RULES: dict[str, str] = {
    "stray-mark": "Nothing stands between the marks, or only one of the two is there.",
    "measure": "Only numbers and signs stand between the marks.",
    "unsourced-utterance": "A whole utterance that nothing attributes to anybody.",
    "sentence-of-its-own": "A short utterance with its own full stop that nothing attributes to anybody, as in a dialogue.",
    "title-after-work": "A noun such as “book” or “song” stands right before capitalised words.",
    "known-as": "The words are what something is commonly called: “known as”, “so-called”, “nicknamed”.",
    "name-of-a-thing": "The words name what stands beside them, or what people call it: a “clean quay” scheme, a band called “Rain”.",
    "word-mentioned": "The words are mentioned as words: “the term”, “the phrase”.",
    "title-as-subject": "Capitalised words are the subject of the reporter's sentence: “Morning Tide” was a success.",
    "title-in-place": "Capitalised words stand where a work is named: after a possessive, “on”, “in”, “titled”.",
    "title-case": "Nobody is found to have said the words, and they carry capitals as titles do.",
    "nobody-said-it": "Nobody is found to have said the words: irony, a nickname, a term.",
    "several-sentences": "A second sentence or paragraph begins inside the marks.",
    "after-that": "“that”, “whether” or the like stands right before the mark: the words are part of the reporter's clause.",
    "opens-its-sentence": "The words open their sentence and stand as an utterance.",
    "opens-a-sentence-of-the-reporter": "The words open the reporter's sentence as a part of it.",
    "after-comma-or-colon": "A comma, colon or dash introduces words that stand as an utterance.",
    "goes-on-after-the-cue": "The words go on with an utterance that the cue interrupted.",
    "after-cue-verb": "A verb of saying stands right before a capitalised utterance.",
    "clause-in-capitals": "A whole clause that opens with a capital.",
    "fragment": "The words are a part of the reporter's own clause.",
}


def _set_off(view: _View) -> bool:
    """Whether the words are set off from the clause that follows: by a comma or stop inside the marks, or by the sentence's end."""
    if view.inside[-1:] in ",?!":
        return view.after not in "CWB"  # “We agree,” according to the council; not “we agree,” which it did
    return view.after in "$,^.:-QHPDNGM" or (view.after in _VERBS and view.inside[-1:] in "-—")


def _stands_alone(view: _View) -> bool:
    """Whether a sentence by itself is an utterance: “Yes.” “You will see.” Not a name or title: “Night Boat.”"""
    ends = view.inside[-1:] in ".!?…"
    return ends and not (view.titled and view.words > 1) and (view.clause or view.imperative or view.words == 1)


def _utterance(view: _View) -> bool:
    """Whether the words can stand alone: a clause, an order, an exclamation, a reply."""
    return view.inside[-1:] in "?!,." or view.words <= 2 or view.clause or view.imperative


def _continues(view: _View) -> bool:
    """Whether the quotation before stands in the same sentence, with its cue between: “We wait,” she said, “for rain.”"""
    return "Q" in view.passage.tags[view.first : view.token - 1] and any(
        tag in _VERBS for tag in view.passage.tags[view.first : view.token]
    )


def kind_of(text: str, marked: MarkedSpan, source: Source) -> tuple[Kind, str]:
    """The kind of a marked span and the name of the rule that decided.

    Arguments: the text; the span; what the ranker says about its source.
    """
    view = _View(text, marked, source)
    for name, kind, holds in (*_NOT_REPORTED, *_SOURCED) if source.chosen else _UNSOURCED:
        if holds(view):
            return kind, name
    raise AssertionError("the last rule of a table always holds")
