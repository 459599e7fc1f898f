"""Records as TEI feature structures, and back: the part of a record that inline markup does not say.

An object becomes ``<fs>`` with one ``<f>`` a key that is known, a string ``<string>``, a number ``<numeric>``, a list
``<vColl>``, a span ``<string>10 42</string>``. Keys whose value is None are left out, and reading leaves them out
too.
"""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element

from quotes.errors import DataError
from quotes.formats.escape import NOT_IN_XML, escape, unescape

__all__ = ["TEI", "feature_structure", "markup", "read_structure", "xml"]

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
"""TEI's namespace, as ElementTree writes it before a tag."""

_SPECIAL: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_SPECIAL_IN_ATTRIBUTE: Final = _SPECIAL | str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def xml(text: str, *, attribute: bool = False) -> str:
    r"""The text as XML that gives it back: markup as entities, what XML cannot carry as ``\uXXXX``.

    >>> xml("a<b\0")
    'a&lt;b\\u0000'
    """
    return markup(escape(text, NOT_IN_XML), attribute=attribute)


def markup(escaped: str, *, attribute: bool = False) -> str:
    """Text that XML can carry, with the characters of markup as entities."""
    return escaped.translate(_SPECIAL_IN_ATTRIBUTE if attribute else _SPECIAL)


def feature_structure(record: dict[str, Any], attributes: str = "") -> str:
    """The record as an ``<fs>`` element.

    >>> feature_structure({"name": "Ana Reyes", "id": None, "spans": [[1, 4]]})
    '<fs><f name="name"><string>Ana Reyes</string></f><f name="spans"><vColl org="list"><string>1 4</string></vColl></f></fs>'
    """
    features = (f'<f name="{key}">{_value(value)}</f>' for key, value in record.items() if value is not None)
    return f"<fs{attributes}>{''.join(features)}</fs>"


def _value(value: Any) -> str:
    match value:
        case str():
            return f"<string>{xml(value)}</string>"
        case [int(start), int(end)]:
            return f"<string>{start} {end}</string>"
        case dict():
            return feature_structure(value)
        case list():
            return f'<vColl org="list">{"".join(map(_value, value))}</vColl>'
        case _:
            return f'<numeric value="{value!r}"/>'


def read_structure(element: Element) -> dict[str, Any]:
    """The record that `feature_structure` was given, without the keys that were None.

    Raises `quotes.errors.DataError` where the element is none of its making.
    """
    record: dict[str, Any] = {}
    for feature in element:
        name = feature.get("name", "")
        record[name] = _read_value(feature[0], name in ("segments", "spans")) if len(feature) else None
    return record


def _read_value(element: Element, spans: bool) -> Any:
    match element.tag.removeprefix(TEI):
        case "fs":
            return read_structure(element)
        case "vColl":
            return [_read_value(item, spans) for item in element]
        case "numeric":
            return _number(element.get("value", ""))
        case "string":
            text = element.text or ""
            return [_number(part) for part in text.split()] if spans else unescape(text)
    raise DataError(f"no feature value: {element.tag}")


def _number(text: str) -> int | float:
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        raise DataError(f"no number: {text!r}") from None
