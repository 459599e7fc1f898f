/* The quotations in memory, and what is asked of them. No page here: assets/index.js shows what this finds. */
"use strict";
const quoteIndex = (function () {
  const WORD = /[\p{L}\p{N}]+(?:\p{M}+[\p{L}\p{N}]*)*/gu;
  const state = { catalog: null, quotations: [], loaded: 0, listeners: [] };

  /* The words of a text in lower case and without accents, as quotes.index.folding has them. */
  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{Mn}+/gu, "");
  }
  function words(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /* Terms: words are found by their beginnings, “phrases” word by word. */
  function parse(asked) {
    const terms = [];
    for (const [, phrase, word] of asked.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/gu)) {
      const parts = words(phrase === undefined ? word : phrase);
      if (parts.length) terms.push({ words: parts, exact: phrase !== undefined });
    }
    return terms;
  }
  function needle(term) {
    return " " + term.words.join(" ") + (term.exact ? " " : "");
  }

  /* Where the terms occur in a text: [start, end) in UTF-16 units. */
  function matches(text, terms) {
    const found = [...text.matchAll(WORD)].map((word) => [words(word[0]).join(""), word.index, word.index + word[0].length]);
    const spans = [];
    for (let place = 0; place < found.length; ) {
      let length = 0;
      for (const term of terms) {
        const fits = term.words.every(function (word, offset) {
          const here = found[place + offset];
          if (!here) return false;
          const last = offset === term.words.length - 1;
          return last && !term.exact ? here[0].startsWith(word) : here[0] === word;
        });
        if (fits) length = Math.max(length, term.words.length);
      }
      if (length) spans.push([found[place][1], found[place + length - 1][2]]);
      place += length || 1;
    }
    return spans;
  }

  function catalog(value) {
    state.catalog = value;
    value.people = value.people.map(([name, type, role, page, names]) => ({ name, type, role, page, names, count: 0 }));
    value.documents = value.documents.map(([id, title, source, published, page]) => ({ id, title, source, published, page, count: 0 }));
    value.dates = value.dates.map(([edtf, words_, earliest, latest]) => ({ edtf, words: words_, earliest, latest }));
    for (let number = 0; number < value.chunks; number++) {
      const script = document.createElement("script");
      script.src = "data/quotations-" + number + ".js";
      document.head.append(script);
    }
    if (!value.chunks) finish();
  }
  function chunk(number, rows) {
    const columns = state.catalog.columns;
    rows.forEach(function (row, place) {
      const quotation = { order: number * 1e6 + place };
      columns.forEach((column, index) => { quotation[column] = row[index]; });
      state.quotations.push(prepared(quotation));
    });
    state.loaded += 1;
    if (state.loaded === state.catalog.chunks) finish();
  }
  function prepared(quotation) {
    const { people, documents, dates } = state.catalog;
    quotation.document = documents[quotation.document];
    quotation.person = people[quotation.person] || null;
    quotation.date = dates[quotation.date] || null;
    quotation.venue = ["occasion", "place", "medium"].map((part) => quotation[part]).filter(Boolean);
    quotation.venues = quotation.venue.map((venue) => words(venue).join(" "));
    quotation.document.count += 1;
    if (quotation.person) quotation.person.count += 1;
    const person = quotation.person;
    const said = [quotation.text, person ? person.name : quotation.mention, person && person.names, quotation.role, quotation.before, quotation.after, ...quotation.venue];
    quotation.haystack = " " + words(said.filter(Boolean).join(" | ")).join(" ") + " ";
    return quotation;
  }
  function finish() {
    state.quotations.sort((a, b) => a.order - b.order);
    for (const listener of state.listeners) listener(state.catalog, state.quotations);
    state.listeners = [];
  }
  function ready(listener) {
    state.listeners.push(listener);
  }

  /* Whether a quotation passes one side of the filters; `asked` is what assets/index.js reads from the page. */
  const sides = {
    words: (q, asked) => asked.needles.every((wanted) => q.haystack.includes(wanted)),
    person: (q, asked) => !asked.person.size || asked.person.has(personKey(q)),
    venue: (q, asked) => !asked.venue.size || q.venues.some((venue) => asked.venue.has(venue)),
    document: (q, asked) => !asked.document.size || asked.document.has(q.document.id),
    kind: (q, asked) => !asked.kind.size || asked.kind.has(q.kind),
    days: (q, asked) => (!asked.since && !asked.until) || (q.date !== null && (q.date.earliest !== null || q.date.latest !== null)
      && (!asked.since || q.date.latest === null || q.date.latest >= asked.since)
      && (!asked.until || q.date.earliest === null || q.date.earliest <= asked.until)),
  };
  function personKey(quotation) {
    return quotation.person ? quotation.person.page.slice("speakers/".length, -".html".length) : "";
  }
  /* The quotations that pass, and for each facet those that pass all sides but its own. */
  function find(quotations, asked) {
    const names = Object.keys(sides);
    const passed = [];
    const facets = { person: [], venue: [], document: [], kind: [], days: [] };
    for (const quotation of quotations) {
      const failed = names.filter((name) => !sides[name](quotation, asked));
      if (!failed.length) passed.push(quotation);
      for (const facet in facets) {
        if (!failed.length || (failed.length === 1 && failed[0] === facet)) facets[facet].push(quotation);
      }
    }
    return { passed, facets };
  }

  return { catalog, chunk, ready, fold, words, parse, needle, matches, find, personKey };
})();
