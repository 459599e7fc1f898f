"""What ties an attribution to a time, or keeps it from one, in its own sentence.

The day of the words is told in the clause that reports them (*said on Friday*), in what its source did in the same breath
(*attacked the plan on Friday, calling it …*), in the text that is quoted (*in a ruling released on Friday*). An attribution that
names a new venue, or that tells what somebody often says, keeps away from the scene around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.resolve.act_words import event_at, events_of, lemmas, opens_with_place
from quotes.resolve.acts import Act
from quotes.resolve.edtf import Edtf
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.kept import kept
from quotes.resolve.passages import Passage
from quotes.resolve.venue_words import noun_at, outlet_at

__all__ = [
    "GATHERINGS",
    "Home",
    "Surroundings",
    "answers",
    "bond",
    "comments",
    "had_said",
    "has_just",
    "hearers",
    "inside_text",
    "is_habit",
    "is_now",
    "joins",
    "of_object",
    "out_of_time",
    "sets_present",
]

_WINDOW = 60  # tokens: no clause is longer
_DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its"})
_AUXILIARY = frozenset({"has", "have", "had", "’ve", "'ve", "will", "would", "’d", "'d", "’ll", "'ll"})
_SHARED = frozenset({"assembly", "press", "contest", "ceremony", "rally", "speech"})
_THERE = frozenset({"at", "in", "during", "after", "following", "of", "to", "into", "inside"})
_OTHER = frozenset(
    {"first", "second", "third", "last", "latest", "recent", "previous", "next", "final", "earlier", "another", "other"}
)
_AFTERWARDS = frozenset({"after", "following", "afterward", "afterwards"})
_NAME = 12  # words: no name of a gathering is longer
GATHERINGS = frozenset({"assembly", "contest"})
"""The families of occasions at which several people have the floor."""
_HABITS = frozenset({"used", "likes", "liked", "loves", "loved", "prefers", "preferred", "tends", "tended"})
_MEDIA = frozenset({"statement", "interview"})


class Home(NamedTuple):
    """Where an attribution's own clause stands: its block and sentence, the tokens of its mention and cue, and of the quotation, -1
    where that stands in another block."""

    block: int
    sentence: int
    mention: int
    cue: frozenset[int]
    quote: int


def bond(home: Home, key: str, passage: Passage, act: Act, date: Edtf | None) -> int:
    """How firmly an act of the same sentence is the saying of the words: 0 for not at all."""
    if act.void or of_object(passage, act):
        return 0
    if act.fronted and 0 <= home.quote < act.phrase.first and act.verb not in home.cue:
        return 0
    if act.verb in home.cue:
        return 5
    if had_said(home, passage) and not act.earlier:
        return 0  # rejected an offer last night which the firm **had described** as ‘fair’
    if (bare := _verbless(home, passage, act)) or _reported(home, passage, act):
        return 4 if bare else 3
    if (
        home.mention >= 0
        and not act.fronted
        and 0 <= act.phrase.first - 1 <= home.mention + 1
        and act.phrase.first > home.mention
    ):
        return 3  # this remark by Moss on June 11:
    if act.role == "content":
        return 0
    same = (key and key in act.doers) or (home.mention >= 0 and 0 <= act.subject == passage.chunk_at[home.mention])
    if same:
        return 4 if act.role != "act" else 3 if date is not None and date.days is not None and date.days < 7 else 0
    if act.relayed:
        return 1
    if act.role in ("release", "presence") and act.doer in ("", "other", "definite", "stranger"):
        return 3
    if act.fronted and act.phrase.first < max(home.quote, min(home.cue, default=-1)):
        return 2  # In 2011, he all but accused …: it frames the sentence
    return 2 if _meanwhile(home, passage, act) else 0


def _verbless(home: Home, passage: Passage, act: Act) -> bool:
    """Moss, on the radio this morning: “…”"""
    last = act.phrase.last
    return act.verb < 0 and last + 1 == home.quote and passage.lows[last] == ":"


def _reported(home: Home, passage: Passage, act: Act) -> bool:
    """Okello noted that in May Moss had **blamed** “…”"""
    if not act.told_of or not max(home.cue, default=-1) < act.verb < home.quote < act.verb + _WINDOW:
        return False
    return not any(tag in "V:" for tag in passage.tags[act.verb + 1 : home.quote])


def _meanwhile(home: Home, passage: Passage, act: Act) -> bool:
    """“…,” said Moss as the crowd left the square on Sunday."""
    if act.fronted or act.role == "report" or not home.cue or act.verb < max(home.cue):
        return False
    between = range(max(home.cue) + 1, min(act.verb, max(home.cue) + _WINDOW))
    if any(passage.tags[i] in "-;:" for i in between) or passage.lows[act.verb] in ("did", "does", "do"):
        return False
    return any(passage.lows[i] in ("as", "while", "when") for i in between)


def of_object(passage: Passage, act: Act) -> bool:
    """“called his remarks on Saturday ‘a joke’”: the time is that of the remarks."""
    verb = verb_forms().get(passage.lows[act.verb]) if act.verb >= 0 else None
    if verb is None or verb.reporting != "label" or act.fronted:
        return False
    between = range(act.verb + 1, min(act.phrase.first, act.verb + _WINDOW))
    if any(passage.tags[i] == "Q" for i in between):  # called the plan ‘a joke’ in a statement on Saturday: that of the words
        return False
    return any(noun_at(passage.lows, i) is not None for i in between)


def sets_present(passage: Passage, act: Act) -> bool:
    """Whether the time is that of a visit told in the present tense: **It is Thursday lunchtime**, an hour before the show."""
    first = act.phrase.first
    while first > 1 and passage.tags[first - 1] in "DJA":
        first -= 1
    return passage.lows[first - 2 : first] in (["it", "is"], ["it", "’s"], ["it", "'s"]) and act.verb == first - 1


def is_habit(home: Home, passage: Passage) -> bool:
    """Whether the words were said time and again: he **used to** say …, who **liked to** call herself …"""
    for i in sorted(home.cue)[:1]:
        verb = i if passage.lows[i] in _HABITS else i - 2
        return verb >= 0 and passage.lows[verb] in _HABITS and passage.lows[verb + 1 : verb + 2] == ["to"]
    return False


def out_of_time(home: Home, passage: Passage) -> bool:
    """Whether the report is out of the story's time: has repeatedly said, once said, had called, will say."""
    for i in sorted(home.cue)[:1]:
        if is_habit(home, passage):
            return True
        for j in range(i - 1, max(-1, i - 4), -1):
            low = passage.lows[j]
            if low == "now" and passage.lows[i].endswith("s"):
                return True
            if low == "have" and passage.lows[j - 1] == "to":
                return False  # he is said to have asked
            if low == "would" and passage.lows[i + 1 : i + 2] == ["only"]:
                return False
            if low in words_of("acts", "spent") or low in _AUXILIARY:
                return True
            if passage.tags[j] not in "AX":
                break
    return False


def is_now(home: Home, passage: Passage) -> bool:
    """Whether a verb of the cue says what its source says these days: Moss **says**."""
    forms = [form for i in home.cue if (form := verb_forms().get(passage.lows[i])) is not None]
    return any(form.form == "s" and form.reporting in ("say", "tell", "add", "manner") for form in forms)


def answers(home: Home, passage: Passage) -> bool:
    """Whether the cue answers: she **replied**."""
    forms = [verb_forms().get(passage.lows[i]) for i in home.cue]
    return any(form is not None and form.lemma in lemmas("answering") for form in forms)


def had_said(home: Home, passage: Passage) -> bool:
    """Whether the report looks back: Moss **had** said …"""
    first = min(home.cue, default=0)
    return any(passage.lows[i] in ("had", "’d", "'d") for i in range(max(0, first - 2), first))


def has_just(home: Home, passage: Passage) -> bool:
    """Whether the report tells news in the perfect tense: Moss **has revealed** …"""
    first = min(home.cue, default=0)
    return passage.lows[first - 1 : first] in (["has"], ["have"])


def inside_text(home: Home, passage: Passage) -> bool:
    """Whether the words stand in a text of unknown day that somebody else brings up: a letter was read, **in which** he said …"""
    first = passage.sentences[home.sentence][0]
    cue = min(home.cue, default=first)
    begin = max(first, cue - _WINDOW)
    which = [i for i in range(begin + 1, cue) if passage.lows[i] == "which" and passage.lows[i - 1] == "in"]
    return any(event_at(passage, i) in ("statement", "writing") for i in range(begin, which[-1] if which else begin))


class Surroundings:
    """What one sentence names of occasions and venues, each part read when it is first asked for.

    Arguments: the passage; the number of the sentence; whether the sentence before it has led `abroad`.
    """

    def __init__(self, passage: Passage, sentence: int, abroad: bool = False) -> None:
        self._passage, self._abroad = passage, abroad
        self._first, self._last = passage.sentences[sentence]

    @property
    def _lows(self) -> Sequence[str]:
        return self._passage.lows[self._first : self._last]

    @kept
    def _events(self) -> Sequence[tuple[int, str]]:
        known = events_of(self._passage)
        return [(i, known[i]) for i in range(self._first, self._last) if i in known] if known else ()

    @kept
    def occasion(self) -> str:
        """The family of an occasion that it takes for known: told **the forum**, after **the talks**."""
        place = self._passage, self._first, self._last
        return _same(*place) or _encounter(*place) or _known_occasion(self._passage, self._first, self._events)

    @kept
    def venue(self) -> frozenset[str]:
        """The words of a venue that it takes for new: in **an interview**, on **Twitter**."""
        return _own_venue(self._passage, self._first, self._last)

    @property
    def medium(self) -> bool:
        """Whether the words were given for the story: in **a statement**."""
        return _medium(self._passage, self._first, self._events)

    @kept
    def families(self) -> frozenset[str]:
        """The families of all occasions and media that it names."""
        return frozenset(family for _, family in self._events)

    @kept
    def names(self) -> frozenset[str]:
        """The proper names of its gatherings: the **Tangier** summit."""
        return frozenset(name for i, family in self._events if family in GATHERINGS for name in _names(self._passage, i))

    @kept
    def abroad(self) -> bool:
        """Whether it opens with a place, or tells of reporters who listen."""
        heard = not words_of("acts", "hearers").isdisjoint(self._lows)
        return self._abroad or heard or opens_with_place(self._passage, self._first)

    @property
    def elsewhere(self) -> bool:
        """Whether it only brings in somebody: *separately*, *an analyst*."""
        return not words_of("acts", "elsewhere").isdisjoint(self._lows)

    @property
    def sides(self) -> bool:
        """Whether several sides speak in it."""
        return _sides(self._passage, self._first, self._last)


def _names(passage: Passage, i: int) -> list[str]:
    """The proper names before the gathering at `i`: the **Tangier** summit."""
    number = passage.chunk_at[i]
    before = range(passage.chunks[number].first, i) if number >= 0 else range(0)
    return [passage.lows[j] for j in before[-_NAME:] if passage.tags[j] == "P"]


def _sides(passage: Passage, first: int, last: int) -> bool:
    """Whether several sides speak in a sentence: Republicans **said** …, and Democrats **accused** …"""
    verbs = [i for i in range(first + 1, last) if passage.tags[i] == "V" and passage.chunk_at[i - 1] >= 0]
    speakers = [passage.lows[passage.chunks[passage.chunk_at[i - 1]].head] for i in verbs if _verb_class(passage, i)]
    return sum(speaker in words_of("groups", "crowds") for speaker in speakers) > 1


def _same(passage: Passage, first: int, last: int) -> str:
    """``same`` where the sentence puts its source at the occasion that was told: speaking at **the same** function."""
    lows = passage.lows
    if "same" not in lows[first:last]:
        return ""
    for i in range(first, min(last, first + _WINDOW) - 3):
        if lows[i] in ("at", "during") and lows[i + 1 : i + 3] == ["the", "same"]:
            noun = noun_at(lows, i + 3)
            return "same" if noun is not None and noun.part == "occasion" else ""
    return ""


def _encounter(passage: Passage, first: int, last: int) -> str:
    """“…,” he said after **the match**."""
    lows = passage.lows[first:last]
    if "post-" in "".join(lows) and any(low.startswith("post-") for low in lows):
        return "encounter"
    if _AFTERWARDS.isdisjoint(lows):
        return ""
    for i in [i for i, low in enumerate(lows[:-2], first + 2) if low in ("after", "following")]:
        noun = noun_at(passage.lows, i) if passage.tags[i] == "N" else None
        if noun is not None and noun.family == "encounter" and passage.lows[i - 1] in ("the", "his", "her", "their"):
            return "encounter"
    later = any(low in ("afterward", "afterwards") for low in lows[:-1])  # Afterwards, | Moss said in the clubhouse afterward
    return "encounter" if later else ""


def _known_occasion(passage: Passage, first: int, events: Sequence[tuple[int, str]]) -> str:
    for i, family in events:
        if family not in _SHARED:
            continue
        chunk = max(passage.chunk_at[i], passage.chunk_at[i - 1] if passage.tags[i] == "g" else -1)
        start = passage.chunks[chunk].first if chunk >= 0 else i
        before = passage.lows[start - 1] if start > first else ""
        if any(passage.lows[j] in _OTHER for j in range(start, i)):
            continue
        there = before in _THERE or (start > first and _verb_class(passage, start - 1) == "tell")
        if passage.lows[start] in _DEFINITE and there:
            return family
    return ""


_LEADS_TO_VENUE = frozenset(("told", "tells", "telling", "in", "on", "at", "during", "via"))


def _own_venue(passage: Passage, first: int, last: int) -> frozenset[str]:
    leading = [i for i, low in enumerate(passage.lows[first:last], first) if low in _LEADS_TO_VENUE]
    if not leading:
        return frozenset()
    texts = [token[2] for token in passage.tokens[first:last]]
    for i in leading:
        if passage.lows[i] in ("told", "tells", "telling"):
            for k in range(i + 1, min(last, i + 7)):
                if passage.tags[k] in ",.;:VXQ":
                    break
                length = outlet_at(texts, k - first)
                if length:
                    return frozenset(text.lower() for text in texts[k - first : k - first + length])
                if event_at(passage, k) and passage.lows[i + 1] in ("a", "an"):
                    return _new_venue(passage, i + 1, last)
        if passage.tags[i] == "I" and passage.lows[i] in ("in", "on", "at", "during", "via"):
            length = outlet_at(texts, i + 1 - first) if i + 1 < last else 0
            if length:
                return frozenset(text.lower() for text in texts[i + 1 - first : i + 1 - first + length])
            words = _new_venue(passage, i + 1, last)
            if words:
                return words
    return frozenset()


def hearers(home: Home, passage: Passage) -> frozenset[str]:
    """The names of those to whom the words were told: telling **Moss** that …"""
    after = max(home.cue, default=-1) + 1
    if not after or _verb_class(passage, after - 1) != "tell":
        return frozenset()
    end = after
    while end < min(len(passage.tags), after + 6) and passage.tags[end] in "PD":
        end += 1
    return frozenset(passage.lows[i] for i in range(after, end) if passage.tags[i] == "P")


def _verb_class(passage: Passage, i: int) -> str:
    """The reporting class of the verb at a token, or the empty string."""
    form = verb_forms().get(passage.lows[i])
    return form.reporting if form is not None else ""


def _new_venue(passage: Passage, start: int, last: int) -> frozenset[str]:
    """The words of the venue that the noun phrase at `start` names: its names where it has any, else its head."""
    if start >= last or passage.lows[start] in _DEFINITE:
        return frozenset()
    for i in range(start, min(last, start + 6)):
        if passage.tags[i] in ",.;:VXQ":
            break
        if event_at(passage, i) and (i + 1 >= last or passage.tags[i + 1] != "N"):  # in a hearing room
            end = i + 1
            if end < last and passage.lows[end] in ("with", "to", "on", "for"):
                end += 1
                while end < last and passage.tags[end] in "DNPSJ":
                    end += 1
            names = [passage.lows[j] for j in range(start, end) if passage.tags[j] == "P"]
            return frozenset(names or [passage.lows[i]])
    return frozenset()


def _medium(passage: Passage, first: int, events: Sequence[tuple[int, str]]) -> bool:
    for i, family in events:
        chunk = max(passage.chunk_at[i], passage.chunk_at[i - 1] if passage.tags[i] == "g" else -1)
        if chunk >= 0 and family == "press" and _told(passage, first, passage.chunks[chunk].first - 1):
            return True
        if chunk >= 0 and family in _MEDIA:
            start = passage.chunks[chunk].first
            if start > first and passage.lows[start - 1] in ("in", "via", "by") and passage.lows[start] not in _DEFINITE:
                return True
    return False


def _told(passage: Passage, first: int, i: int) -> bool:
    """Whether the words were told to what follows: told **a news conference**, told reporters at **a briefing**."""
    return i >= first and (_verb_class(passage, i) == "tell" or passage.lows[i] in ("at", "in", "during"))


def comments(passage: Passage, i: int) -> bool:
    """Whether the name at `i` is brought in only to comment: the race is open, said **Ann Moss**, a lecturer."""
    chunk = passage.chunk_at[i]
    before = passage.chunks[chunk].first - 1 if chunk >= 0 else i - 1
    return before >= 0 and passage.tags[before] == "V" and _verb_class(passage, before) == "say"


def joins(home: Home, passage: Passage) -> bool:
    """Whether the cue goes on with what others said: **added** Moss, Moss **replied**."""
    return any(_verb_class(passage, i) == "add" for i in home.cue)
