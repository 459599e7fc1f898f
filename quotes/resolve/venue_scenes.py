"""The venues of one document's sentences: whose they are, and the scenes that they set.

A venue that a sentence names belongs to the attributions of that sentence; where it has none, it sets the scene for the source that it
names (*On Monday, Okello took part in a meeting …*), or for nobody by name (*The council held a news conference*). A phrase that
only points back (*the interview*, *his speech*) gives way to the fuller one before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.model import Attribution
from quotes.resolve.clauses import links
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.roles import read_role
from quotes.resolve.venue_clauses import Clause, Findings, find_venues
from quotes.resolve.venue_nouns import Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_times import Times, times_at
from quotes.resolve.venue_words import Part, lexis, noun_at, outlet_triggers, presence, triggers
from quotes.span import Span

__all__ = ["Point", "Points", "Scenes", "Setting"]

BEFORE = 2
"""How many blocks before a quotation's own are read for the sentence that sets its scene."""
LEAD = 4
"""How many paragraphs count as the lead, which may quote first and say where later."""


class Point(NamedTuple):
    """One part of a venue: its span, the construction that gave it, the words that it leaned on, the family and word of its head noun."""

    span: Span
    rule: str
    leads: tuple[Span, ...]
    family: str
    head: str


Points = dict[Part, Point]


class Setting(NamedTuple):
    """A venue in force: its parts, the source that it was said of (``""`` for a scene that names none), its block, its times, who
    else its sentence names, and whether it is but a place in passing, which lasts for a paragraph."""

    points: Points
    owner: str
    block: int
    times: Times
    others: frozenset[str] = frozenset()
    passing: bool = False

    @property
    def shared(self) -> bool:
        """Whether several people speak on such an occasion: a hearing, a meeting, a news conference; not a speech, a rally."""
        return any(point.family in ("assembly", "press", "contest") for point in self.points.values())


class Home(NamedTuple):
    """Where an attribution's clause stands: its block, its sentence's tokens, the clause, and the times that stand with it."""

    block: int
    first: int
    last: int
    clause: Clause | None
    times: Times


class _Sentence(NamedTuple):
    """A sentence that was read: its block and number there, its tokens, its attributions with their clauses, what it names."""

    block: int
    number: int
    first: int
    last: int
    members: list[int]
    clauses: list[Clause | None]
    findings: Findings


class Scenes:
    """Reads the sentences around a document's attributions.

    Afterwards `own` holds the parts that each attribution's own sentence gave, `settings` the scenes in the order of the text, `homes`
    where each attribution stands, `keys` who speaks (the canonical name, else the mention, in lower case).
    """

    def __init__(self, text: str, passages: Passages, attributions: Sequence[Attribution]) -> None:
        self.text, self.passages, self.attributions = text, passages, attributions
        self.keys = [self._key(attribution) for attribution in attributions]
        self.names = {key.split()[-1]: key for key in self.keys if key.strip()}
        self.homes: list[Home] = []
        self.own: list[Points] = [{} for _ in attributions]
        self.settings: list[Setting] = []
        self._quoted = frozenset(segment.start for attribution in attributions for segment in attribution.segments)
        self._readers: dict[int, Reader] = {}
        self._blocks = [passages.block_at(self._anchor(attribution)) for attribution in attributions]
        self._heard: dict[str, tuple[Point, Points]] = {}
        self._placed: dict[str, Point] = {}
        self._desks: dict[str, tuple[int, Point]] = {}
        self._speaking = ""
        self._read()

    # -- reading -----------------------------------------------------------------------------------------------------------

    def _key(self, attribution: Attribution) -> str:
        speaker = attribution.speaker
        if speaker is not None and speaker.name:
            return speaker.name.lower()
        return attribution.mention.of(self.text).lower() if attribution.mention else ""

    @staticmethod
    def _anchor(attribution: Attribution) -> int:
        return (attribution.cue or attribution.mention or attribution.segments[0])[0]

    def reader(self, block: int) -> Reader:
        """The phrase reader of one block."""
        reader = self._readers.get(block)
        if reader is None:
            passage = self.passages.passage(block)
            quoted = frozenset(
                i for i in passage.quoted if passage.tokens[i][0] in self._quoted and not _is_programme(passage, i)
            )
            reader = self._readers[block] = Reader(passage, quoted)
        return reader

    def _read(self) -> None:
        homes: dict[int, Home] = {}
        for sentence in self._sentences():
            reader = self.reader(sentence.block)
            findings = sentence.findings
            if findings.found or findings.heard:
                self._remember(reader, sentence)
            if sentence.members:
                for n, clause in zip(sentence.members, sentence.clauses, strict=True):
                    times = times_at(reader, sentence.first, sentence.last, clause.after if clause else None)
                    homes[n] = Home(sentence.block, sentence.first, sentence.last, clause, times)
                self._assign(reader, sentence)
            self._set(reader, sentence)
            if reader.tags[sentence.first] == "D":
                self._meet(reader, sentence)
        nowhere = Times(frozenset(), False)
        self.homes = [homes.get(n) or Home(self._blocks[n], 0, 0, None, nowhere) for n in range(len(self.attributions))]
        self._place()

    def _sentences(self) -> Iterator[_Sentence]:
        """The sentences of the blocks with attributions, of those just before and of the lead, in order, with what they name."""
        members: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n, attribution in enumerate(self.attributions):
            passage = self.passages.passage(self._blocks[n])
            token = passage.token_at(self._anchor(attribution))
            if token < len(passage.sentence_at):
                members[self._blocks[n], passage.sentence_at[token]].append(n)
        wanted = {block for at in self._blocks for block in range(max(0, at - BEFORE), at + 1)}
        for block in sorted(wanted):
            reader = self.reader(block)
            for number, (first, last) in enumerate(reader.passage.sentences):
                inside = members.get((block, number), [])
                if not inside and not self._may_set(reader, first, last):
                    yield _Sentence(block, number, first, last, [], [], Findings([], []))
                    continue
                clauses = [self._clause(self.attributions[n], reader, first, last) for n in inside]
                findings = find_venues(
                    reader, first, last, sorted({clause for clause in clauses if clause}, key=lambda clause: clause.first)
                )
                yield _Sentence(block, number, first, last, inside, clauses, findings)

    @staticmethod
    def _may_set(reader: Reader, first: int, last: int) -> bool:
        """Whether a sentence without attributions can set a scene at all: a glance that saves most of the reading."""
        lows = reader.lows[first:last]
        if not triggers(weak=False).isdisjoint(lows) or not outlet_triggers().isdisjoint(reader.texts[first:last]):
            return True
        if triggers(weak=True).isdisjoint(lows):
            return False
        return reader.tags[first] in "IgBA" or not presence().isdisjoint(lows)

    def _clause(self, attribution: Attribution, reader: Reader, first: int, last: int) -> Clause | None:
        mention, cue = (self._range(span, reader, first, last) for span in (attribution.mention, attribution.cue))
        if mention and mention[0] > first and reader.tags[mention[0] - 1] == "I":
            # “In a Bloomberg interview Okello said”: what a tagger takes for one phrase is a venue and a source.
            cut = next(
                (k for k in range(mention[0], mention[1] - 1) if noun_at(reader.lows, k) and reader.tags[k + 1] == "P"), None
            )
            mention = (cut + 1, mention[1]) if cut is not None else mention
        if cue and cue[1] - cue[0] > 2:  # “said in a telephone interview” as a cue: the venue hangs on its verb
            verb = next((i for i in range(*cue) if reader.tags[i] in "Vgn"), cue[1] - 1)
            cue = cue[0], verb + 1
        return Clause(mention, cue) if mention or cue else None

    @staticmethod
    def _range(span: Span | None, reader: Reader, first: int, last: int) -> tuple[int, int] | None:
        if span is None:
            return None
        i, j = reader.passage.token_at(span[0]), reader.passage.token_at(span[1] - 1) + 1
        return (i, j) if first <= i < j <= last else None

    # -- points and the phrases that they point back to -----------------------------------------------------------------------

    def _point(self, reader: Reader, found: Found) -> Point:
        by = reader.passage.tokens[found.by]
        core = reader.core(found.first, found.last)
        head = reader.lows[core.head] if core else ""
        span = reader.passage.span(found.first, found.last)
        if found.last - found.first == 1 and reader.tags[found.first] == "Q":
            span = _inside(self.text, span)
        elif reader.texts[found.last - 1] == "X.":  # an initial elsewhere, a network and a full stop here
            span = Span(span.start, span.end - 1)
        return Point(span, found.rule, (Span(by[0], by[1]),), found.family, head)

    def _remember(self, reader: Reader, sentence: _Sentence) -> None:
        """Keep each full phrase by its head noun, for the definite ones that point back to it."""
        findings = sentence.findings
        for found in sorted((*findings.found, *findings.heard), key=lambda found: found.first):
            if found.part != "place" and found.family not in ("outlet", "channel") and not self._points_back(reader, found):
                point = self._point(reader, found)
                near = next(
                    (
                        self._point(reader, other)
                        for other in findings.found
                        if other.part == "place" and 0 <= other.first - found.last <= 6
                    ),
                    None,
                )
                self._heard[point.head] = point, ({"place": near} if near else {})

    @staticmethod
    def _points_back(reader: Reader, found: Found) -> bool:
        """Whether a phrase says only that it was named before: *the interview*, *that meeting*, *her speech*."""
        return found.last - found.first <= 2 and reader.lows[found.first] in ("the", "this", "that", "his", "her", "their", "its")

    def _fuller(self, reader: Reader, found: Found) -> Points:
        """The part that a phrase gives, under its fuller name where an earlier sentence gave one."""
        point = self._point(reader, found)
        if found.part == "place" or not self._points_back(reader, found):
            return {found.part: point}
        before = self._heard.get(point.head)
        if before is None or before[0].span.start > point.span.start:
            return {found.part: point}
        fuller, place = before
        return {found.part: fuller._replace(rule=point.rule, leads=(*point.leads, point.span)), **place}

    # -- whose -------------------------------------------------------------------------------------------------------------

    def _subjects(self, sentence: _Sentence) -> dict[int, tuple[int, int]]:
        """The subject of each verb that leads to a venue: its tokens."""
        if not any(found.rule in _VERBAL for found in sentence.findings.found):
            return {}
        passage = self.passages.passage(sentence.block)
        subjects: dict[int, tuple[int, int]] = {}
        for link in links(passage, sentence.number):
            if link.kind in _SUBJECTS:
                chunk = passage.chunks[link.chunk]
                subjects.setdefault(link.cue, (chunk.first, chunk.last))
        return subjects

    def _assign(self, reader: Reader, sentence: _Sentence) -> None:
        """Give the venues of a sentence to its attributions."""
        subjects = self._subjects(sentence)
        pairs = list(zip(sentence.members, sentence.clauses, strict=True))
        for n, clause in pairs:
            own = self.own[n]
            if clause is not None and (found := self._document(reader, clause)):
                own["medium"] = self._point(reader, found)
            if clause is not None and clause.cue and (tweet := self._verb_medium(reader, clause.cue)):
                own.setdefault("medium", self._point(reader, tweet))
            cues = {other.cue[0] for m, other in pairs if other and other.cue and self.keys[m] != self.keys[n]}
            for found in sentence.findings.found:
                if found.by not in cues and found.part not in own and self._same_subject(reader, found, clause, subjects, n):
                    for part, point in self._fuller(reader, found).items():
                        own.setdefault(part, point)

    def _same_subject(
        self, reader: Reader, found: Found, clause: Clause | None, subjects: dict[int, tuple[int, int]], n: int
    ) -> bool:
        """Whether a venue that hangs on another verb of the sentence is the source's: *Okello told CNN …, calling it “a joke”*."""
        subject = subjects.get(found.by)
        if clause is None or subject is None or found.rule not in _VERBAL:
            return True
        if clause.cue and found.by == clause.cue[0]:
            return True
        if clause.mention and subject[0] < clause.mention[1] and clause.mention[0] < subject[1]:
            return True
        key = self._named(reader, *subject)
        return key == self.keys[n] if key else reader.tags[subject[0]] in "HW"

    def _named(self, reader: Reader, first: int, last: int) -> str:
        """The source that a noun phrase names by its head: *Mayor Okello*; not *the Okello campaign*."""
        if last <= first:
            return ""
        key = self.names.get(reader.lows[last - 1], "")
        if not key and reader.lows[last - 1] in _WORDS:  # “Okello’s remarks came during a visit …”
            key = next(
                (
                    self.names[reader.lows[i]]
                    for i in range(first, last - 1)
                    if reader.lows[i] in self.names and reader.tags[i + 1] == "S"
                ),
                "",
            )
        return key

    @staticmethod
    def _document(reader: Reader, clause: Clause) -> Found | None:
        """A source that is itself written or broadcast is the medium: *the ministry’s statement said*, *according to court papers*."""
        if (
            clause.mention is None
            or triggers(weak=True).isdisjoint(lows := reader.lows[slice(*clause.mention)])
            and triggers(weak=False).isdisjoint(lows)
        ):
            return None
        first, last = clause.mention
        core = reader.core(first, last)
        if core is None or core.noun is None or core.noun.family not in ("statement", "writing", "broadcast", "display"):
            return None
        end = max(last, reader.full(core, clause.cue[0] if clause.cue and clause.cue[0] > first else len(reader.lows)))
        return Found("medium", first, end, core.noun.family, "source-is-medium", first)

    @staticmethod
    def _verb_medium(reader: Reader, cue: tuple[int, int]) -> Found | None:
        """A verb that names its own medium: *tweeted*."""
        verb = verb_forms().get(reader.lows[cue[1] - 1])
        named = verb is not None and verb.lemma in lexis("verb-medium")
        return Found("medium", cue[1] - 1, cue[1], "verb", "verb-names-medium", cue[1] - 1) if named else None

    # -- scenes ------------------------------------------------------------------------------------------------------------

    def _set(self, reader: Reader, sentence: _Sentence) -> None:
        """Keep the venues of a sentence as settings, and the source that a pronoun of the next sentence would mean."""
        lows = reader.lows[sentence.first : sentence.last]
        named = [] if self.names.keys().isdisjoint(lows) else self._sources_in(reader, sentence)
        for i, key in named:
            self._desk(reader, i, key, sentence)
        for n, clause in zip(sentence.members, sentence.clauses, strict=True):
            self._write(n, reader, sentence.block, clause)
        for owner, points in self._taken(reader, sentence, named).items():
            if points:
                times = times_at(reader, sentence.first, sentence.last, None, sentence.findings.found)
                others = frozenset(key for _, key in named if key != owner)
                passing = not sentence.members and set(points) == {"place"}
                self.settings.append(Setting(points, owner, sentence.block, times, others, passing))
        last = self.keys[sentence.members[-1]] if sentence.members else ""
        self._speaking = last or (named[0][1] if named else self._speaking)

    def _desk(self, reader: Reader, i: int, key: str, sentence: _Sentence) -> None:
        """Remember the paper that a source is named with: *Dora Holm at the Arusha Courier*."""
        if (
            i + 2 < sentence.last
            and reader.lows[i + 1] in ("at", "of", "for", "in")
            and (outlet := reader.outlet(i + 2, sentence.last))
        ):
            found = Found("medium", *outlet, "outlet", "writer-at", i)
            self._desks[key] = sentence.block, self._point(reader, found)

    def _write(self, n: int, reader: Reader, block: int, clause: Clause | None) -> None:
        """What such a source wrote stood in that paper."""
        verb = verb_forms().get(reader.lows[clause.cue[1] - 1]) if clause and clause.cue else None
        desk = self._desks.get(self.keys[n])
        if (
            verb
            and verb.lemma in ("write", "argue", "pen")
            and desk
            and block - desk[0] <= BEFORE
            and "medium" not in self.own[n]
        ):
            self.own[n]["medium"] = desk[1]

    def _sources_in(self, reader: Reader, sentence: _Sentence) -> list[tuple[int, str]]:
        """The tokens of a sentence that name a source, with the source."""
        positions = range(sentence.first, sentence.last)
        return [(i, self.names[reader.lows[i]]) for i in positions if reader.lows[i] in self.names and reader.tags[i] in "PN"]

    def _taken(self, reader: Reader, sentence: _Sentence, named: list[tuple[int, str]]) -> dict[str, Points]:
        """The venue that each source is in after a sentence."""
        taken: dict[str, Points] = defaultdict(dict)
        for n in sentence.members:
            taken[self.keys[n]] |= {part: point for part, point in self.own[n].items() if point.family != "verb"}
        if sentence.members or not sentence.findings.found:
            return taken
        subjects = self._subjects(sentence)
        for found in sentence.findings.found:
            if self._vague(reader, found) or self._clipped(reader, found, sentence.block):
                continue
            owner = self._owner(reader, sentence, found, subjects, named)
            with_it = found.part == "place" and bool(taken.get(owner))
            if not self._echo(reader, found, owner, sentence.block) and (
                owner or with_it or self._public(reader, sentence, found)
            ):
                for part, point in self._fuller(reader, found).items():
                    taken[owner].setdefault(part, point)
        return taken

    def _clipped(self, reader: Reader, found: Found, block: int) -> bool:
        """Whether a headline, a standfirst or a caption shortens a venue (*vows revenge at union congress*): it sets no scene."""
        plain = self.passages.blocks[block].kind in ("paragraph", "turn", "item")
        return not plain and found.family != "outlet" and reader.tags[found.first] not in "DG"

    @staticmethod
    def _vague(reader: Reader, found: Found) -> bool:
        """Whether a phrase means no one occasion: *occasional interviews*, *rallies*, *other meetings*."""
        core = reader.core(found.first, found.last)
        if core is None or core.noun is None or found.family in ("outlet", "site", "name", "writing", "channel"):
            return False
        head, first = reader.lows[core.head], core.first
        plural = head.endswith("s") and not head.endswith("ss") and head not in lexis("plural-occasion")
        return plural and reader.tags[first] not in "GP" and reader.lows[first] not in ("the", "two", "three")

    def _echo(self, reader: Reader, found: Found, owner: str, block: int) -> bool:
        """*In his speech* after *he spoke at a gathering of farmers* is still the gathering."""
        before = self.settings[-1] if self.settings else None
        speech = found.family == "speech" and self._points_back(reader, found)
        return (
            speech
            and before is not None
            and before.owner == owner != ""
            and block - before.block <= 1
            and "occasion" in before.points
        )

    def _public(self, reader: Reader, sentence: _Sentence, found: Found) -> bool:
        """Whether a venue that is nobody's by name can set a scene: *The council held a news conference* · *In the lobby, delegates waited* ·
        *The senator attacked him during a debate*; not *The museum was open during the convention*."""
        if found.rule == "sentence-head":
            return found.family in ("assembly", "press", "contest", "ceremony", "rally", "site", "writing", "broadcast")
        if found.family not in ("assembly", "press", "contest"):
            return False
        if found.rule == "took-part":
            return True
        at = reader.passage.chunk_at[sentence.first]
        subject = reader.passage.chunks[at] if at >= 0 else None
        return subject is not None and read_role(self.text[subject.start : subject.end]) is not None

    def _owner(
        self,
        reader: Reader,
        sentence: _Sentence,
        found: Found,
        subjects: dict[int, tuple[int, int]],
        named: list[tuple[int, str]],
    ) -> str:
        """Whose scene a venue sets: its verb's subject's; or the source's that is named before it, or, where it leads, after it."""
        subject = subjects.get(found.by) if found.rule in _VERBAL and reader.tags[found.by] != "g" else None
        if subject is None:
            subject = self._main_subject(reader, sentence, found, named)
        if subject is None:
            return ""
        key = self._named(reader, *subject)
        if key or reader.tags[subject[0]] == "H":
            return key or self._speaking
        # “Okello’s remarks came after the senator spoke at a rally”: one source is named, a description can only mean him.
        before = {name for i, name in named if i < subject[0]}
        return (
            before.pop() if len(before) == 1 and reader.tags[subject[1] - 1] == "N" and reader.lows[subject[0]] == "the" else ""
        )

    @staticmethod
    def _main_subject(reader: Reader, sentence: _Sentence, found: Found, named: list[tuple[int, str]]) -> tuple[int, int] | None:
        """The first noun phrase behind a venue at the head of a sentence; else the last source named before it, or a pronoun."""
        passage = reader.passage
        if found.rule == "sentence-head":
            for i in range(found.last, sentence.last):
                if reader.tags[i] == "," or passage.chunk_at[i] < 0:
                    continue
                chunk = passage.chunks[passage.chunk_at[i]]
                if chunk.kind not in ("time", "number") and reader.tags[i - 1] != "I":
                    return chunk.first, chunk.last
        before = [i for i, _ in named if i < min(found.first, found.by)]
        if before:
            return before[-1], before[-1] + 1
        pronouns = [i for i in range(sentence.first, found.first) if reader.lows[i] in ("he", "she", "they")]
        return (pronouns[0], pronouns[0] + 1) if pronouns else None

    # -- the occasion as subject ---------------------------------------------------------------------------------------------

    def _meet(self, reader: Reader, sentence: _Sentence) -> None:
        """*The meeting took place at the naval base* gives its place; *The meeting was attended by Okello* its people."""
        core = reader.core(sentence.first, sentence.last)
        if core is None or core.noun is None or core.noun.part != "occasion" or reader.lows[core.first] not in ("the", "this"):
            return
        head = reader.lows[core.head]
        if any(low in lexis("taking-place") for low in reader.lows[core.last : core.last + 4]):
            places = [
                place
                for i in range(core.last, min(sentence.last, core.last + 10))
                if reader.tags[i] == "I"
                for place in reader.place(i, sentence.last, "took-place", i)
            ]
            if places:
                self._placed[head] = self._point(reader, places[0])
        setting = next((s for s in reversed(self.settings) if "occasion" in s.points and s.points["occasion"].head == head), None)
        if setting is not None and setting.shared:
            for i in range(core.last, sentence.last):
                key = self.names.get(reader.lows[i], "")
                if key and reader.tags[i] == "P" and key != setting.owner:
                    self.settings.append(setting._replace(owner=key, block=sentence.block))

    def _place(self) -> None:
        """Give each occasion the place that a sentence of its own told."""
        for points in (*self.own, *(setting.points for setting in self.settings)):
            if "occasion" in points and "place" not in points and (place := self._placed.get(points["occasion"].head)):
                points["place"] = place


def _inside(text: str, span: Span) -> Span:
    """A title without its marks and the comma or stop before the closing one."""
    start, end = span
    while end - 1 > start and not text[end - 1].isalnum() and text[end - 1] not in "!?)":
        end -= 1
    while start + 1 < end and not text[start].isalnum():
        start += 1
    return Span(start, end)


def _is_programme(passage: Passage, i: int) -> bool:
    """Whether a marked span is a title though somebody took it for words: *on “Morning Call”*, *an episode of “The Late Hour”*."""
    if not i or passage.lows[i - 1] not in ("on", "of", "'s", "’s"):
        return False
    words = passage.tokens[i][2].strip("\"'“”‘’«».,").split()
    small = sum(word[:1].islower() for word in words if len(word) > 3)
    return 0 < len(words) <= 8 and small == 0 and words[0][:1].isupper()


_WORDS = frozenset(
    (
        "remarks",
        "remark",
        "comments",
        "comment",
        "words",
        "statement",
        "statements",
        "speech",
        "announcement",
        "criticism",
        "response",
    )
)
_VERBAL = ("took-part", "told-outlet", "said-there")
_SUBJECTS = frozenset(("direct", "climb", "apposition", "relative", "inverted", "shared", "participle", "infinitive"))
