"""Turns to text: one function for each slot of the templates in `quotes.strategies.constructions`.

Each slot writes its words on the page and notes their spans in the turn's report.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from quotes.strategies.page import Page, Report, Stretch
from quotes.strategies.sources import Source
from quotes.strategies.turns import Words, plural

__all__ = ["write_turn"]

_PIECE = regex.compile(r"\{(?P<slot>[^}]*)\}|<(?P<cue>[^>]*)>|(?P<plain>[^{<]+)")

OBJECTS = {"she": "her", "he": "him", "they": "them", "it": "it"}


def write_turn(page: Page, report: Report) -> None:
    """Writes the turn of `report` on `page` and notes in the report what went where."""
    for piece in _PIECE.finditer(report.turn.construction.template):
        if piece["slot"] is not None:
            SLOTS[piece["slot"]](page, report)
        elif piece["cue"] is not None:
            report.cue = page.plain(piece["cue"])
        else:
            page.plain(piece["plain"])
    if report.turn.source.type == "document" and report.mention:
        # “The report said” names the speaker, and the channel as well.
        report.venue["medium"] = report.mention


def _comma(page: Page, words: Words) -> tuple[str, str]:
    """What follows an utterance before a verb: inside the marks, outside them."""
    if words.end != ".":
        return words.end, ""
    return (",", "") if page.marks.comma else ("", ",")


def _utter(page: Page, report: Report, words: Words, *, opening: bool = True) -> None:
    inside, outside = _comma(page, words)
    stretch = page.marked(words.text + inside, opening=opening)
    page.plain(outside)
    report.quoted.append([stretch])


def _sentence(page: Page, words: Words, *, closing: bool = True) -> Stretch:
    return page.marked(words.text + words.end, closing=closing)


def _before_verb(page: Page, report: Report) -> None:
    _utter(page, report, report.turn.first)


def _whole(page: Page, report: Report) -> None:
    report.quoted.append([_sentence(page, report.turn.first)])


def _clause(page: Page, report: Report) -> None:
    words = report.turn.first.text
    lower = words if words.startswith("I ") else words[0].lower() + words[1:]
    _fragment(page, report, lower, ".")


def _more(page: Page, report: Report) -> None:
    report.quoted[-1].append(_sentence(page, report.turn.second))


def _and(page: Page, report: Report) -> None:
    report.quoted[-1].append(page.marked(report.turn.continuation + "."))
    page.plain("")


def _again(page: Page, report: Report) -> None:
    report.quoted.append([_sentence(page, report.turn.second)])


def _open_paragraph(page: Page, report: Report) -> None:
    report.quoted.append([_sentence(page, report.turn.second, closing=False)])


def _close_paragraph(page: Page, report: Report) -> None:
    inside, outside = _comma(page, report.turn.first)
    report.quoted[-1].append(page.marked(report.turn.first.text + inside))
    page.plain(outside)


def _fragment(page: Page, report: Report, words: str, tail: str) -> None:
    report.quoted.append([page.marked(words + tail if page.marks.stop else words)])
    page.plain("" if page.marks.stop else tail)


def _first_fragment(tail: str) -> Callable[[Page, Report], None]:
    return lambda page, report: _fragment(page, report, report.turn.fragments[0], tail)


def _second_fragment(page: Page, report: Report) -> None:
    _fragment(page, report, report.turn.fragments[1], ".")


def _fragment_scene(page: Page, report: Report) -> None:
    scene = report.turn.scene
    if scene.when is None and not scene.where:
        _fragment(page, report, report.turn.fragments[0], ".")
        return
    _fragment(page, report, report.turn.fragments[0], "")
    _scene(page, report)
    page.plain(".")


def _capital(phrase: str, capital: bool) -> str:
    return phrase[0].upper() + phrase[1:] if capital else phrase


def _mention(page: Page, report: Report, phrase: str) -> None:
    report.mention = page.plain(phrase)
    page.last = report.turn.source.name


def _introduction(page: Page, source: Source, reference: str) -> str:
    page.named.add(source.name)
    if source.type == "person" and reference in ("titled", "description"):
        page.roles |= {source.name} if source.title else set()
        return source.titled
    return source.name


def _phrase(page: Page, report: Report, *, free: bool = True) -> str:
    """The phrase that names the source here. `free`: a pronoun or a description will do."""
    source, reference = report.turn.source, report.turn.reference
    if source.name not in page.named:
        report.introduced = True
        return _introduction(page, source, reference)
    if reference == "pronoun" and free and _takes_pronoun(page, report):
        return source.pronoun
    if reference == "description" and free and source.name in page.roles and source.description:
        return source.description
    if reference == "titled" and source.title and source.short != source.name:
        page.roles.add(source.name)
        return source.titled_short
    return source.name if reference == "name" else source.short


def _takes_pronoun(page: Page, report: Report) -> bool:
    """Whether *she* would be understood: she was named last, and is no *it*; nobody writes “said she” any more."""
    source = report.turn.source
    return page.last == source.name and source.pronoun != "it" and report.turn.construction.frame != "inverted"


def _source(capital: bool) -> Callable[[Page, Report], None]:
    return lambda page, report: _mention(page, report, _capital(_phrase(page, report), capital))


def _named(capital: bool) -> Callable[[Page, Report], None]:
    return lambda page, report: _mention(page, report, _capital(_phrase(page, report, free=False), capital))


def _whom(page: Page, report: Report) -> None:
    phrase = _phrase(page, report)
    _mention(page, report, OBJECTS.get(phrase, phrase))


def _pronoun(capital: bool) -> Callable[[Page, Report], None]:
    return lambda page, report: _mention(page, report, _capital(report.turn.source.pronoun, capital))


def _office(page: Page, report: Report) -> None:
    page.plain(report.turn.source.office or "")
    page.roles.add(report.turn.source.name)


def _cue(page: Page, report: Report) -> None:
    turn = report.turn
    report.cue = page.plain(plural(turn.cue) if turn.source.plural else turn.cue)


def _addressee(page: Page, report: Report) -> None:
    report.addressee = page.plain(report.turn.addressee)


def _topic(capital: bool) -> Callable[[Page, Report], None]:
    def write(page: Page, report: Report) -> None:
        page.plain(_capital(report.turn.topic, capital))

    return write


def _medium(page: Page, report: Report) -> None:
    report.venue["medium"] = page.plain("a statement")


def _scene(page: Page, report: Report) -> None:
    scene = report.turn.scene
    if scene.when and scene.early:
        _time(page, report)
    elif scene.where and scene.where[0].part == "place" and _ends_quoted(page, report):
        report.unsure.add("place")
    elif scene.where and scene.where[0].part == "place" and _ends_source(page, report):
        report.unsure.update(("place", "name", "mention"))
    for where in scene.where:
        page.plain(f" {where.by} ")
        report.venue[where.part] = page.plain(where.text)
    if scene.when and not scene.early:
        _time(page, report)


def _ends_quoted(page: Page, report: Report) -> bool:
    """Whether quoted words end here, so that a place may belong to them: “the best news” in Porto."""
    return bool(report.quoted) and report.quoted[-1][-1].span.end == page.draft.position


def _ends_source(page: Page, report: Report) -> bool:
    """Whether a place may belong to the source that ends here: said the *University of Brelton* in Leeds, said *the bishop* in Leeds."""
    if report.mention is None or report.mention.end != page.draft.position:
        return False
    source = report.turn.source
    return source.type != "person" or page.draft.text[report.mention.start : report.mention.end] == source.description


def _time(page: Page, report: Report) -> None:
    when = report.turn.scene.when
    page.plain(" ")
    report.when = page.plain(when.text) if when else None


def _scene_apart(page: Page, report: Report) -> None:
    if report.turn.scene.when or report.turn.scene.where:
        page.plain(",")
        _scene(page, report)


SLOTS: dict[str, Callable[[Page, Report], None]] = {
    "Q,": _before_verb,
    "Q.": _whole,
    "q.": _clause,
    "more.": _more,
    "and.": _and,
    "again.": _again,
    "open/": _open_paragraph,
    "/Q,": _close_paragraph,
    "F": _first_fragment(""),
    "F,": _first_fragment(","),
    "F.": _first_fragment("."),
    "F scene.": _fragment_scene,
    "G.": _second_fragment,
    "Source": _source(True),
    "source": _source(False),
    "whom": _whom,
    "Named": _named(True),
    "named": _named(False),
    "He": _pronoun(True),
    "he": _pronoun(False),
    "office": _office,
    "said": _cue,
    "to": _addressee,
    "scene": _scene,
    ",scene": _scene_apart,
    "medium": _medium,
    "Topic": _topic(True),
    "topic": _topic(False),
}
