"""Who the names of a text stand for: full forms gathered into persons, shorter forms led back to them.

Two full forms are one person where the family names agree and nothing in the given names clashes (*Paul Ryan*, *Paul D. Ryan*,
*P. Ryan*; *Bill* and *William*). A shorter form belongs to the person whose name holds it, wherever in the name it stands:
*Brown*, *Xi* for *Xi Jinping*, *López Obrador*, *Assad* for *Bashar al-Assad*. Spellings that transliterate one name, and a slip
of one letter in a long name, lead to the same person where the text knows nobody of just that name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from quotes.model import Block, SpeakerType
from quotes.resolve.gazetteer import family_gender, given_gender, words_of
from quotes.resolve.names import Name, Names, fold, governed, names_of
from quotes.resolve.roles import honorific_gender, role_gender, title_lemma
from quotes.resolve.spellings import compatible, deletions, family_key, skeleton, split_name

__all__ = ["Entity", "Roster", "told_gender"]


def told_gender(name: Name) -> str | None:
    """The gender that the titles of a name tell, None where they tell none."""
    for i, title in enumerate(name.titles):
        told = honorific_gender(title)
        if told in ("f", "m"):
            return told
        lemma = title_lemma(name.titles, i)
        if lemma and (gender := role_gender(lemma[0])):
            return gender
    return None


class Entity:
    """One person (or what may be one) of a text.

    `name` is the fullest form; `forms` the full forms, folded; `at` the offsets of the full forms in order; `names` the first of
    them with their titles; `gender` ``"f"``, ``"m"`` or None; `sure` whether the words alone
    (a given name, a title) tell that it is a person.
    """

    __slots__ = ("at", "display", "forms", "gender", "id", "known", "names", "parts", "spelled", "sure", "type")

    def __init__(self, words: tuple[str, ...], display: str) -> None:
        self.parts = split_name(words)
        self.display = display
        self.forms: set[tuple[str, ...]] = set()
        self.spelled: dict[str, int] = {}
        self.at: list[int] = []
        self.names: list[Name] = []
        self.gender: str | None = None
        self.sure = False
        self.type: SpeakerType = "person"
        self.id: str | None = None
        self.known: object | None = None

    @property
    def given_last(self) -> bool:
        """Whether the name ends in a given name of two syllables, as in Hong Kong and Korea: Mei Lau *Ching-yi*, Kim *Dae-su*."""
        return any("-" in spelling and _SYLLABLES.search(spelling) for spelling in self.spelled)

    @property
    def name(self) -> str:
        """The fullest form, as the text writes it; a known person's canonical name."""
        if not self.display:
            self.display = max(self.spelled, key=lambda text: _fullness(text, self.spelled[text]))
        return self.display

    def __repr__(self) -> str:
        return f"Entity({self.name!r})"


_SYLLABLES = regex.compile(r"[ ](?!(?:Al|El|As|An|Ar|At|Ash|Ad|Ul|Ud)-)\p{Lu}\p{Ll}{1,6}-\p{Ll}{1,6}$")

_JOINED = regex.compile(r"(?<!\p{Lu}[\w.'’-]*+[ ])(?<!\w)(\p{Lu}\p{Ll}++)[ ]and[ ]$")

_Full = tuple[Entity, str, Name]
"""A full name as it was read: whose it is, how it is spelled, and where it stands first."""

_KEPT = 6
"""So many places of a full name are kept with their titles: the first ones introduce."""

_CROWD = 64
"""So many people of one name are told apart; a text with more is no article."""


class Roster:
    """The persons of one text.

    Arguments: its names; its blocks, so that headlines in title case count for less.
    """

    def __init__(self, names: Names, blocks: Sequence[Block] = ()) -> None:
        self._headlines = [(block.start, block.end) for block in blocks if block.kind == "headline"]
        self._names = names
        self.text = names.text
        self.entities: list[Entity] = []
        self._by_last: dict[str, list[Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._single: dict[str, Entity] = {}
        self._held: dict[tuple[str, ...], list[Entity]] = {}
        self._inside: dict[str, tuple[str, ...]] = {}
        self.titled: dict[str, list[Name]] = {}
        self._deletions: dict[str, list[str]] | None = None
        self._skeletons: dict[str, list[str]] | None = None
        self._read()

    def _in_headline(self, offset: int) -> bool:
        i = bisect_right(self._headlines, (offset, len(self._names.text) + 1)) - 1
        return i >= 0 and offset < self._headlines[i][1]

    def _read(self) -> None:
        """One pass over the runs; a spelling that comes again only adds a place to what it was read as."""
        weak: list[Name] = []
        seen: dict[tuple[str, bool], list[tuple[_Full, int]]] = {}
        text = self._names.text
        for start, run in self._names.runs():
            if self._headlines and self._in_headline(start):
                weak += [name for name in names_of(start, run) if name.kind in ("person", "unknown") and len(name.words) > 1]
                continue
            behind = governed(text, start)
            known = seen.get((run, behind))
            if known is None:
                seen[(run, behind)] = self._read_run(start, run, behind)
            else:
                for full, distance in known:
                    self._repeat(full, start + distance)
        for name in weak:
            self._add_headline(name)
        self._drop_questions()
        for entity in self.entities:
            entity.at.sort()

    def _drop_questions(self) -> None:
        """“Will Brown resign?”: no man called Will, where Brown's full name is known."""
        for entity in self.entities:
            bucket = self._by_last[family_key(entity.parts[0][-1])]
            if entity.parts[0][0] == "will" and len(entity.parts[0]) == 2 and len(entity.at) == 1 and len(bucket) > 1:
                for word in entity.parts[0]:
                    holders = self._by_word[family_key(word)]
                    if entity in holders:
                        holders.remove(entity)

    def _read_run(self, start: int, run: str, behind: bool) -> list[tuple[_Full, int]]:
        found: list[tuple[_Full, int]] = []
        for name in names_of(start, run, behind):
            self._note_inside(name)
            if name.kind not in ("person", "unknown"):
                continue
            regnal = len(name.words) == 2 and bool(name.titles) and name.words[1] in ("II", "III", "IV")
            if len(name.words) > 1 and (regnal or len(split_name(name.words)[0]) > 1):
                found.append((self._add(name), name.start - start))
                self._add_joined(name)
            elif name.titles:
                self.titled.setdefault(family_key(fold(name.words[0])), []).append(name)
        return found

    def _add_joined(self, name: Name) -> None:
        """The other one of two who share a family name: *Ada* and Eve Brown."""
        left = self.text[max(0, name.title_start - 24) : name.title_start]
        match = _JOINED.search(left)
        if match is None or given_gender(match.group(1)) is None or given_gender(name.words[0]) is None:
            return
        spelling = " ".join((match.group(1), *name.words[1:]))
        start = name.title_start - len(left) + match.start(1)
        entity = self._add(name._replace(words=(match.group(1), *name.words[1:]), start=start, title_start=start, titles=()))[0]
        entity.spelled.pop(self.text[start : name.end])  # “Ada and Eve Brown” is nobody's name
        entity.spelled = entity.spelled or {spelling: 1}

    def _repeat(self, full: _Full, at: int) -> None:
        entity, spelling, name = full
        entity.at.append(at)
        entity.spelled[spelling] += 1
        if len(entity.names) < _KEPT:
            distance = at - name.start
            entity.names.append(name._replace(start=at, end=name.end + distance, title_start=name.title_start + distance))

    def _note_inside(self, name: Name) -> None:
        """A full name at the head of a longer run: *Ada Brown Election Day*, *Ada Brown University*."""
        words = name.words
        if len(words) > 2 and given_gender(words[0]) is not None:
            size = _past_particles(words, 3 if words[1].endswith(".") else 2)
            if size < len(words):
                self._inside.setdefault(family_key(fold(words[size - 1])), words[:size])

    def _add_headline(self, name: Name) -> None:
        """A full name that only a headline in title case holds: a known given name, an initial, and one more word."""
        words = name.words
        if given_gender(words[0]) is None:
            return
        size = 3 if len(words) > 2 and (words[1].endswith(".") or given_gender(words[1]) is not None) else 2
        size = _past_particles(words, size)
        end = self._names.text.find(words[size - 1], name.start) + len(words[size - 1])
        self._add(name._replace(words=words[:size], end=end))

    def _add(self, name: Name) -> _Full:
        parts = split_name(name.words)
        bucket = self._by_last.setdefault(family_key(parts[0][-1]), [])
        entity = next((e for e in bucket[:_CROWD] if compatible(e.parts, parts)), None)
        if entity is None:
            entity = Entity(name.words, "")
            bucket.append(entity)
            self.entities.append(entity)
        if len(parts[0]) > len(entity.parts[0]):
            entity.parts = parts
        form = (*parts[0], *parts[1])
        if form not in entity.forms:
            entity.forms.add(form)
            for word in form:
                holders = self._by_word.setdefault(family_key(word), [])
                if len(holders) < _CROWD and (not holders or holders[-1] is not entity):
                    holders.append(entity)
        text = self._names.text[name.start : name.end]
        entity.spelled[text] = entity.spelled.get(text, 0) + 1
        entity.at.append(name.start)
        if len(entity.names) < _KEPT:
            entity.names.append(name)
        entity.sure = entity.sure or name.kind == "person"
        _note_gender(entity, name)
        return entity, text, name

    # -- looking up ---------------------------------------------------------------------------------------------------

    def holders(self, words: Sequence[str]) -> list[Entity]:
        """The persons whose name holds these words together: at its end first, then at its beginning, then inside."""
        key = tuple(words)
        known = self._held.get(key)
        if known is None:
            known = self._held[key] = self._find_holders(key)
        return known

    def _find_holders(self, words: tuple[str, ...]) -> list[Entity]:
        parts, suffixes = split_name(words)
        wanted = tuple(family_key(word) for word in parts)
        found: list[tuple[int, Entity]] = []
        for entity in min((self._by_word.get(word, ()) for word in wanted), key=len):
            rank = _place_in(wanted, entity)
            if rank is not None and (not suffixes or entity.parts[1] == suffixes):
                found.append((rank, entity))
        if len(wanted) > 1 and parts[-1].endswith(tuple(words_of("names", "patronymics"))):
            longer = [entity for rank, entity in found if rank == 1 and len(entity.parts[0]) > len(wanted)]
            if longer:
                return longer
        best = min((rank for rank, _ in found), default=0)
        return [entity for rank, entity in found if rank == best]

    def alike(self, word: str) -> list[Entity]:
        """The persons whose family name is another spelling of this folded word, or one slip of a letter away from it."""
        if self._skeletons is None:
            self._build_alike()
        assert self._skeletons is not None
        assert self._deletions is not None
        keys = self._skeletons.get(skeleton(word), []) if len(word) > 3 else []
        if not keys and len(word) >= 6:
            near = {key for form in deletions(word) for key in self._deletions.get(form, ())}
            keys = sorted(key for key in near if key[0] == word[0] and abs(len(key) - len(word)) <= 1)
        return [entity for key in dict.fromkeys(keys) if key != word for entity in self._by_last[key]]

    def _build_alike(self) -> None:
        self._skeletons, self._deletions = {}, {}
        for key in self._by_last:
            self._skeletons.setdefault(skeleton(key), []).append(key)
            if len(key) >= 6:
                for form in deletions(key):
                    self._deletions.setdefault(form, []).append(key)

    def single(self, words: tuple[str, ...], display: str, told: str | None = None) -> Entity:
        """The person of whom the text gives no more than these words; Lord and Lady Brown are two where `told` tells them apart."""
        parts = split_name(words)
        key = " ".join((*parts[0], *parts[1]))
        titled = self.titled.get(family_key(parts[0][-1]), ())
        genders = list(dict.fromkeys(gender for name in titled if (gender := told_gender(name))))
        meant = told if len(genders) > 1 and told in genders else next(iter(genders), None)
        if genders and meant != genders[0]:
            key, display = f"{key} {meant}", self._with_address(titled, meant) or display
        entity = self._single.get(key)
        if entity is None:
            full = self._inside.get(family_key(parts[0][-1])) if len(parts[0]) == 1 else None
            entity = self._single[key] = Entity(full or words, " ".join(full) if full else display)
            entity.gender = meant
            entity.sure = any(name.kind == "person" for name in titled)
            self.entities.append(entity)
        return entity

    def _with_address(self, titled: Sequence[Name], gender: str | None) -> str | None:
        """The name with its form of address, for the second of two who share all else: *Lady Brown*."""
        name = next((name for name in titled if told_gender(name) == gender), None)
        return self.text[name.title_start : name.end] if name is not None else None


def _past_particles(words: Sequence[str], size: int) -> int:
    """So many words or more, up to one that can end a name: *Ana dos Anjos*, not *Ana dos*."""
    while size < len(words) and words[size - 1] in words_of("names", "particles"):
        size += 1
    return size


def _note_gender(entity: Entity, name: Name) -> None:
    for i, title in enumerate(name.titles):
        told = honorific_gender(title)
        lemma = None if told else title_lemma(name.titles, i)
        gender = told if told in ("f", "m") else role_gender(lemma[0]) if lemma else None
        if gender:
            entity.gender = gender
    if entity.gender is None and len(name.words) > 1:
        given = next((g for word in name.words[:-1] if (g := given_gender(word))), None)
        told = given if given in ("f", "m") else next((g for word in name.words[1:] if (g := family_gender(word))), None)
        entity.gender = told


def _fullness(text: str, count: int) -> tuple[bool, int, int, int, int]:
    """A given name first (not *Rival* Ada Brown), more words, then not all capitals, then more often, then longer."""
    words = text.split()
    whole = sum(1 for word in words if len(word.rstrip(".")) > 1)
    return (
        given_gender(words[0]) is not None or len(words[0]) == 2,
        whole * 2 + (len(words) - whole),
        not text.isupper(),
        count,
        len(text),
    )


def _place_in(wanted: tuple[str, ...], entity: Entity) -> int | None:
    """0 where the words end one of the person's full names, 1 where they begin it, 2 where they stand inside; None elsewhere."""
    best: int | None = None
    given = int(entity.given_last)  # “Mei Lau Ching-yi”: Lau is the family
    for form in entity.forms:
        keys = tuple(family_key(word) for word in form)
        suffix = len(entity.parts[1])
        keys = keys[: len(keys) - suffix] if suffix else keys
        size = len(wanted)
        for i in range(len(keys) - size + 1):
            if keys[i : i + size] == wanted:
                rank = 0 if i + size in (len(keys) - given, len(keys)) else 1 if i == 0 else 2
                best = rank if best is None else min(best, rank)
    return best
