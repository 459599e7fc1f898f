"""An invented collection of three reports, and a way to write others."""

from __future__ import annotations

from quotes.model import Cue, Date, Document, Evidence, Kind, Mention, Person, Phrase, Quotation, Rival, Speaker, Venue
from quotes.span import Span


class Report:
    """A document whose quotations are given by the words of its text."""

    def __init__(self, id: str, text: str, *, title: str | None = None, published: str | None = None) -> None:
        self.document = Document(text, id=id, title=title, published=published, source="The Harbour Post")
        self.quotations: list[Quotation] = []
        self.people: list[Person] = []

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.document.text.index(words, start + 1)
        return Span(start, start + len(words))

    def phrase(self, words: str | None) -> Phrase | None:
        return None if words is None else Phrase(*self.span(words), words)

    def person(self, name: str, *mentions: tuple[str, str], roles: tuple[str, ...] = (), id: str | None = None) -> Report:
        found = tuple(Mention(*self.span(words), words, kind) for words, kind in mentions)  # type: ignore[arg-type]
        self.people.append(Person(name, "person", roles, found, id, "f"))
        return self

    def quote(
        self,
        *marked: str,
        speaker: str | None = None,
        mention: str | None = None,
        cue: str | None = None,
        occasion: str | None = None,
        place: str | None = None,
        date: Date | None = None,
        kind: Kind = "direct",
        role: str | None = None,
        parent: str | None = None,
        id: str | None = None,
    ) -> Report:
        segments = tuple(self.span(words) for words in marked)
        named = None if mention is None else self.span(mention)
        said = None
        if speaker or named:
            start, end = named or (None, None)
            said = Speaker(speaker, "person", id, role, start, end, mention)
        evidence = [Evidence("span", "pair", segments)]
        if named:
            evidence.append(Evidence("speaker", "cue-after", (named,), (Rival("a passer-by", 0, 3, 0.125),)))
        quotation = Quotation(
            f"{self.document.id}:{segments[0].start}-{segments[-1].end}",
            self.document.id,
            segments,
            " ".join(words[1:-1] for words in marked),
            kind,
            said,
            None if cue is None else Cue(*self.span(cue), cue),
            None,
            Venue(self.phrase(occasion), self.phrase(place)),
            date,
            0.875,
            tuple(evidence),
            parent,
        )
        self.quotations.append(quotation)
        return self


def harbour() -> Report:
    report = Report(
        "harbour.txt",
        "“The bridge stays shut,” Mayor Ngozi Okafor told a meeting of the harbour board on Monday. “Nobody crosses.”\n\n"
        "Okafor called the delay “a scandal”. An aide to Okafor shrugged. “We wait,” the aide said. Some say “the Iron Lady”.",
        title="Bridge stays shut",
        published="2021-03-02",
    )
    monday = Date("2021-03-01", "weekday", *report.span("on Monday"), "on Monday", "2021-03-01", "2021-03-01")
    report.person("Ngozi Okafor", ("Mayor Ngozi Okafor", "name"), ("Okafor", "name"), roles=("Mayor", "mayor of Port Elm"))
    report.person("An aide to Okafor", ("An aide to Okafor", "description"), ("the aide", "description"))
    report.quote(
        "“The bridge stays shut,”",
        "“Nobody crosses.”",
        speaker="Ngozi Okafor",
        mention="Mayor Ngozi Okafor",
        cue="told",
        occasion="a meeting of the harbour board",
        date=monday,
        role="Mayor",
    )
    report.quote("“a scandal”", speaker="Ngozi Okafor", mention="Okafor", cue="called", kind="mixed")
    report.quote("“We wait,”", speaker="An aide to Okafor", mention="the aide", cue="said")
    return report.quote("“the Iron Lady”", kind="scare")


def market() -> Report:
    report = Report(
        "news/market.txt",
        "“Prices ‘will fall’ by café-season,” Teodor Lindqvist said at Port Elm. “The bridge is a bridge, and peaceful too.”",
        title="Prices",
    )
    report.person("Teodor Lindqvist", ("Teodor Lindqvist", "name"), id="Q99")
    april = Date("2021-04", "relative", earliest="2021-04-01", latest="2021-04-30")
    report.quote(
        "“Prices ‘will fall’ by café-season,”",
        speaker="Teodor Lindqvist",
        id="Q99",
        mention="Teodor Lindqvist",
        cue="said",
        place="Port Elm",
        date=april,
    )
    report.quote("‘will fall’", kind="mixed", parent=report.quotations[0].id)
    return report.quote("“The bridge is a bridge, and peaceful too.”", speaker="Teodor Lindqvist", id="Q99")


def letter() -> Report:
    """A report that leaves the first name out, and the day."""
    report = Report("letter.txt", "“Open the bridge!” Okafor wrote. “In XXXX-05-01 terms, never,” somebody wrote back.")
    report.quote("“Open the bridge!”", mention="Okafor", cue="wrote", date=Date("XXXX-05-01", "explicit"))
    return report.quote("“In XXXX-05-01 terms, never,”")
