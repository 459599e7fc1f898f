"""Pronouns: whom *he*, *she*, *they*, *it*, *who* take up, judged by gender, number, syntax and nearness.

Candidates are the phrases that `quotes.resolve.salience` finds before the pronoun. Each gets points for its part in the clause,
for being the last speaker, for its gender, for its nearness; a pronoun met on the way counts as the person behind it. Nobody is
chosen whose gender contradicts. Where nobody stands before, the next person named in the text is taken up (*“I saw it,” he said.
Al Brown, a baker, …*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from quotes.model import Attribution, Rival
from quotes.resolve.families import told_gender
from quotes.resolve.gazetteer import given_gender, is_narrator, words_of
from quotes.resolve.names import Name, Names
from quotes.resolve.persons import Entity
from quotes.resolve.phrases import PRONOUNS, Phrase, is_common, is_plural
from quotes.resolve.referents import NOBODY, Referent, Referents
from quotes.resolve.roles import role_gender, title_lemma
from quotes.resolve.salience import Near, Salience
from quotes.resolve.standing import acts, ends_by, is_human, is_predicate, is_thing, joined_start, opens_alone, with_complement
from quotes.span import Span, overlap

__all__ = ["WEIGHTS", "Pronouns"]

WEIGHTS: dict[str, float] = {
    "main": 2.2,
    "subject": 1.8,
    "other": 1.0,
    "governed": 0.5,
    "owner": 1.5,
    "owned": 0.7,
    "headline": 0.6,
    "reports": 0.6,
    "speaker": 1.0,
    "gender": 0.4,
    "guess": 0.3,
    "sure": 0.2,
    "introduced": 1.1,
    "sentence": -0.8,
    "block": -0.2,
    "phrase": -0.04,
    "nearest": 0.9,
    "just told": 1.0,
    "repeated": 0.2,
    "description": -0.3,
    "paper": 1.8,
    "vague": -0.6,
    "unnamed": -1.2,
    "telling": 0.9,
}
"""What each circumstance adds to a candidate; distances count for each sentence, block and phrase between, `owned` multiplies."""

_LEAST = -4.0
_MOST = 3.6
_DEPTH = 12


class _Candidate(NamedTuple):
    """Somebody whom a phrase near a pronoun stands for, and what speaks for them apart from the distance.

    `introduced` counts only from an earlier sentence.
    """

    referent: Referent
    score: float
    at: Span
    reports: bool = False
    introduced: bool = False


class Pronouns:
    """Resolves the pronouns of one text.

    Arguments: the text's names; who is near (`Salience`); who is meant by other phrases (`People`).
    """

    def __init__(self, names: Names, salience: Salience, people: Referents) -> None:
        self._names = names
        self._salience = salience
        self._people = people
        self._read: dict[int, list[Name]] = {}
        self._found: dict[tuple[int, str, str], list[_Candidate]] = {}
        self._depth = 0

    def resolve(self, phrase: Phrase, before: Sequence[Attribution]) -> Referent:
        """The referent of a pronoun of the third person or of a relative pronoun."""
        gender, number = PRONOUNS[phrase.low]
        if gender == "relative":
            return self._relative(phrase)
        if self._depth >= _DEPTH:
            return NOBODY
        self._depth += 1
        try:
            found = None
            if gender in ("f", "m") and self._salience.opens_sentence(phrase.start):
                found = self._subject_after(phrase, gender)  # “For his part, Brown said”
            if found is None:
                found = self.likeliest(phrase.start, gender, number, before)
            if found is None and gender in ("f", "m"):
                found = self._ahead(phrase, gender)
        finally:
            self._depth -= 1
        return found or NOBODY

    def likeliest(self, offset: int, gender: str, number: str, before: Sequence[Attribution] = ()) -> Referent | None:
        """Who is likeliest meant at `offset` by somebody of this gender and number; None where nobody fits."""
        speaker = _last_speaker(before, offset)
        # “Moss said Brown was right when he called it …”: after *when*, *as*, *because* the nearest subject goes on.
        subordinated = nearest = self._salience.subordinated(offset)
        paper, replies = self._salience.in_paper(offset), self._salience.replies(offset)
        best: dict[object, tuple[float, _Candidate]] = {}
        leader = _LEAST
        for count, (near, sentences, blocks) in enumerate(self._salience.before(offset)):
            base = sentences * WEIGHTS["sentence"] + blocks * WEIGHTS["block"] + count * WEIGHTS["phrase"]
            if base + _MOST < leader:
                break
            if replies and not sentences and near.reports:
                continue  # “When a guard complained, she replied”
            telling = sentences == 1 and near.part == "main" and near.reports  # A pilot said so. ¶ “…,” he added
            for candidate in self._kept_candidates(near, gender, number):
                if not sentences and near.part == "governed" and candidate.referent.type == "document":
                    continue  # “In a June statement, it said …”: a paper does not speak in itself
                score = base + candidate.score
                if not subordinated or sentences:
                    score += WEIGHTS["reports"] * candidate.reports
                if paper and not sentences:
                    score += WEIGHTS["paper"] * (near.part in ("governed", "owner"))
                if blocks and candidate.referent.entity is None and candidate.referent.type == "person":
                    score += WEIGHTS["telling" if telling else "unnamed"]
                if sentences:
                    score += WEIGHTS["just told"] * (sentences == 1 and not blocks and (near.part == "main" or ends_by(near)))
                    score += WEIGHTS["introduced"] * candidate.introduced / sentences
                elif nearest and near.part in ("main", "subject"):
                    score, nearest = score + WEIGHTS["nearest"], False
                if speaker is not None and overlap(candidate.at, speaker):
                    score += WEIGHTS["speaker"] * (
                        0.0 if not sentences and subordinated else 1.0 if sentences <= 1 else 0.7 if sentences == 2 else 0.4
                    )
                key = candidate.referent.entity or candidate.referent.name
                known = best.get(key)
                if known is not None:
                    score, candidate = max((score, candidate), known, key=itemgetter(0))
                    score += WEIGHTS["repeated"]
                best[key] = (score, candidate)
                leader = max(leader, score)
        if leader <= _LEAST:
            return None
        (top, first), *rest = sorted(best.values(), key=itemgetter(0), reverse=True)[:4]
        rivals = tuple(Rival(c.referent.name or "", c.at.start, c.at.end, round(score - top, 2)) for score, c in rest)
        return first.referent._replace(rule="pronoun", spans=(first.at,), rivals=rivals)

    # -- candidates ---------------------------------------------------------------------------------------------------

    def _kept_candidates(self, near: Near, gender: str, number: str) -> list[_Candidate]:
        """The candidates of a phrase; kept, but not while a pronoun on the way is itself still open."""
        key = (near.chunk.start, gender, number)
        found = self._found.get(key)
        if found is None:
            found = list(self._candidates(near, gender, number))
            if self._depth <= 1:
                self._found[key] = found
        return found

    def _candidates(self, near: Near, gender: str, number: str) -> Iterator[_Candidate]:
        chunk = near.chunk
        part = WEIGHTS[near.part] + (WEIGHTS["headline"] if near.kind == "headline" else 0.0)
        if chunk.kind in ("pronoun", "object"):
            low = near.passage.lows[chunk.head]
            if PRONOUNS.get(low) == (gender, number) or (not gender and low in ("he", "she", "him", "her") and number == "one"):
                yield from self._behind_pronoun(near, part)
        elif number == "many":
            yield from self._several(near, part)
        elif gender in ("thing", "body"):
            yield from self._things(near, gender, part)
        elif chunk.kind in ("name", "noun"):
            yield from self._persons(near, gender, part)

    def _behind_pronoun(self, near: Near, score: float) -> Iterator[_Candidate]:
        chunk = near.chunk
        referent = self._people.referent(chunk.start, chunk.end)
        if referent.name is not None:
            yield _Candidate(referent, score + WEIGHTS["gender"], Span(chunk.start, chunk.end), near.reports)

    def _persons(self, near: Near, gender: str, part: float) -> Iterator[_Candidate]:
        chunk = near.chunk
        if "&" in near.passage.lows[chunk.first : chunk.last]:
            return  # the Ada & Rose
        for name in self._names_in(near):
            head = name.end >= chunk.end
            if not name.titles and (is_common(name) or is_thing(near, name)):
                continue  # “Allies say that he …”, “The Lantern’s critic said that he …”
            shouted = len(name.words) == 1 and name.words[0].isupper() and not name.titles
            if shouted and not self._people.named(name).rule.startswith("family"):
                continue  # “CONGRESS HAS A PLAN”
            if name.kind in ("organization", "place", "role") or not _titles_agree(name, gender):
                continue
            referent = self._people.named(name)
            if referent.type != "person" or not referent.name or not _agrees(referent, gender):
                continue
            if not (self._names_somebody(name, referent) or acts(near, name)):
                continue
            score = part if head else WEIGHTS["owned"] * part
            score += WEIGHTS["gender"] if referent.gender else _guess(referent, gender)
            score += WEIGHTS["sure"] if referent.entity is not None and referent.entity.sure else 0.0
            introduced = head and (near.part != "governed" or ends_by(near)) and self._introduces(name, referent, near)
            yield _Candidate(referent, score, Span(name.start, name.end), near.reports and head, introduced)
        low = near.passage.lows[chunk.head]
        if chunk.kind == "noun" and title_lemma((low,), 0) is not None and not is_plural(low):
            yield from self._described(near, low, gender, part)

    def _introduces(self, name: Name, referent: Referent, near: Near) -> bool:
        """Whether a phrase names a person in full for the first time: who is introduced is about to speak."""
        tokens, last = near.passage.tokens, near.chunk.last
        apposed = last < len(tokens) and tokens[last][2] in (",", "(")
        shown = near.kind != "headline" and (near.part == "main" or near.reports or apposed or ends_by(near))
        return shown and referent.entity is not None and self._is_first(name, referent.entity)

    def _is_first(self, name: Name, entity: Entity) -> bool:
        """Whether a full name stands here first; the only name of one who has no other is a full name: *Suwarni stood up*."""
        if len(name.words) > 1:
            return name.start == next(iter(entity.at), -1)
        return not entity.forms and self._names.stands_first(name.words[0], name.start)

    def _names_somebody(self, name: Name, referent: Referent) -> bool:
        """Whether more than a capital tells of a person: a title, a full name, or a place inside a sentence."""
        entity = referent.entity
        if entity is None or entity.sure or entity.forms or name.titles:
            return True
        return not name.words[0].endswith("ly") and self._names.stands_inside(name.words[0], name.start)

    def _names_in(self, near: Near) -> list[Name]:
        """The names in a noun phrase; a phrase without a capital has none."""
        chunk = near.chunk
        if chunk.kind != "name" and "P" not in near.passage.tags[chunk.first : chunk.last]:
            return []
        found = self._read.get(chunk.start)
        if found is None:
            found = self._read[chunk.start] = self._names.within(chunk.start, chunk.end)
        return found

    def _described(self, near: Near, low: str, gender: str, score: float) -> Iterator[_Candidate]:
        """A noun for a person: *a spokeswoman for the harbour*, *the senator*."""
        lemma = title_lemma((low,), 0)
        if is_predicate(near):
            return  # “As a young man he …”
        if is_narrator(near.passage.lows[near.chunk.first], low):
            return  # “Your correspondent called upon the mayor. He said …”
        told = role_gender(lemma[0]) if lemma else None
        if told and gender and told != gender:
            return
        start, end = near.chunk.start, with_complement(near)
        referent = self._people.referent(start, end)
        if referent.name and referent.type == "person" and _agrees(referent, gender):
            bonus = WEIGHTS["gender"] if told or referent.gender else WEIGHTS["vague"] * (referent.entity is None)
            yield _Candidate(referent, score + bonus + WEIGHTS["description"], Span(start, end), near.reports)

    def _things(self, near: Near, gender: str, score: float) -> Iterator[_Candidate]:
        """Bodies and documents, for *it*; for *the agency* and its like bodies alone."""
        chunk = near.chunk
        if chunk.kind == "name":
            yield from self._bodies(near, score, places=gender == "thing")
            return
        low = near.passage.lows[chunk.head]
        if low in words_of("groups", "bodies") or (gender == "thing" and low in words_of("groups", "documents")):
            referent = self._people.referent(chunk.start, with_complement(near))
            if referent.name and referent.type in ("organization", "document") and not referent.many:
                # “… breached civil law, it included”: a noun after a preposition seldom goes on as *it*.
                yield _Candidate(referent, score - (1.0 if near.part == "governed" else 0.0), Span(chunk.start, chunk.end))

    def _bodies(self, near: Near, score: float, places: bool) -> Iterator[_Candidate]:
        """Organisations by name; a single word of which nothing tells that it is a person may be one; a place seldom speaks."""
        chunk = near.chunk
        names = self._names.within(chunk.start, chunk.end)
        if not names or self._names.text[names[-1].end : chunk.end].strip(".") or names[-1].kind == "role":
            return
        place = names[-1].kind == "place"
        if (place and not places) or (
            opens_alone(near, names[-1]) and not self._names.stands_inside(names[-1].words[0], names[-1].start)
        ):
            return
        end = with_complement(near) if near.passage.lows[chunk.last : chunk.last + 1] == ["of"] else chunk.end
        article = near.passage.tags[chunk.first] == "D"
        referent = self._people.referent(
            names[-1].title_start if names[-1].kind == "organization" and not article else chunk.start, end
        )
        entity = referent.entity
        named = entity is not None and given_gender(names[-1].words[0]) is not None  # “Stefan nods.” names no body
        if (
            entity is not None
            and referent.type == "person"
            and not entity.sure
            and (places or len(entity.parts[0]) == 1)
            and not named
        ):
            referent = Referent(entity.name, "organization", "organization")
            score -= 0.3
        if referent.name and referent.type == "organization":
            yield _Candidate(referent, score - (1.2 if place else 0.0), Span(chunk.start, chunk.end))

    def _several(self, near: Near, score: float) -> Iterator[_Candidate]:
        """Groups, joined names and bodies, for *they*."""
        chunk, lows = near.chunk, near.passage.lows
        joined = joined_start(near)
        if joined is not None:
            first, last = self._people.referent(joined.start, joined.end), self._people.referent(chunk.start, chunk.end)
            if first.type == last.type == "person" and first.name and last.name:
                referent = Referent(f"{first.name} and {last.name}", "group", "group", many=True)
                yield _Candidate(referent, score + 0.5, Span(joined.start, chunk.end))
                return
        if chunk.kind == "name":
            yield from self._bodies(near, score - 0.5, places=True)
        low = lows[chunk.head]
        crowd = low in words_of("groups", "crowds") or (is_plural(low) and title_lemma((low,), 0) is not None)
        if crowd or low in words_of("groups", "bodies"):
            referent = self._people.referent(chunk.start, with_complement(near))
            if referent.name and referent.type in ("group", "organization"):
                yield _Candidate(referent, score + (0.5 if crowd else -0.5), Span(chunk.start, chunk.end))

    # -- other ways ---------------------------------------------------------------------------------------------------

    def _relative(self, phrase: Phrase) -> Referent:
        """*Who*: the phrase before it, past a comma; out of a prepositional phrase where a person stands before that."""
        nears = self._salience.before(phrase.start)
        tried = 0
        for near, sentences, _ in nears:
            if sentences or tried >= 3:
                break
            chunk = near.chunk
            if chunk.kind not in ("name", "noun"):
                continue
            tried += 1
            governed = chunk.first > 0 and near.passage.tags[chunk.first - 1] == "I"
            if phrase.low == "who" and chunk.kind == "noun" and not is_human(near.passage.lows[chunk.head]):
                continue  # “the independence of a judge, who”
            if governed and chunk.kind == "name" and phrase.low == "who" and not self._is_person(chunk.start, chunk.end):
                continue  # “Brown, the mayor of Hale, who”
            referent = self._people.referent(chunk.start, chunk.end if chunk.kind == "name" else with_complement(near))
            person = referent.type in ("person", "group")
            if referent.name and (person or phrase.low in ("which", "that")):
                return referent._replace(rule="relative", spans=(Span(chunk.start, chunk.end),))
        return NOBODY

    def _is_person(self, start: int, end: int) -> bool:
        names = self._names.within(start, end)
        entity = self._people.named(names[-1]).entity if names and names[-1].kind in ("person", "unknown") else None
        return entity is not None and entity.sure

    def _subject_after(self, phrase: Phrase, gender: str) -> Referent | None:
        """The subject of the pronoun's own sentence, where it follows: *For his part, Brown said*."""
        sentence = self._salience.sentence_at(phrase.start)
        for near in self._salience.after(phrase.end):
            if (near.passage.index, near.passage.sentence_at[near.chunk.first]) != sentence:
                break  # “In his words, the town waits. Brown said …”: whose words they are stands before
            if near.part in ("main", "subject"):
                referent = next((candidate.referent for candidate in self._candidates(near, gender, "one")), None)
                return (
                    referent._replace(rule="pronoun-ahead", spans=(Span(near.chunk.start, near.chunk.end),)) if referent else None
                )
        return None

    def _ahead(self, phrase: Phrase, gender: str) -> Referent | None:
        """The next full name after a pronoun that nobody stands before."""
        for near in self._salience.after(phrase.end):
            if near.chunk.kind != "name":
                continue
            for name in self._names.within(near.chunk.start, near.chunk.end):
                if name.kind not in ("person", "unknown") or len(name.words) < 2:
                    continue
                referent = self._people.referent(name.title_start, name.end)
                if referent.type == "person" and referent.name and _agrees(referent, gender):
                    return referent._replace(rule="pronoun-ahead", spans=(Span(name.start, name.end),))
        return None


def _titles_agree(name: Name, gender: str) -> bool:
    """Whether the titles before a name leave a pronoun of this gender possible."""
    return not gender or not name.titles or told_gender(name) in (gender, None)


def _agrees(referent: Referent, gender: str) -> bool:
    return not gender or referent.gender in (gender, None)


def _guess(referent: Referent, gender: str) -> float:
    """What an unknown given name weighs: most that end in *-a* are women's."""
    first = referent.name.split()[0] if referent.name and " " in referent.name else ""
    return WEIGHTS["guess"] * (1 if gender == "f" else -1) if first.endswith(("a", "ah", "elle", "ette")) else 0.0


def _last_speaker(before: Sequence[Attribution], offset: int) -> Span | None:
    """The mention of the last speaker before `offset`."""
    for attribution in reversed(before):
        if attribution.mention is not None and attribution.mention.end <= offset:
            return attribution.mention
    return None
