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
    where link verb side gap seam crossed between near1 near2 left1 left2 right1 right2 kind head order subject carry join
    length form open close lead1 lead2 follow1 follow2 spot count strength cued lemma reach prior governor layout governs echo intro
    nearer outside
    """.split()
)
"""The names of the attributes, in the order of a row:

where     neighbourhood of the candidate                    order    how many phrases lie between it and the span
link      how it hangs together with its verb               subject  how many linked phrases lie between
verb      class of that verb, or of the cue                 carry    whether it is the source of the quotation before
side      verb before or after the span                     join     how the span joins the quotation before
gap       tokens between verb and span                      length   words inside the marks, in buckets
seam      the tags between verb and span, where few         form     capital at the start
crossed   whether another quotation lies between            open     what the span opens with
between   tokens between candidate and verb                 close    punctuation before its closing mark
near1/2   tags on the span's side next to the verb          lead1/2  tags left of the span
left1/2   tags left of the candidate                        follow1/2  tags right of the span
right1/2  tags right of the candidate                       spot     where in its sentence it stands
kind      what sort of phrase it is                         count    spans in its sentence
head      class of its head noun                            strength the best cue that any candidate has
cued      what stands right before the span as a cue        lemma    how often the verb is a cue (bucket)
reach     tokens between candidate and span                 prior    how often the candidate's head has spoken so far
governor  class of the verb that the span hangs on          layout   whether the block is a headline or caption
governs   whether that is the candidate's verb              echo     whose words these were when quoted before
intro     the sign right before a span that opens its sentence: a colon, a full stop
outside   whether the verb that the span hangs on has another subject
nearer    how many reporting verbs of other phrases stand between its verb and the span
"""

SHARED = frozenset(
    """
    where join length form open close lead1 lead2 follow1 follow2 spot count strength cued governor layout intro
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
    where link side gap
    link verb side seam
    link verb side gap
    link side crossed gap
    verb side seam
    lemma link side gap
    lemma side seam
    lemma where link
    link between verb
    where left1 right1
    where right1 right2
    where left1 left2
    left1 right1 kind
    kind head where
    kind link verb
    head link verb
    where order
    where subject
    where subject link
    where order kind
    where reach
    where link strength
    link strength side
    where spot link
    where spot strength
    where spot lead1 follow1
    where link lead1
    where link follow1
    where lead1 lead2
    where follow1 follow2
    where link lead1 follow1 side
    where join carry
    where join carry spot
    where join carry strength
    where carry kind
    join carry link
    join carry lead1 follow1
    where length form
    where length close form
    where length open cued
    where link length
    where link length spot
    where close follow1 link
    where lead1 open length
    where cued length
    where cued link verb
    where count length
    where count link
    where prior kind
    where link close spot
    near1 near2 side link
    where length strength
    where length lead1
    where length follow1
    where length form strength
    where governor
    where governor length
    where governor follow1
    where governor lead1
    where governs link
    where governs verb
    where link nearer
    link verb nearer side
    where nearer governs
    where nearer kind
    where outside
    where outside link
    outside governor
    governor governs link
    governs lemma side
    governs link crossed
    where echo
    where layout spot
    where layout link
    where governor strength
    where intro spot
    where intro link verb
    where intro strength
    where intro length
    where form lead1
    where form follow1
    where form governor
    where form cued
    """.strip().splitlines()
)
"""Which attributes are read together."""


_INDEX = {name: number for number, name in enumerate(ATTRIBUTES)}


@cache
def getters() -> tuple[itemgetter[Any], ...]:
    """For each template what takes its attributes out of a row."""
    return tuple(itemgetter(*(_INDEX[name] for name in template)) for template in TEMPLATES)
