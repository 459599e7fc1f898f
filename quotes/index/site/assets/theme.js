/* Light or dark: as the system says, unless the reader chose otherwise. Runs before the page is drawn. */
"use strict";
(function () {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try { return window.localStorage.getItem("quotes-theme"); } catch { return null; }
  }
  function keep(theme) {
    try { window.localStorage.setItem("quotes-theme", theme); } catch { /* a private window forgets */ }
  }
  function isDark() {
    return (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  }

  const theme = chosen();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", function () {
    const button = document.getElementById("theme");
    function name() { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", (isDark() ? "Light" : "Dark") + " colours"); }
    button.hidden = false;
    name();
    system.addEventListener("change", name);
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      keep(root.dataset.theme);
      name();
    });
  });
})();
