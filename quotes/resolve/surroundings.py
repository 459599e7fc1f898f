"""What a sentence names of occasions and venues: told *the forum*, in *an interview*, after *the match*."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.resolve.act_words import event_at, events_of, opens_with_place, verb_class
from quotes.resolve.gazetteer import words_of
from quotes.resolve.kept import kept
from quotes.resolve.passages import Passage
from quotes.resolve.venue_words import noun_at, outlet_at

__all__ = ["GATHERINGS", "HEARD", "Surroundings"]

_WINDOW = 60  # tokens: no clause is longer
_DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its"})
_SHARED = frozenset({"assembly", "press", "contest", "ceremony", "rally", "speech"})
_THERE = frozenset({"at", "in", "during", "after", "following", "of", "to", "into", "inside"})
_OTHER = frozenset(
    {"first", "second", "third", "last", "latest", "recent", "previous", "next", "final", "earlier", "another", "other"}
)
_AFTERWARDS = frozenset({"after", "following", "afterward", "afterwards"})
_NAME = 12  # words: no name of a gathering is longer
GATHERINGS = frozenset({"assembly", "contest"})
"""The families of occasions at which several people have the floor."""
HEARD = frozenset({"press", "assembly", "contest"})
"""The families of occasions at which words are heard by those who gathered."""
_MEDIA = frozenset({"statement", "interview"})


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
        here = [i for i in range(self._first, self._last) if i in known] if known else ()
        return [(i, known[i]) for i in here if not _of_earlier(self._passage, self._first, i)]

    @kept
    def occasion(self) -> str:
        """The family of an occasion that it takes for known: told **the forum**, after **the talks**."""
        place = self._passage, self._first, self._last
        return _same(*place) or _encounter(*place) or _known_occasion(self._passage, self._first, self._events)

    @kept
    def outcome(self) -> str:
        """What it takes for known that was settled before: said after **the vote**."""
        lows = self._lows
        if _AFTERWARDS.isdisjoint(lows):
            return ""
        words = zip(lows, lows[1:], lows[2:], strict=False)
        known = (
            word for after, the, word in words if after in _AFTERWARDS and the == "the" and word in words_of("acts", "outcomes")
        )
        return next(known, "")

    @kept
    def gathering(self) -> str:
        """The family of the gathering, known or new, that hears its words: told **a news conference**, at **the rally**."""
        return next((family for i, family in self._events if family in HEARD and _heard(self._passage, self._first, i)), "")

    @kept
    def addressed(self) -> str:
        """The family of the gathering that somebody is said to address: told **a news conference**, speaking at **a rally**."""
        return next((family for i, family in self._events if family in HEARD and _addressed(self._passage, self._first, i)), "")

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
    speakers = [passage.lows[passage.chunks[passage.chunk_at[i - 1]].head] for i in verbs if verb_class(passage, i)]
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
        start = _start(passage, i)
        before = passage.lows[start - 1] if start > first else ""
        if any(passage.lows[j] in _OTHER for j in range(start, i)):
            continue
        there = before in _THERE or (start > first and verb_class(passage, start - 1) == "tell")
        if passage.lows[start] in _DEFINITE and there:
            return family
    return ""


def _heard(passage: Passage, first: int, i: int) -> bool:
    """Whether words were said at the occasion at `i`, and not at another one of its kind: told **a rally**; not “at an earlier rally”."""
    start = _start(passage, i)
    there = start > first and passage.lows[start - 1] in ("at", "in", "during")
    return there or _addressed(passage, first, i)


def _addressed(passage: Passage, first: int, i: int) -> bool:
    start = _start(passage, i)
    if start <= first or not _OTHER.isdisjoint(passage.lows[start:i]):
        return False
    verb = start - 2 if passage.lows[start - 1] in ("at", "to", "during") else start - 1
    return passage.lows[verb] in ("addressing", "speaking") or (verb == start - 1 and verb_class(passage, verb) == "tell")


def _start(passage: Passage, i: int) -> int:
    """Where the phrase of the occasion at `i` begins."""
    chunk = _chunk(passage, i)
    return passage.chunks[chunk].first if chunk >= 0 else i


def _chunk(passage: Passage, i: int) -> int:
    """The number of the phrase of the occasion at `i`, which may end before it: the **board** *meeting*; -1 for none."""
    return max(passage.chunk_at[i], passage.chunk_at[i - 1] if passage.tags[i] == "g" else -1)


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
        if (
            passage.tags[i] == "I"
            and passage.lows[i] in ("in", "on", "at", "during", "via")
            and not _of_earlier(passage, first, i)
        ):
            length = outlet_at(texts, i + 1 - first) if i + 1 < last else 0
            if length:
                return frozenset(text.lower() for text in texts[i + 1 - first : i + 1 - first + length])
            words = _new_venue(passage, i + 1, last)
            if words:
                return words
    return frozenset()


def _of_earlier(passage: Passage, first: int, i: int) -> bool:
    """Whether the words tell of something earlier: Moss testified that he *had objected* **in** a memo."""
    floor = max(first, i - _WINDOW)
    verb = next((j for j in range(i - 1, floor, -1) if passage.tags[j] in "Vn"), floor)
    return "had" in passage.lows[max(floor, verb - 3) : verb] and "that" in passage.lows[floor:verb]


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
        if _chunk(passage, i) < 0:
            continue
        start = _start(passage, i)
        if family == "press" and _told(passage, first, start - 1):
            return True
        new = start > first and passage.lows[start - 1] in ("in", "via", "by") and passage.lows[start] not in _DEFINITE
        if family in _MEDIA and new:
            return True
    return False


def _told(passage: Passage, first: int, i: int) -> bool:
    """Whether the words were told to what follows: told **a news conference**, told reporters at **a briefing**."""
    return i >= first and (verb_class(passage, i) == "tell" or passage.lows[i] in ("at", "in", "during"))
