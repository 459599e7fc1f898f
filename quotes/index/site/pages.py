"""The pages of a site, put together from the index: what each template is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import attrs

from quotes.index.folding import fold
from quotes.index.people import Entry
from quotes.index.site.charts import Bar, bars
from quotes.index.site.data import script_json
from quotes.index.site.links import Key, Links, identity_url
from quotes.index.site.views import View
from quotes.index.site.wording import date_words, span_words

__all__ = ["Group", "SpeakerPage", "Year", "first_groups", "linked_data", "speaker_page", "speakers_by_letter", "timeline"]

SHOWN_SPEAKERS, SHOWN_EACH = 12, 3


@attrs.frozen(slots=True)
class Group:
    """A speaker with the first of their quotations, as the front page lists them."""

    name: str
    page: str | None
    role: str | None
    count: int
    views: tuple[View, ...]


@attrs.frozen(slots=True)
class SpeakerPage:
    """Everything that the page of a speaker shows."""

    entry: Entry
    url: str | None
    span: str | None
    chart: tuple[Bar, ...]
    venues: tuple[tuple[str, int], ...]
    sections: tuple[tuple[str, tuple[View, ...]], ...]


@attrs.frozen(slots=True)
class Year:
    """A year of the timeline with its periods; each period with its most quoted speakers."""

    words: str
    periods: tuple[tuple[Bar, tuple[tuple[str, str | None, int], ...]], ...]


def telling_first(view: View) -> tuple[Any, ...]:
    """What to sort by for whole utterances before fragments, each the newest first, undated last."""
    undated, earliest, _, document, start = view.time
    return view.quotation.kind != "direct", undated, *(-ord(sign) for sign in earliest), document, start


def first_groups(links: Links, spoken: Mapping[Key | None, Sequence[View]]) -> list[Group]:
    """The most quoted speakers with their newest quotations; those whom nobody names come last."""
    groups = []
    for key, entry in links.entries.items():
        views = sorted(spoken.get(key, ()), key=telling_first)
        role = entry.roles[0] if entry.roles else None
        groups.append(Group(entry.name, links.pages[key], role, len(views), tuple(views[:SHOWN_EACH])))
        if len(groups) == SHOWN_SPEAKERS:
            break
    return groups


def speaker_page(entry: Entry, page: str, views: Iterable[View]) -> SpeakerPage:
    """The page of a speaker: quotations in the order of time, under a heading for each month or year."""
    ordered = sorted(views, key=lambda view: view.time)
    sections = [(heading, tuple(group)) for heading, group in groupby(ordered, key=_heading)]
    return SpeakerPage(entry, identity_url(entry.id), _span(entry), bars(ordered), _venues(ordered), tuple(sections))


def _heading(view: View) -> str:
    date = view.quotation.date
    if not date:
        return "Not dated"
    if not date.earliest or not date.latest:
        return "Year unknown"
    return date_words(date.earliest[:7] if date.earliest[:7] == date.latest[:7] else date.earliest[:4])


def _span(entry: Entry) -> str | None:
    return span_words(entry.earliest, entry.latest) if entry.earliest and entry.latest else None


def _venues(views: Iterable[View]) -> tuple[tuple[str, int], ...]:
    """Where somebody spoke, the most frequent first; spellings that differ in case or accents are one."""
    forms: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for view in views:
        for _, text in view.venue:
            forms.setdefault(fold(text), text)
            counts[fold(text)] += 1
    return tuple((forms[form], number) for form, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def speakers_by_letter(links: Links) -> list[tuple[str, list[tuple[Entry, str]]]]:
    """All speakers under the first letter of the last word of their names, as in the index of a book."""
    entries = sorted(((entry, links.pages[key]) for key, entry in links.entries.items()), key=_alphabetic)
    return [(letter, list(group)) for letter, group in groupby(entries, key=lambda item: _letter(item[0]))]


def _sorting_name(entry: Entry) -> str:
    words = fold(entry.name).split()
    words = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    surname_first = entry.type == "person" and entry.document is None
    return " ".join([*words[-1:], *words[:-1]] if surname_first else words)


_ARTICLES = ("a", "an", "the")


def _alphabetic(item: tuple[Entry, str]) -> tuple[bool, str, str]:
    return _letter(item[0]) == "#", _sorting_name(item[0]), item[1]


def _letter(entry: Entry) -> str:
    first = _sorting_name(entry)[:1].upper()
    return first if first.isalpha() else "#"


def timeline(views: Sequence[View]) -> list[Year]:
    """The periods in which anything was said, by year, with who was quoted most."""
    periods = [bar for bar in bars(views) if bar.quotations]
    speakers: defaultdict[str, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    starts = {bar.since: bar for bar in periods}
    for view in views:
        bar = _period_of(view, starts)
        if bar and view.speaker:
            speakers[bar.since][view.speaker, view.speaker_page] += 1
    rows = [(bar, _most_quoted(speakers[bar.since])) for bar in periods]
    return [Year(year, tuple(group)) for year, group in groupby(rows, key=lambda row: _year(row[0]))]


def _year(bar: Bar) -> str:
    return bar.since[:4] if bar.since[:4] == bar.until[:4] else "By year"


def _most_quoted(counter: Counter[tuple[str, str | None]]) -> tuple[tuple[str, str | None, int], ...]:
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0][0]))
    return tuple((name, page, number) for (name, page), number in ranked[:4])


def _period_of(view: View, starts: Mapping[str, Bar]) -> Bar | None:
    date = view.quotation.date
    if not date or not date.earliest or not date.latest:
        return None
    for start in (date.earliest, f"{date.earliest[:7]}-01", f"{date.earliest[:4]}-01-01", f"{date.earliest[:3]}0-01-01"):
        bar = starts.get(start)
        if bar and date.latest <= bar.until:
            return bar
    return None


def linked_data(views: Iterable[View]) -> str:
    """The quotations as schema.org's `Quotation`, in JSON-LD that stands safely inside a page."""
    return script_json({"@context": "https://schema.org", "@graph": list(_linked(views))})


def _linked(views: Iterable[View]) -> Iterator[dict[str, Any]]:
    for view in views:
        record: dict[str, Any] = {"@type": "Quotation", "identifier": view.quotation.id, "text": view.text}
        speaker, date, venue = view.quotation.speaker, view.quotation.date, dict(view.venue)
        if speaker and speaker.name and speaker.type in _SCHEMA_TYPES:
            identity = identity_url(speaker.id)
            same = {"sameAs": identity} if identity else {}
            record["creator"] = {"@type": _SCHEMA_TYPES[speaker.type], "name": speaker.name, **same}
        if date and date.earliest and "X" not in date.edtf:
            record["dateCreated"] = date.edtf
        if "place" in venue:
            record["locationCreated"] = {"@type": "Place", "name": venue["place"]}
        if "occasion" in venue:
            record["recordedAt"] = {"@type": "Event", "name": venue["occasion"]}
        record["isBasedOn"] = {"@type": "Article", "headline": view.title}
        yield record


_SCHEMA_TYPES = {"person": "Person", "organization": "Organization", "group": "Organization"}
