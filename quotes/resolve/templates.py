"""What the ranker reads: the attributes of a candidate, and the table of templates that joins them into features.

An attribute is a short word or number with few values, so that weights travel to other newsrooms: no names, no topics, verbs by
class. A template names the attributes that are read together; a feature is a template with their values.
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import Any

__all__ = ["ATTRIBUTES", "NOBODY", "SHARED", "TEMPLATES", "getters"]

NOBODY = "nobody"
"""The `where` of the candidate that stands for “these words have no source”."""

ATTRIBUTES = tuple(
    """
    where link verb side seam crossed between left1 left2 right1 right2 kind head order carry join
    length form open close lead1 follow1 spot count strength cued lemma reach prior governor governs echo intro outside
    """.split()
)
"""The names of the attributes, in the order of a row:

where     neighbourhood of the candidate                    join     how the span joins the quotation before
link      how it hangs together with its verb               length   words inside the marks, in buckets
verb      class of that verb, or of the cue                 form     capital at the start
side      verb before or after the span                     open     what the span opens with
seam      the tags between verb and span, where few         close    punctuation before its closing mark
crossed   whether another quotation lies between            lead1    tag left of the span
between   tokens between candidate and verb                 follow1  tag right of the span
left1/2   tags left of the candidate                        spot     where in its sentence it stands
right1/2  tags right of the candidate                       count    spans in its sentence
kind      what sort of phrase it is                         strength the best cue that any candidate has
head      class of its head noun                            cued     what stands right before the span as a cue
order     how many phrases lie between it and the span      lemma    how often the verb is a cue (bucket)
carry     whether it is the source of the quotation before  reach    tokens between candidate and span
governor  class of the verb that the span hangs on          prior    how often the candidate's head has spoken so far
governs   whether that is the candidate's verb              echo     whose words these were when quoted before
intro     the sign right before a span that opens its sentence: a colon, a full stop
outside   whether the verb that the span hangs on has another subject
"""

SHARED = frozenset(
    """
    where join length form open close lead1 follow1 spot count strength cued governor intro
    """.split()
)
"""Attributes that all candidates of one span share, and the neighbourhood."""

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    where
    where kind
    where link
    where link verb
    link verb side seam
    verb side seam
    link between verb
    where left1 right1
    where right1 right2
    where left1 left2
    kind head where
    where order
    where reach
    link strength side
    where join carry
    join carry lead1 follow1
    where length close form
    where link length
    where lead1 open length
    where cued link verb
    where count length
    where prior kind
    where link close spot
    where length strength
    where length form strength
    where governs link
    outside governor
    governor governs link
    governs lemma side
    governs link crossed
    where echo
    where intro spot
    where intro link verb
    where form lead1
    where form follow1
    where form governor
    """.strip().splitlines()
)
"""Which attributes are read together. Fifty-one more were tried and left out: on newsrooms held out they gained nothing."""


_INDEX = {name: number for number, name in enumerate(ATTRIBUTES)}


@cache
def getters() -> tuple[itemgetter[Any], ...]:
    """For each template what takes its attributes out of a row."""
    return tuple(itemgetter(*(_INDEX[name] for name in template)) for template in TEMPLATES)
