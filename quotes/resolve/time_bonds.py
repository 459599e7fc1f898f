"""What ties an attribution to a time, or keeps it from one, in its own sentence.

The day of the words is told in the clause that reports them (*said on Friday*), in what its source did in the same breath
(*attacked the plan on Friday, calling it …*), in the text that is quoted (*in a ruling released on Friday*). An attribution that
names a new venue, or that tells what somebody often says, keeps away from the scene around it.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.act_words import answering, event_at, verb_class
from quotes.resolve.acts import Act
from quotes.resolve.edtf import Edtf
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.venue_words import noun_at

__all__ = [
    "Home",
    "answers",
    "bodies_told",
    "bond",
    "comments",
    "had_said",
    "has_just",
    "hearers",
    "inside_text",
    "is_habit",
    "is_now",
    "joins",
    "judges",
    "of_object",
    "out_of_time",
    "sets_present",
    "to_listeners",
]

_WINDOW = 60  # tokens: no clause is longer
_HOST = 12  # tokens from a verb to the participle that goes on with it
_AUXILIARY = frozenset({"has", "have", "had", "’ve", "'ve", "will", "would", "’d", "'d", "’ll", "'ll"})
_HABITS = frozenset({"used", "likes", "liked", "loves", "loved", "prefers", "preferred", "tends", "tended"})


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
    """Whether the report is out of the story's time: has repeatedly said, once said, had called, will say; has denied it, calling …"""
    for i in sorted(home.cue)[:1]:
        if is_habit(home, passage):
            return True
        first = passage.sentences[home.sentence][0]
        hosts = (j for j in range(i - 1, max(first, i - _HOST), -1) if passage.tags[j] in "Vn")
        host = next(hosts, i) if passage.tags[i] == "g" and passage.tags[i - 1] == "," else i
        return _helped(passage, i) or (host < i and _helped(passage, host))
    return False


def _helped(passage: Passage, verb: int) -> bool:
    """Whether what stands right before a verb takes it out of the story's time."""
    for j in range(verb - 1, max(-1, verb - 4), -1):
        low = passage.lows[j]
        if low == "now" and passage.lows[verb].endswith("s"):
            return True
        if low == "have" and passage.lows[j - 1] == "to":
            return False  # he is said to have asked
        if low == "would" and passage.lows[verb + 1 : verb + 2] == ["only"]:
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
    return any(answering(passage.lows[i]) for i in home.cue)


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


def hearers(home: Home, passage: Passage) -> frozenset[str]:
    """The names of those to whom the words were told: telling **Moss** that …"""
    end = after = _told_at(home, passage)
    while after and end < min(len(passage.tags), after + 6) and passage.tags[end] in "PD":
        end += 1
    return frozenset(passage.lows[i] for i in range(after, end) if passage.tags[i] == "P")


def bodies_told(home: Home, passage: Passage) -> frozenset[str]:
    """The words for bodies among those to whom the words were told: told **the council**, telling **committee** members."""
    after = _told_at(home, passage)
    number = passage.chunk_at[after] if after else -1
    told = passage.lows[after : passage.chunks[number].last] if number >= 0 else ()
    return frozenset(told) & (words_of("acts", "chambers") | words_of("acts", "courts"))


def to_listeners(home: Home, passage: Passage) -> bool:
    """Whether the words were told to people who have gathered, and whom the report takes for known: told **the crowd**."""
    after = _told_at(home, passage)
    number = passage.chunk_at[after] if after else -1
    head = passage.lows[passage.chunks[number].head] if number >= 0 else ""
    return passage.lows[after] == "the" and head in words_of("acts", "listeners")  # told the cheering crowd


def _told_at(home: Home, passage: Passage) -> int:
    """The token behind a cue of telling: telling **Moss** that …; 0 for none."""
    after = max(home.cue, default=-1) + 1
    return after if 0 < after < len(passage.lows) and verb_class(passage, after - 1) == "tell" else 0


def comments(passage: Passage, i: int) -> bool:
    """Whether the name at `i` is brought in only to comment: the race is open, said **Ann Moss**, a lecturer."""
    chunk = passage.chunk_at[i]
    before = passage.chunks[chunk].first - 1 if chunk >= 0 else i - 1
    return before >= 0 and passage.tags[before] == "V" and verb_class(passage, before) == "say"


def joins(home: Home, passage: Passage) -> bool:
    """Whether the cue goes on with what others said: **added** Moss, Moss **replied**."""
    return any(verb_class(passage, i) == "add" for i in home.cue)


def judges(home: Home, passage: Passage) -> bool:
    """Whether the cue judges what others said: Moss **branded** the claim “a joke”."""
    return any(verb_class(passage, i) == "label" for i in home.cue)
