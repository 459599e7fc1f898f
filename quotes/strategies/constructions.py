"""The constructions of attribution that the strategies know, as one table of templates.

A template is the sentence with slots in braces; `quotes.strategies.rendering` has one function for each slot. What stands
between < and > is the cue, written as it stands. The simplest construction comes first: failing examples shrink towards it.

====================  ==============================================================================================
slot                  writes
====================  ==============================================================================================
``Q,`` ``Q.``         an utterance in marks that ends with a comma, with a full stop (or its own ? or !)
``q.``                the same without its capital, as part of the reporter's clause
``more.`` ``and.``    the same quotation taken up again: a further sentence; a clause that goes on
``open/`` ``/Q,``     a paragraph that is not closed; the next one, which is
``again.``            an utterance in a paragraph of its own, carried by the attribution before it
``F`` ``F,`` ``F.``   a fragment in marks, with its comma or full stop where the convention puts it; ``G.`` a second one
``F scene.``          a fragment, the scene and a full stop
``Source source``     the mention, with and without a capital; ``whom`` as an object; ``Named named`` never a pronoun
``He he``             the pronoun
``office``            the apposition, between commas
``said``              a drawn cue
``to``                the addressee
``scene`` ``,scene``  time and venue, if drawn; the same behind a comma
``medium``            a channel: “a statement”
``Topic topic``       what is talked about
====================  ==============================================================================================
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.model import Kind, SpeakerType
from quotes.strategies.sources import Source

__all__ = ["CONSTRUCTIONS", "Construction", "construction", "constructions"]

ANYONE: tuple[SpeakerType, ...] = ("person", "group", "organization", "document")
TALKERS: tuple[SpeakerType, ...] = ("person", "group", "organization")
PERSON: tuple[SpeakerType, ...] = ("person",)


@attrs.frozen(slots=True)
class Construction:
    """One way to report words: its name, the kind of its quotations, its template.

    `sources` are the types of source that it fits; `frame` says which cues fit the slot ``said``. `open` names the fields
    on which careful readers differ: they are not claimed.
    """

    name: str
    kind: Kind
    template: str
    sources: tuple[SpeakerType, ...] = PERSON
    frame: str = "after"
    open: tuple[str, ...] = ()

    @property
    def needs_office(self) -> bool:
        """Whether the source must have an office to be put in apposition."""
        return "{office}" in self.template

    @property
    def plain(self) -> bool:
        """Whether the utterance must be a statement: no question goes on with “and”, or stands after “that”."""
        return "{and.}" in self.template or "{q.}" in self.template

    def fits(self, source: Source) -> bool:
        """Whether this source can be quoted so."""
        return source.type in self.sources and not (self.needs_office and source.office is None)


CONSTRUCTIONS: tuple[Construction, ...] = (
    Construction("after", "direct", "{Q,} {source} {said}{scene}.", ANYONE),
    Construction("inverted", "direct", "{Q,} {said} {source}{scene}.", ANYONE, "inverted"),
    Construction("before, colon", "direct", "{Source} {said}{scene}: {Q.}", ANYONE, "before"),
    Construction("before, comma", "direct", "{Source} {said}{scene}, {Q.}", ANYONE, "before"),
    Construction("inverted, apposition", "direct", "{Q,} {said} {named}, {office}{,scene}.", PERSON, "inverted"),
    Construction("after, apposition", "direct", "{Q,} {named}, {office}, {said}{scene}."),
    Construction("told", "direct", "{Q,} {source} <told> {to}{scene}.", TALKERS),
    Construction("told, colon", "direct", "{Source} <told> {to}{scene}: {Q.}", TALKERS),
    Construction("according to", "direct", "<According to> {whom}, {Q.}", ANYONE),
    Construction("according to, after", "direct", "{Q,} <according to> {whom}.", ANYONE),
    Construction("as X put it", "direct", "As {source} <put> it, {Q.}"),
    Construction("statement", "direct", "{Q,} {source} {said} in {medium}.", TALKERS),
    Construction("split sentences", "direct", "{Q,} {source} {said}{scene}. {more.}", ANYONE),
    Construction("split clause", "direct", "{Q,} {source} {said}{scene}, {and.}", ANYONE),
    Construction("pronoun", "direct", "{Source} walked to the window. {Q,} {he} {said}{scene}."),
    Construction("pronoun, colon", "direct", "{Source} stood up. {He} {said}: {Q.}", PERSON, "before"),
    Construction("adding", "direct", "{Source} welcomed {topic}, <adding>: {Q.}"),
    Construction("colon, own paragraph", "direct", "{Source} {said}{scene}:\n\n{Q.}", ANYONE, "before"),
    Construction("paragraphs", "direct", "{open/}\n\n{/Q,} {source} {said}{scene}."),
    Construction("carried", "direct", "{Q,} {source} {said}{scene}.\n\n{again.}", open=("mention", "cue")),
    Construction("passive", "direct", "{Q.} This was <stated> by {whom}{scene}."),
    Construction("that, fragment", "mixed", "{Source} <said>{scene} that {topic} was {F.}", ANYONE),
    Construction("that, clause", "mixed", "{Source} <said> that {q.}", ANYONE),
    Construction("told, fragment", "mixed", "{Source} <told> {to}{scene} that {topic} was {F.}", TALKERS),
    Construction("called", "mixed", "{Source} <called> {topic} {F scene.}", ANYONE),
    Construction("described", "mixed", "{Source} <described> {topic} as {F scene.}", ANYONE),
    Construction("called, pronoun", "mixed", "{Source} voted against {topic}. {He} <called> it {F scene.}"),
    Construction("participle", "mixed", "{Source} rejected {topic}, <calling> it {F.}", TALKERS),
    Construction("relative", "mixed", "{Named}, who <called> {topic} {F,} left the hall.", open=("mention",)),
    Construction("passive, fragment", "mixed", "{Topic} was <called> {F} by {whom}{scene}.", ANYONE),
    Construction("two fragments", "mixed", "{Source} <called> {topic} {F} and {G.}", ANYONE),
)
"""Every construction, simplest first."""


def construction(name: str) -> Construction:
    """The construction of that name; raises `UsageError` for an unknown one.

    >>> construction("inverted").template
    '{Q,} {said} {source}{scene}.'
    """
    for row in CONSTRUCTIONS:
        if row.name == name:
            return row
    raise UsageError(f"no construction {name!r}; there are: {', '.join(row.name for row in CONSTRUCTIONS)}")


def constructions(names: Iterable[str] | None = None, *, without: Collection[str] = ()) -> st.SearchStrategy[Construction]:
    """Draws a construction: one of `names` (all, if None), none of `without`."""
    chosen = CONSTRUCTIONS if names is None else tuple(construction(name) for name in names)
    return st.sampled_from([row for row in chosen if row.name not in without])
