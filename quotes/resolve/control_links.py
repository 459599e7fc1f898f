"""Links of control: from a verb to the object of the verb before it, whose words the report gives by another.

The vote prompted **Lee** to say; the Star quoted **a source** in the cabinet as saying; **Lee** was quoted by the Star as saying.
"""

from __future__ import annotations

from quotes.resolve.grammar import control_verbs, verb_forms
from quotes.resolve.relative_links import RelativeLinks

__all__ = ["ControlLinks"]

_OBJECT = 40
"""Tokens from a verb that quotes somebody to “as saying”: no phrase with what explains it is longer."""


class ControlLinks(RelativeLinks):
    """Finds the verbs of one sentence whose subject is an object."""

    def _controlled(self, i: int, tag: str, left: int) -> int | None:
        """The object of the verb before, where it is the subject of the verb at `i`: prompted **Lee** to say, heard **Lee** say,
        quoted **Lee** as saying; **Lee** was quoted by the Star as saying."""
        if left <= self.first or tag not in "gbVn":
            return None
        joint = self.lows[left]
        if tag == "b" and joint == "to":
            return self._object(left - 1, "to")
        if joint == "as" and (tag == "g" or self.lows[i - 1] == "having"):
            return self._quoted(left)
        return self._object(left, "bare") if tag != "n" else None

    def _quoted(self, joint: int) -> int | None:
        """Whom the verb before “as” quotes: quoted **a source** in the cabinet as saying, quoted a pilot, **Lee**, as saying; **Lee** was
        quoted by the Star as saying."""
        verb = joint - 1
        while verb > max(self.first, joint - _OBJECT) and not (self.tags[verb] in "Vbgn" and self._takes(verb, "as")):
            if self.tags[verb] in ".Q;":
                return None
            verb -= 1
        if verb < self.first or not self._takes(verb, "as"):
            return None
        chunk = self.chunk_at[verb + 1]
        if chunk < 0 or self.passage.chunks[chunk].first != verb + 1:
            return self._subjects.get(verb)
        apposed = self._nearest(joint - 2 if self.tags[joint - 1] == "," else joint - 1)
        return chunk if apposed is None or not self._names(apposed, chunk) else apposed

    def _names(self, name: int, described: int) -> bool:
        """Whether a name behind a comma tells whom a description means: quoted the head of the lab, **Lee**, as saying."""
        chunks = self.passage.chunks
        return chunks[name].kind == "name" and chunks[described].kind != "name" and self.lows[chunks[name].first - 1] == ","

    def _takes(self, verb: int, complement: str) -> bool:
        """Whether the object of a verb is the subject of a complement of this kind."""
        forms = verb_forms().get(self.lows[verb])
        return forms is not None and forms.lemma in control_verbs(complement)

    def _object(self, end: int, complement: str) -> int | None:
        """The phrase that ends at token `end`, where it is the object of a verb that takes `complement`."""
        chunk = self._nearest(end)
        verb = end if chunk is None else self.passage.chunks[chunk].first - 1
        while verb > self.first and self.tags[verb] == "A":
            verb -= 1
        takes = verb >= self.first and self.tags[verb] in "Vbgn" and self._takes(verb, complement)
        return chunk if takes else None
