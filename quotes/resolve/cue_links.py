"""From the link that counts for the ranker to the one whose verb is the cue."""

from __future__ import annotations

from quotes.resolve.candidates import Candidate, Place
from quotes.resolve.clauses import Link
from quotes.resolve.cues import cue_class, cue_strength, reports
from quotes.resolve.shapes import Shape

__all__ = ["OWN_SUBJECT", "is_quoted", "reporting_link", "stands_behind"]

OWN_SUBJECT = frozenset(("direct", "climb", "apposition", "relative"))
"""Links of a verb with a subject of its own, which it shares with no other verb."""
_LED = 3
"""Tokens from a passive to the verb it leads to: is *said* to have *told*."""


def reporting_link(candidate: Candidate, link: Link | None, place: Place, shape: Shape) -> Link | None:
    """The link whose verb reports, where the one that counts leads to it or away from it.

    Moss **said** she hoped to call it “home”; the Star quoted Lee as **saying** “no”; Lee **called** it “unfair” but added nothing; “We
    wait,” Lee **went on**, putting it away, “for rain.”
    """
    if link is None:
        return None
    if link.kind == "within" and candidate.where == "left" and _joins(candidate, link, shape.verb):
        return link._replace(cue=shape.verb)
    said = [other for other in candidate.links if reports(candidate.passage, other)]
    governing = next((other for other in said if other.cue == shape.verb), None)
    if governing is not None and candidate.where == "left" and candidate.passage is place.passage:
        return governing  # apologised after **telling** a party that it was “mad”
    if candidate.where not in ("left", "right") and not reports(candidate.passage, link):
        return next((other for other in said if other.kind in ("direct", "inverted", "apposition")), link)
    if link.kind == "infinitive" and not reports(candidate.passage, link):
        return next((other for other in said if other.cue < link.cue), link)
    if link.kind in ("inverted", "direct", "patient"):
        link = next((other for other in said if _is_led_to(candidate, link, other)), link)
    if _is_aside(candidate, link, shape):
        return next((other for other in said if other.kind == "direct"), link)
    return _before_span(candidate, link, place) if shape.close == "a" else link


def _joins(candidate: Candidate, link: Link, verb: int) -> bool:
    """Whether the verb that governs the span goes on from the link's: the minister, Ann Lee, told them so and **described** it as “x”;
    rose after **telling** them that it was “x”."""
    passage = candidate.passage
    one = link.cue < verb and passage.sentence_at[link.cue] == passage.sentence_at[verb]
    joined = (passage.tags[verb - 1] == "C" and passage.tags[verb] == "V") or passage.tags[verb] == "g"
    return one and joined and cue_strength(passage, link._replace(cue=verb)) > 1


def is_quoted(candidate: Candidate) -> bool:
    """Whether a phrase is the object of one verb and speaks by the next: an aide recalled **Lee** saying."""
    return any(link.kind == "control" and reports(candidate.passage, link) for link in candidate.links)


def stands_behind(candidate: Candidate, link: Link) -> bool:
    """Whether a verb stands right behind its subject: Lee *said*, Lee used to *say*."""
    last, lows = candidate.chunk.last, candidate.passage.lows
    habitual = link.kind == "infinitive" and lows[last : link.cue] == ["used", "to"]
    return habitual or (link.kind == "direct" and link.cue == last)


def _is_led_to(candidate: Candidate, link: Link, other: Link) -> bool:
    """Whether one verb only leads to the other: quoted as *saying*, used to *say*, is said to have *told*, can be heard *saying*."""
    passive = link.kind == "patient" and other.kind in ("infinitive", "participle") and 0 < other.cue - link.cue <= _LED
    return other.kind == "control" or passive or (other.kind == "infinitive" and stands_behind(candidate, other))


def _is_aside(candidate: Candidate, link: Link, shape: Shape) -> bool:
    """Whether a participle between commas tells what else somebody did: Lee went on, *putting* it away, “for rain.”"""
    aside = link.kind == "participle" and shape.governor.endswith(",")
    return aside and cue_strength(candidate.passage, link) < 3 and cue_class(candidate.passage, link) not in ("label", "judge")


def _before_span(candidate: Candidate, link: Link, place: Place) -> Link:
    """The last verb before a span in mid-clause, which nothing behind it can report: Lee *called* it “unfair” but added nothing."""
    if candidate.where != "left" or (link.cue < place.token and not _is_closed(place, link.cue)):
        return link
    earlier = [other for other in candidate.links if other.cue < place.token and cue_strength(candidate.passage, other) > 1]
    open_ones = [other for other in earlier if not _is_closed(place, other.cue)]
    return (open_ones or earlier or [link])[-1]


def _is_closed(place: Place, cue: int) -> bool:
    """Whether the clause goes on behind an aside that holds a participle: said one envoy, *speaking* in private, were “dead”."""
    tags = place.passage.tags
    return tags[cue] == "g" and any(tags[i] == "," and tags[i + 1] in "XV" for i in range(cue + 1, place.token - 1))
