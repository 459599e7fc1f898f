/* The front page: reads what is asked from the form and the address, shows what assets/search.js finds. */
"use strict";
(function () {
  const FACETS = { person: "speaker", venue: "venue", document: "article", kind: "kind" };
  const FIRST = 24, EACH = 3, FACET_FIRST = 12, LONG = 420;
  const byId = (id) => document.getElementById(id);
  const results = byId("results"), status = byId("status"), chips = byId("chips"), further = byId("further");
  const form = byId("finder"), input = byId("words"), since = byId("since"), until = byId("until"), order = byId("order");
  const chosen = { person: new Set(), venue: new Set(), document: new Set(), kind: new Set() };
  const labels = { person: new Map([["", "nobody named"]]), venue: new Map(), document: new Map(), kind: new Map([["direct", "direct: whole utterances"], ["mixed", "mixed: fragments"]]) };
  let quotations = [], shown = FIRST, asked = null, untouched = true;

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name in element && name !== "form") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  const counted = (number, noun) => number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");

  /* What is asked, between the form and the address. */
  function read() {
    const terms = quoteIndex.parse(input.value);
    return { ...chosen, terms, needles: terms.map(quoteIndex.needle), since: since.value, until: until.value, order: order.value };
  }
  function isAsked() {
    return input.value.trim() || since.value || until.value || order.value !== "speaker" || Object.values(chosen).some((set) => set.size);
  }
  function toAddress() {
    const parts = new URLSearchParams();
    if (input.value.trim()) parts.set("q", input.value.trim());
    for (const facet in FACETS) for (const value of chosen[facet]) parts.append(FACETS[facet], value);
    if (since.value) parts.set("since", since.value);
    if (until.value) parts.set("until", until.value);
    if (order.value !== "speaker") parts.set("order", order.value);
    const hash = parts.toString();
    if (hash !== window.location.hash.slice(1)) window.history.replaceState(null, "", hash ? "#" + hash : window.location.pathname);
  }
  function fromAddress() {
    const parts = new URLSearchParams(window.location.hash.slice(1));
    input.value = parts.get("q") || "";
    for (const facet in FACETS) chosen[facet] = new Set(parts.getAll(FACETS[facet]));
    since.value = parts.get("since") || "";
    until.value = parts.get("until") || "";
    order.value = ["newest", "oldest"].includes(parts.get("order")) ? parts.get("order") : "speaker";
  }

  /* One quotation, as templates/parts.html writes it. */
  function marked(text) {
    const parts = [];
    let position = 0;
    for (const [start, end] of asked.terms.length ? quoteIndex.matches(text, asked.terms) : []) {
      parts.push(text.slice(position, start), make("mark", {}, text.slice(start, end)));
      position = end;
    }
    return [...parts, text.slice(position)];
  }
  function context(text) {
    return text ? make("span", { className: "context" }, ...marked(text)) : null;
  }
  function quotationElement(quotation, withSpeaker) {
    const quote = make("blockquote", {}, make("p", {}, context(quotation.before), "“", ...marked(quotation.text), "”", context(quotation.after)));
    if (quotation.text.length > LONG && !asked.terms.length) unclampable(quote);
    const particulars = make("div", { className: "particulars" });
    if (withSpeaker) particulars.append(make("p", { className: "speaker" }, speakerName(quotation)));
    else particulars.append(make("p", { className: "date" }, quotation.date ? quotation.date.words : "not dated"));
    if (quotation.venue.length) particulars.append(make("p", { className: "venue" }, ...marked(quotation.venue.join(" · "))));
    const address = quotation.document.page + "#q-" + quotation.start + "-" + quotation.end;
    particulars.append(make("p", { className: "source" }, make("a", { href: address, title: quotation.document.title }, quotation.document.title)));
    return make("article", { className: "quote" }, quote, particulars);
  }
  function unclampable(quote) {
    quote.classList.add("clamped");
    const more = make("button", { type: "button", className: "more", ariaExpanded: "false" }, "More");
    more.addEventListener("click", function () {
      more.textContent = quote.classList.toggle("clamped") ? "More" : "Less";
      more.setAttribute("aria-expanded", String(!quote.classList.contains("clamped")));
    });
    quote.append(more);
  }
  function speakerName(quotation) {
    const person = quotation.person;
    return person ? make("a", { href: person.page }, ...marked(person.name)) : quotation.mention || "nobody named";
  }

  /* The lists: by speaker, or in the order of time. */
  const newest = (q) => (q.date && q.date.earliest) || "";
  const byTelling = (a, b) => (a.kind === "direct" ? 0 : 1) - (b.kind === "direct" ? 0 : 1) || byNewest(a, b);
  const oldest = (q) => (q.date && q.date.earliest) || "9999-99-99";
  const byNewest = (a, b) => (newest(a) < newest(b) ? 1 : newest(a) > newest(b) ? -1 : a.order - b.order);
  const byOldest = (a, b) => (oldest(a) < oldest(b) ? -1 : oldest(a) > oldest(b) ? 1 : a.order - b.order);

  function groups(found) {
    const people = new Map();
    for (const quotation of found) {
      const key = quotation.person || quotation.mention || "";
      if (!people.has(key)) people.set(key, []);
      people.get(key).push(quotation);
    }
    const named = (key) => (typeof key === "string" ? 0 : 1);
    return [...people].sort((a, b) => named(b[0]) - named(a[0]) || b[1].length - a[1].length || a[1][0].order - b[1][0].order);
  }
  function showGroups(found) {
    const all = groups(found);
    results.replaceChildren(...all.slice(0, shown).map(([key, theirs]) => groupElement(key, theirs)));
    further.hidden = all.length <= shown;
  }
  function groupElement(key, theirs) {
    const name = typeof key === "string" ? key || "nobody named" : key.name;
    const title = make("h3", {}, typeof key === "string" ? name : make("a", { href: key.page }, ...marked(name)));
    const who = make("div", { className: "who" }, title);
    if (key.role) who.append(make("p", { className: "role" }, key.role));
    who.append(make("p", { className: "count" }, counted(theirs.length, "quotation")));
    const said = make("div", { className: "said" });
    theirs.sort(byTelling);
    said.append(...theirs.slice(0, EACH).map((quotation) => quotationElement(quotation, false)));
    if (theirs.length > EACH) said.append(restOf(theirs, said, name));
    return make("div", { className: "entry" }, who, said);
  }
  function restOf(theirs, said, name) {
    const words = "All " + counted(theirs.length, "quotation");
    const button = make("button", { type: "button" }, words, make("span", { className: "unseen" }, " of " + name));
    const line = make("p", { className: "further" }, button);
    button.addEventListener("click", function () {
      const rest = theirs.slice(EACH).map((quotation) => quotationElement(quotation, false));
      line.replaceWith(...rest);
      rest[0].querySelector("a").focus();
    });
    return line;
  }
  function showDays(found) {
    found.sort(order.value === "newest" ? byNewest : byOldest);
    const days = new Map();
    for (const quotation of found.slice(0, shown * 2)) {
      const day = quotation.date ? quotation.date.words : "Not dated";
      if (!days.has(day)) days.set(day, []);
      days.get(day).push(quotationElement(quotation, true));
    }
    results.replaceChildren(...[...days].map(function ([day, elements]) {
      const title = make("h3", {}, day);
      return make("div", { className: "entry" }, make("div", { className: "who" }, title), make("div", { className: "said" }, ...elements));
    }));
    further.hidden = found.length <= shown * 2;
  }

  /* The filters: values with how many quotations each would leave. */
  const facetValues = {
    person: (q) => [quoteIndex.personKey(q)],
    venue: (q) => q.venues,
    document: (q) => [q.document.id],
    kind: (q) => [q.kind],
  };
  function showFacets(facets) {
    for (const details of form.querySelectorAll(".facet")) {
      const facet = details.dataset.facet;
      details.querySelector(".chosen").textContent = chosen[facet].size || "";
      if (details.open) showFacet(details, facets[facet]);
    }
  }
  function showFacet(details, found) {
    const facet = details.dataset.facet, fieldset = details.querySelector("fieldset");
    const counts = new Map([...chosen[facet]].map((value) => [value, 0]));
    for (const quotation of found) {
      for (const value of new Set(facetValues[facet](quotation))) counts.set(value, (counts.get(value) || 0) + 1);
    }
    const wanted = quoteIndex.words(fieldset.dataset.wanted || "").join(" ");
    const label = (value) => labels[facet].get(value) || value;
    const fits = ([value]) => !wanted || (" " + quoteIndex.words(label(value)).join(" ")).includes(" " + wanted);
    const ranked = [...counts].filter(fits).sort((a, b) => chosen[facet].has(b[0]) - chosen[facet].has(a[0]) || b[1] - a[1] || (label(a[0]) < label(b[0]) ? -1 : 1));
    const limit = Number(fieldset.dataset.limit || FACET_FIRST);
    const rows = ranked.slice(0, limit).map(([value, count]) => facetRow(facet, value, label(value), count));
    if (!rows.length) rows.push(make("p", { className: "none" }, "nothing here"));
    const more = make("button", { type: "button", hidden: ranked.length <= limit }, "More (" + (ranked.length - limit).toLocaleString("en") + ")");
    more.addEventListener("click", function () { fieldset.dataset.limit = String(limit + 40); showFacet(details, found); });
    const search = fieldset.querySelector("input[type=search]") || facetSearch(details, facet);
    search.hidden = counts.size <= FACET_FIRST && !wanted;
    for (const old of [...fieldset.children]) if (old !== search && old.tagName !== "LEGEND") old.remove();
    fieldset.append(search, ...rows, more);
  }
  function facetSearch(details, facet) {
    const search = make("input", { type: "search", "aria-label": "Find a " + FACETS[facet], placeholder: "Find a " + FACETS[facet], autocomplete: "off" });
    search.addEventListener("input", function (event) {
      event.stopPropagation();
      details.querySelector("fieldset").dataset.wanted = search.value;
      update();
      search.focus();
    });
    return search;
  }
  function facetRow(facet, value, label, count) {
    const box = make("input", { type: "checkbox", value, checked: chosen[facet].has(value) });
    box.addEventListener("change", function () {
      if (box.checked) chosen[facet].add(value); else chosen[facet].delete(value);
      update();
      const again = [...form.querySelectorAll(`.facet[data-facet="${facet}"] input[type=checkbox]`)].find((other) => other.value === value);
      if (again) again.focus();
    });
    return make("label", {}, box, make("span", { className: "value" }, label), make("span", { className: "number" }, count.toLocaleString("en")));
  }
  function showChips() {
    const found = [];
    for (const facet in chosen) {
      for (const value of chosen[facet]) found.push(chip(labels[facet].get(value) || value, () => chosen[facet].delete(value)));
    }
    if (since.value || until.value) found.push(chip((since.value || "…") + " – " + (until.value || "…"), () => { since.value = until.value = ""; }));
    chips.replaceChildren(...found);
    byId("clear").hidden = !isAsked();
  }
  function chip(words, remove) {
    const button = make("button", { type: "button", "aria-label": "Remove filter " + words }, words);
    button.addEventListener("click", function () { remove(); update(); input.focus(); });
    return make("li", {}, button);
  }

  /* The timeline: of all bars, the part that was found. */
  const bars = [...form.querySelectorAll(".chart li")].map((li) => ({ li, since: li.dataset.since, until: li.dataset.until }));
  function showBars(found) {
    const counts = bars.map(() => 0);
    const dated = found.filter((q) => q.date && q.date.earliest && q.date.latest);
    for (const quotation of dated) {
      const place = barOf(quotation.date.earliest);
      if (place >= 0 && quotation.date.latest <= bars[place].until) counts[place] += 1;
    }
    const top = isAsked() ? Math.max(1, ...counts) : Infinity; /* unasked, the bars stand for themselves */
    bars.forEach(function (bar, place) {
      const old = bar.li.querySelector(".found");
      if (old) old.remove();
      if (counts[place] && top < Infinity) bar.li.append(make("span", { className: "found bar h" + Math.ceil(20 * counts[place] / top) }));
    });
  }
  function barOf(day) {
    let low = 0, high = bars.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bars[middle].since <= day) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  function update() {
    asked = read();
    const { passed, facets } = quoteIndex.find(quotations, asked);
    if (isAsked() || !untouched) {
      untouched = false;
      if (order.value === "speaker") showGroups(passed); else showDays(passed);
    } else {
      further.hidden = false; /* the page as it came lists the most quoted only */
    }
    status.textContent = isAsked() ? (passed.length ? counted(passed.length, "quotation") + " by " + counted(new Set(passed.map(quoteIndex.personKey)).size, "speaker") : "No quotation matches.") : "";
    showFacets(facets);
    showChips();
    showBars(facets.days);
    toAddress();
  }
  function changed() { shown = FIRST; update(); }

  quoteIndex.ready(function (catalog, all) {
    quotations = all;
    for (const quotation of all) {
      if (quotation.person) labels.person.set(quoteIndex.personKey(quotation), quotation.person.name);
      quotation.venues.forEach((key, place) => { if (!labels.venue.has(key)) labels.venue.set(key, quotation.venue[place]); });
      labels.document.set(quotation.document.id, quotation.document.title);
    }
    fromAddress();
    update();
    form.classList.add("ready");
    let frame = 0;
    input.addEventListener("input", function () {
      window.cancelAnimationFrame(frame);
      frame = window.requestAnimationFrame(changed);
    });
    for (const field of [since, until, order]) field.addEventListener("change", changed);
    for (const details of form.querySelectorAll(".facet")) {
      details.addEventListener("toggle", function () {
        if (!details.open) return;
        for (const other of form.querySelectorAll(".facet[open]")) if (other !== details) other.open = false;
        update();
      });
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    byId("clear").addEventListener("click", function () {
      form.reset();
      for (const facet in chosen) chosen[facet].clear();
      changed();
      input.focus();
    });
    further.querySelector("button").addEventListener("click", function () {
      const place = results.children.length;
      if (untouched) untouched = false; else shown += FIRST;
      update();
      const next = results.children[place];
      if (next && next.querySelector("a, button")) next.querySelector("a, button").focus();
    });
    for (const bar of bars) {
      bar.li.addEventListener("click", function (event) {
        event.preventDefault();
        const same = since.value === bar.since && until.value === bar.until;
        since.value = same ? "" : bar.since;
        until.value = same ? "" : bar.until;
        changed();
      });
    }
    document.addEventListener("click", function (event) {
      for (const open of form.querySelectorAll(".facet[open]")) if (!open.contains(event.target) && event.target.isConnected) open.open = false;
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") for (const open of form.querySelectorAll(".facet[open]")) { open.open = false; open.querySelector("summary").focus(); }
      if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
    });
    window.addEventListener("hashchange", function () { fromAddress(); changed(); });
  });
})();
