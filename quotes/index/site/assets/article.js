/* The page of an article: what belongs together lights up together, and its evidence opens, by pointer, focus or touch. */
"use strict";
(function () {
  const text = document.querySelector(".text");
  if (!text) return;
  const marks = [...text.querySelectorAll(".mark")];
  let active = null;
  let opened = null;
  let waiting = 0;

  function numbers(mark) { return mark.dataset.notes.split(" "); }
  function noteOf(number) { return document.getElementById("note-" + number); }

  function activate(wanted) {
    window.clearTimeout(waiting);
    const key = wanted.join(" ");
    if (key === active) return;
    clear();
    active = key;
    for (const mark of marks) {
      if (numbers(mark).some((number) => wanted.includes(number))) mark.classList.add("lit");
    }
    for (const number of wanted) noteOf(number).classList.add("active");
    const details = noteOf(wanted[0]).querySelector("details");
    if (!details.open) {
      details.open = true;
      opened = details;
    }
  }
  function clear() {
    active = null;
    for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const note of text.querySelectorAll(".note.active")) note.classList.remove("active");
    if (opened) opened.open = false;
    opened = null;
  }
  function later(action) {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(action, 140);
  }

  function wantedAt(target) {
    const mark = target.closest(".text .mark");
    if (mark) return numbers(mark);
    const note = target.closest(".note");
    return note ? [note.dataset.note] : null;
  }

  text.addEventListener("mouseover", function (event) {
    const wanted = wantedAt(event.target);
    if (wanted) later(() => activate(wanted));
    else if (!text.contains(document.activeElement)) later(clear);
  });
  text.addEventListener("mouseleave", function () { if (!text.contains(document.activeElement)) later(clear); });
  text.addEventListener("focusin", function (event) {
    const wanted = wantedAt(event.target);
    if (wanted) activate(wanted);
  });
  text.addEventListener("focusout", function (event) { if (!text.contains(event.relatedTarget)) later(clear); });
  text.addEventListener("click", function (event) {
    const mark = event.target.closest(".mark");
    if (mark) activate(numbers(mark));
  });
  text.addEventListener("click", function (event) {
    const summary = event.target.closest("summary");
    if (summary && summary.parentElement === opened) {
      event.preventDefault(); /* what the pointer opened in passing, a click keeps open */
      opened = null;
    }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") clear(); });
  document.addEventListener("click", function (event) { if (!text.contains(event.target)) clear(); });
})();
