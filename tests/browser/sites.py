"""Invented collections to look at: a small one, a hostile document, and one of ten thousand quotations."""

from __future__ import annotations

from typing import Any

import attrs

from quotes.model import Cue, Date, Document, Evidence, Kind, Mention, Person, Phrase, Quotation, Rival, Speaker, Venue
from quotes.span import Span

Report = tuple[Document, list[Quotation], list[Person]]


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _phrase(text: str, words: str | None) -> Phrase | None:
    return None if words is None else Phrase(*_span(text, words), words)


def quotation(
    document: Document,
    marked: str,
    name: str,
    mention: str,
    cue: str,
    *,
    kind: Kind = "direct",
    occasion: str | None = None,
    place: str | None = None,
    date: str | None = None,
    words: str | None = None,
    id: str | None = None,
) -> Quotation:
    """One quotation, by the words of its document."""
    text = document.text
    span, named, said = _span(text, marked), _span(text, mention), _span(text, cue)
    when = None
    if date:
        start, end = _span(text, words) if words else (None, None)
        when = Date(date, "weekday" if words else "explicit", start, end, words, date, date)
    evidence = (
        Evidence("span", "pair", (span,)),
        Evidence("speaker", "cue-after", (named, said), (Rival("the harbour master", 0, 3, 0.07),)),
    )
    return Quotation(
        f"{document.id}#{span.start}-{span.end}",
        document.id,
        (span,),
        marked[1:-1],
        kind,
        Speaker(name, "person", id, "mayor of Port Elm" if "Okafor" in name else None, *named, text=mention),
        Cue(*said, cue),
        None,
        Venue(_phrase(text, occasion), _phrase(text, place)),
        when,
        0.93,
        evidence,
    )


def _person(document: Document, name: str, *mentions: str, roles: tuple[str, ...] = (), id: str | None = None) -> Person:
    found = tuple(Mention(*_span(document.text, words), words, "name") for words in mentions)
    return Person(name, "person", roles, found, id)


def small() -> list[Report]:
    """Two articles, three speakers, six quotations."""
    bridge = Document(
        "Bridge stays shut\n\n“The bridge stays shut,” Mayor Ngozi Okafor told a meeting of the harbour board in Port Elm on Monday.\n\n"
        "Okafor called the delay “a scandal”. “We wait for the café to open,” Teodor Lindqvist said.\n\nThey named it “the Iron Lady”.",
        id="news/bridge.txt",
        title="Bridge stays shut",
        published="2021-03-02",
        source="The Harbour Post",
        url="https://example.org/bridge",
    )
    ferry = Document(
        "“Ferries are free until May,” said Amara Sissoko on Friday at the quay.\n\n“Nobody asked us,” Okafor said.\n\n"
        "“It is a bridge, and a peaceful one,” Sissoko added.",
        id="news/ferry.txt",
        published="2021-04-10",
        source="The Harbour Post",
    )
    board: dict[str, Any] = {
        "occasion": "a meeting of the harbour board",
        "place": "Port Elm",
        "date": "2021-03-01",
        "words": "on Monday",
    }
    return [
        (
            bridge,
            [
                quotation(bridge, "“The bridge stays shut,”", "Ngozi Okafor", "Mayor Ngozi Okafor", "told", **board),
                quotation(bridge, "“a scandal”", "Ngozi Okafor", "Okafor called"[:6], "called", kind="mixed"),
                quotation(bridge, "“We wait for the café to open,”", "Teodor Lindqvist", "Teodor Lindqvist", "said"),
                Quotation("news/bridge.txt#iron", bridge.id, (_span(bridge.text, "“the Iron Lady”"),), "the Iron Lady", "scare"),
            ],
            [
                _person(bridge, "Ngozi Okafor", "Mayor Ngozi Okafor", "Okafor", roles=("mayor of Port Elm",)),
                _person(bridge, "Teodor Lindqvist", "Teodor Lindqvist"),
            ],
        ),
        (
            ferry,
            [
                quotation(
                    ferry,
                    "“Ferries are free until May,”",
                    "Amara Sissoko",
                    "Amara Sissoko",
                    "said",
                    place="the quay",
                    date="2021-04-09",
                    words="on Friday",
                    id="Q4242",
                ),
                quotation(ferry, "“Nobody asked us,”", "Ngozi Okafor", "Okafor", "said"),
                quotation(ferry, "“It is a bridge, and a peaceful one,”", "Amara Sissoko", "Sissoko", "added", id="Q4242"),
            ],
            [
                _person(ferry, "Amara Sissoko", "Amara Sissoko", "Sissoko", id="Q4242"),
                _person(ferry, "Ngozi Okafor", "Okafor"),
            ],
        ),
    ]


ATTACK = "<script>window.harmed=1</script>"


def hostile() -> Report:
    """A document whose every part tries to become part of the page."""
    image, closing = "<img src=x onerror=window.harmed=2>", "</script><script>window.harmed=3</script>"
    text = (
        f"“{ATTACK}{closing}\u2028{{{{7*7}}}} <!-- \\u003c ]]>” {image} Eve {ATTACK} said at a rally {image} on <b>Monday</b>.\n\n"
        '“x" onmouseover="window.harmed=4” said "Eve\' on\x00 \x1b[0m <svg onload=window.harmed=5>.'
    )
    document = Document(
        text,
        id=f"../{ATTACK}\"'>.txt",
        title=f"</title>{ATTACK}</h1>{closing}",
        source=f"'\"><{image}",
        url="javascript:window.harmed=6",
        published="2021-03-02",
    )
    name = f"Eve {ATTACK}"
    first = quotation(
        document,
        text[: text.index("”") + 1],
        name,
        name,
        "said",
        occasion=f"a rally {image}",
        date="2021-03-01",
        words="on <b>Monday</b>",
        id="javascript:window.harmed=7",
    )
    marked = '“x" onmouseover="window.harmed=4”'
    second = quotation(document, marked, "\"Eve' on\x00", "\"Eve' on\x00", "said")
    odd = Evidence("<b>field</b>", f"rule {ATTACK}", (), (Rival(image, 0, 1, 0.5),))
    people = [_person(document, name, name, roles=(image,), id="javascript:window.harmed=7"), _person(document, "\"Eve' on\x00")]
    return document, [first, attrs.evolve(second, evidence=(odd,))], people


def large(count: int) -> list[Report]:
    """As many quotations, fifty an article, by four hundred speakers, over six years."""
    reports: list[Report] = []
    for number in range(count // 50):
        lines, places = list[str](), list[tuple[Span, str]]()
        position = 0
        for line in range(50):
            serial = number * 50 + line
            speaker = f"Speaker{serial * 7 % 400} Name{serial % 20}"
            said = (
                f"“Utterance {serial} about bridges, ferries and the price of herring in week {serial % 52}, said in full here.”"
            )
            places.append((Span(position, position + len(said)), speaker))
            lines.append(f"{said} {speaker} said.")
            position += len(lines[-1]) + 1
        document = Document("\n".join(lines), id=f"a{number:04}.txt", title=f"Article {number}")
        day = f"{2016 + number % 6}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        quotations = [
            Quotation(
                f"{document.id}#{span.start}-{span.end}",
                document.id,
                (span,),
                span.of(document.text)[1:-1],
                "direct",
                Speaker(speaker, "person", start=span.end + 1, end=span.end + 1 + len(speaker), text=speaker),
                venue=Venue(place=Phrase(None, None, f"Hall {number % 60}")),
                date=Date(day, "explicit", earliest=day, latest=day),
                confidence=0.9,
            )
            for span, speaker in places
        ]
        reports.append((document, quotations, []))
    return reports
